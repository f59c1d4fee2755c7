// Made of docs/openapi.json by `npm run generate`, in the shape that openapi-fetch reads.

/** The addresses of the API, each with its methods. */
export interface paths {
  '/v1/auth/readiness': {
    get: operations['readinessOfAuth'];
  };
  '/v1/auth/register': {
    post: operations['register'];
  };
  '/v1/auth/login': {
    post: operations['login'];
  };
  '/v1/auth/refresh': {
    post: operations['refreshTokens'];
  };
  '/v1/auth/logout': {
    post: operations['logout'];
  };
  '/v1/auth/logout-everywhere': {
    post: operations['logoutEverywhere'];
  };
  '/v1/auth/password': {
    post: operations['changePassword'];
  };
  '/v1/auth/users/search': {
    post: operations['findAccounts'];
  };
  '/v1/auth/users/{userId}': {
    get: operations['getAccount'];
  };
  '/v1/auth/users/{userId}/disable': {
    post: operations['disableAccount'];
  };
  '/v1/auth/users/{userId}/enable': {
    post: operations['enableAccount'];
  };
  '/v1/auth/me': {
    get: operations['getMe'];
    patch: operations['changeMe'];
    delete: operations['deleteMe'];
  };
  '/v1/auth/.well-known/jwks.json': {
    get: operations['getSigningKeys'];
  };
  '/v1/catalog/readiness': {
    get: operations['readinessOfCatalog'];
  };
  '/v1/catalog/products': {
    get: operations['listProducts'];
    post: operations['addProduct'];
  };
  '/v1/catalog/products/{productId}': {
    get: operations['getProduct'];
    patch: operations['changeProduct'];
    delete: operations['removeProduct'];
  };
  '/v1/catalog/categories': {
    get: operations['listCategories'];
  };
  '/v1/catalog/products/{productId}/media': {
    post: operations['offerUpload'];
  };
  '/v1/catalog/products/{productId}/media/{uploadId}': {
    get: operations['getUpload'];
  };
  '/v1/orders/readiness': {
    get: operations['readinessOfOrders'];
  };
  '/v1/orders': {
    post: operations['placeOrder'];
    get: operations['listOrders'];
  };
  '/v1/orders/{orderId}': {
    get: operations['getOrder'];
  };
  '/v1/orders/{orderId}/cancel': {
    post: operations['cancelOrder'];
  };
  '/v1/orders/{orderId}/timeline': {
    get: operations['getTimeline'];
  };
  '/v1/ops/orders': {
    get: operations['listOrdersToOperate'];
  };
  '/v1/ops/order-counts': {
    get: operations['countOrders'];
  };
  '/v1/ops/order-pace': {
    get: operations['getOrderPace'];
  };
  '/v1/ops/queues': {
    get: operations['listQueues'];
  };
  '/v1/ops/orders/{orderId}': {
    get: operations['getOrderDossier'];
  };
  '/v1/ops/orders/{orderId}/nudge': {
    post: operations['nudgeOrder'];
  };
  '/v1/ops/orders/{orderId}/park': {
    post: operations['parkOrder'];
  };
  '/v1/ops/orders/{orderId}/resume': {
    post: operations['resumeOrder'];
  };
  '/v1/ops/orders/{orderId}/retell': {
    post: operations['retellOrder'];
  };
  '/v1/ops/orders/{orderId}/adopt': {
    post: operations['adoptOrder'];
  };
  '/v1/ops/dead-letters': {
    get: operations['listDeadLetters'];
  };
  '/v1/ops/dead-letters/redrive': {
    post: operations['redriveDeadLetters'];
  };
  '/v1/ops/dead-letters/{deadLetterId}': {
    get: operations['getDeadLetter'];
  };
  '/v1/ops/dead-letters/{deadLetterId}/reveal': {
    post: operations['revealDeadLetter'];
  };
  '/v1/ops/dead-letters/{deadLetterId}/redrive': {
    post: operations['redriveDeadLetter'];
  };
  '/v1/ops/dead-letters/{deadLetterId}/drop': {
    post: operations['dropDeadLetter'];
  };
  '/v1/ops/reconciliations': {
    post: operations['beginReconciliation'];
    get: operations['listReconciliations'];
  };
  '/v1/ops/reconciliations/{runId}': {
    get: operations['getReconciliation'];
  };
  '/v1/ops/reconciliations/{runId}/report': {
    post: operations['reportReconciliation'];
  };
  '/v1/inventory/readiness': {
    get: operations['readinessOfInventory'];
  };
  '/v1/inventory/reservations': {
    get: operations['listReservations'];
  };
  '/v1/inventory/stock': {
    get: operations['listStock'];
  };
  '/v1/inventory/{productId}/recount': {
    post: operations['recountStock'];
  };
  '/v1/inventory/{productId}': {
    get: operations['getStock'];
  };
  '/v1/inventory/{productId}/adjustments': {
    post: operations['adjustStock'];
    get: operations['listAdjustments'];
  };
  '/v1/billing/readiness': {
    get: operations['readinessOfBilling'];
  };
  '/v1/billing/payments/{orderId}': {
    get: operations['getPayment'];
  };
  '/v1/billing/payments/{orderId}/resolve': {
    post: operations['resolvePayment'];
  };
  '/v1/billing/payments': {
    get: operations['listPayments'];
  };
  '/v1/billing/intents': {
    get: operations['listIntents'];
  };
  '/v1/billing/intents/{intentId}/release': {
    post: operations['releaseIntent'];
  };
  '/v1/shipping/readiness': {
    get: operations['readinessOfShipping'];
  };
  '/v1/shipping/shipments/{orderId}': {
    get: operations['getShipment'];
  };
  '/v1/shipping/shipments/{orderId}/resolve': {
    post: operations['resolveShipment'];
  };
  '/v1/shipping/shipments/{orderId}/dispatch': {
    post: operations['dispatchShipment'];
  };
  '/v1/shipping/shipments/{orderId}/deliver': {
    post: operations['deliverShipment'];
  };
  '/v1/shipping/shipments': {
    get: operations['listShipments'];
  };
  '/v1/shipping/bookings': {
    get: operations['listBookings'];
  };
  '/v1/shipping/bookings/{orderId}/release': {
    post: operations['releaseBooking'];
  };
}

type NoParameters = {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
};

/** What each operation takes and answers. */
export interface operations {
  /**
   * Ask `auth` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfAuth: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Register as a customer
   *
   * For each address 100 at once and 60 more an hour, for everybody 3,000 at once and 7,200 more an hour. Beyond that 429 with `Retry-After` in seconds. A known e-mail is 409, so that who asks learns of it. With an `Idempotency-Key`, which belongs to the e-mail, the same request again is answered as the first time, until the password is changed.
   */
  register: {
    parameters: {
      query?: never;
      header?: {
        /** Names this request, for ever: with the same body it gets the first answer again, with another it is refused */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Compared without regard to case, Unicode form and the form of its domain (Punycode or not) */
          email: string;
          /** 15 to 128 characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in any case: the 49,000 most common passwords, the name of the service, the e-mail and what stands before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions. */
          password: string;
          name?: string;
        };
      };
    };
    responses: {
      /** Registered */
      201: {
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:email-taken';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:too-many-requests';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Sign in
   *
   * Tries that fail are counted, whether there is such an account or not: for each account 5 at once and 5 more an hour, for each address 100 at once and 300 more an hour, for everybody 5,000 at once and 36,000 more an hour. From an address that signed in to the account within the last 90 days none of this counts, but 20 at once and 30 more an hour. Beyond that 429 with `Retry-After` in seconds. Sent again, it opens another session. An `Idempotency-Key` is not looked at.
   */
  login: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, and in no body */
        'x-refresh-token'?: 'cookie';
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Compared without regard to case, Unicode form and the form of its domain (Punycode or not) */
          email: string;
          password: string;
        };
      };
    };
    responses: {
      /** Signed in */
      200: {
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-credentials';
          };
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:too-many-requests';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Exchange a refresh token for new tokens
   *
   * A token works once. Sent again within 10 s, because the answer was lost or another tab asked at the same time, it is answered with the same successor; once that has been used itself, it is refused. Sent again later it ends its session. A session lasts 30 days from the sign-in, however often it is refreshed. For each address 1,000 at once and 36,000 more an hour. Beyond that 429 with `Retry-After` in seconds. So a request whose answer was lost may be sent again at once. An `Idempotency-Key` is not looked at.
   */
  refreshTokens: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, and in no body */
        'x-refresh-token'?: 'cookie';
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          refreshToken?: string;
        };
      };
    };
    responses: {
      /** Refreshed */
      200: {
        content: {
          'application/json': components['schemas']['Tokens'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-refresh-token';
          };
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:too-many-requests';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * End the session of a refresh token
   *
   * Sent again, it changes nothing. An `Idempotency-Key` is not looked at.
   */
  logout: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, and in no body */
        'x-refresh-token'?: 'cookie';
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          refreshToken?: string;
        };
      };
    };
    responses: {
      /** The session has ended */
      204: { content?: never };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * End all my sessions
   *
   * Access tokens that were given out before place no order any more; for all else they are good to their end, at most 5 minutes. Sent again, it ends what was begun since. An `Idempotency-Key` is not looked at.
   *
   * Needs a token with the scope `account`.
   */
  logoutEverywhere: {
    parameters: NoParameters;
    responses: {
      /** All sessions have ended */
      204: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Change my password, which ends all my sessions
   *
   * A wrong `currentPassword` is 401 of the type `bad-credentials`, and counts like a sign-in that fails (see there). Access tokens that were given out before place no order any more; for all else they are good to their end, at most 5 minutes. Sent again, it is 401: the password is the new one by then. An `Idempotency-Key` is not looked at.
   *
   * Needs a token with the scope `account`.
   */
  changePassword: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          currentPassword: string;
          /** 15 to 128 characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in any case: the 49,000 most common passwords, the name of the service, the e-mail and what stands before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions. */
          newPassword: string;
        };
      };
    };
    responses: {
      /** The password is changed, and all sessions have ended */
      204: { content?: never };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-credentials' | 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:too-many-requests';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Find the account of an e-mail
   *
   * A POST, because e-mail addresses do not belong in the logs that queries end up in. Sent again, it looks again. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `admin` and the scope `accounts:read`.
   */
  findAccounts: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          /** Compared without regard to case, Unicode form and the form of its domain (Punycode or not) */
          email: string;
        };
      };
    };
    responses: {
      /** The account, or none */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Account'][];
          };
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read an account, and what administrators did to it
   *
   * Needs the role `admin` and the scope `accounts:read`.
   */
  getAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        userId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The account */
      200: {
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Disable an account: its sessions end, and nobody can sign in to it
   *
   * From now on signing in, refreshing, placing an order and changing the account are refused with 403 `account-disabled`. Orders that have been placed go on. Everything else, the routes of staff included, accepts access tokens that are already out until they expire, after 5 minutes at most. The caller must still be an administrator: the role in the token is not enough. Sent again, it changes nothing and nothing is noted. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `admin` and the scope `accounts:write`.
   */
  disableAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        userId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The account, now disabled */
      200: {
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:own-account';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Enable an account that was disabled
   *
   * Its user has to sign in again. The caller must still be an administrator: the role in the token is not enough. Sent again, it changes nothing and nothing is noted. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `admin` and the scope `accounts:write`.
   */
  enableAccount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        userId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The account, no longer disabled */
      200: {
        content: {
          'application/json': components['schemas']['Account'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:own-account';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Who I am
   *
   * Needs a token with the scope `account`.
   */
  getMe: {
    parameters: NoParameters;
    responses: {
      /** The user of the access token, as they are now */
      200: {
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Change my name
   *
   * Needs a token with the scope `account`.
   */
  changeMe: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          name: string | null;
        };
      };
    };
    responses: {
      /** The user as they are now */
      200: {
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Delete my account
   *
   * E-mail, name, password and sessions are deleted, and the e-mail may register anew, as somebody else. Orders stay for the books, with an id that leads to nobody. A wrong `password` is 401 of the type `bad-credentials`, and counts like a sign-in that fails (see there). Access tokens that were given out before place no order any more; for all else they are good to their end, at most 5 minutes.
   *
   * Needs a token with the scope `account`.
   */
  deleteMe: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          password: string;
        };
      };
    };
    responses: {
      /** The account is gone */
      204: { content?: never };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-credentials' | 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:too-many-requests';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /** The public keys that verify access tokens */
  getSigningKeys: {
    parameters: NoParameters;
    responses: {
      /** JSON Web Key Set */
      200: {
        content: {
          'application/json': {
            keys: components['schemas']['PublicKey'][];
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Ask `catalog` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfCatalog: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * The products for sale, by name
   *
   * All of them, or those of a category, or those whose name begins with `name`, or both. The search is for the beginning of the whole name: neither words within it nor misspellings are found, and only the first 100 characters count. A change may take a moment to show. Without a category the lists come from one partition of an index, which bounds them together to about 3,000 pages of 20 products a second, and all changes to products to 1,000 a second.
   */
  listProducts: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** The category, or one that looks the same */
        category?: string;
        /** What the name begins with, whatever its case, accents, quotation marks and dashes: `lodz` finds Łódź */
        name?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of products */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Product'][];
            nextCursor?: string;
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Offers a new product
   *
   * With an `Idempotency-Key` the same request again is answered as the first time, whatever has become of the product since. Without one each request makes another product.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  addProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Names this request, for ever: with the same body it gets the first answer again, with another it is refused */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductDetails'];
      };
    };
    responses: {
      /** The product, with an id */
      201: {
        content: {
          'application/json': components['schemas']['PricedProduct'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /** A product for sale */
  getProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The product */
      200: {
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Changes a product
   *
   * Placed orders keep the price and the name that they were placed with. With `If-Match` the change is made only to the state that the caller has seen: send the `ETag` of the last answer. A cache on the way may have handed out an older state, or made a tag weak (`W/`) by compressing, and a weak tag matches nothing.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  changeProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Refuses with 412 unless one of these is the product’s `ETag` */
        'if-match'?: string;
      };
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/merge-patch+json': components['schemas']['ProductPatch'];
        'application/json': components['schemas']['ProductPatch'];
      };
    };
    responses: {
      /** The product as it is now */
      200: {
        content: {
          'application/json': components['schemas']['PricedProduct'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state is not the one that was expected */
      412: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:precondition-failed';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Takes a product out of the catalog; doing so again changes nothing
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  removeProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Refuses with 412 unless one of these is the product’s `ETag` */
        'if-match'?: string;
      };
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    responses: {
      /** It is no longer for sale */
      204: { content?: never };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state is not the one that was expected */
      412: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:precondition-failed';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * The categories that have products for sale, and how many
   *
   * Two that look the same, whatever their case, blanks, Unicode form and the script of a letter, are one. The counts may be half a minute old.
   */
  listCategories: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** The categories by name */
      200: {
        content: {
          'application/json': {
            items: {
              category: string;
              products: number;
            }[];
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Offers a form to upload a picture of a product with, for 5 minutes
   *
   * Send all `fields` and then the picture, as `file`, to `url` as multipart/form-data. It is checked to its last byte, and is the product’s picture, at `mediaUrl`, some moments later. Where it was taken, when, with what, and any other text is removed; colours and orientation stay. At most 10,000 pixels on a side, 500 frames, and 50 million pixels in all frames together are taken. The address in `Location` tells what became of it. With an `Idempotency-Key`, which names one request for one product by one admin, the same request again is answered with the same form and address; the form ends when it would have ended.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  offerUpload: {
    parameters: {
      query?: never;
      header?: {
        /** Names this request, for ever: with the same body it gets the first answer again, with another it is refused */
        'idempotency-key'?: string;
      };
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UploadPromise'];
      };
    };
    responses: {
      /** The form, and the address that the picture will have */
      201: {
        content: {
          'application/json': components['schemas']['UploadOffer'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * What became of an upload
   *
   * Usually known seconds after the file was sent, and after a day at the latest: what has no outcome by then, because nothing was sent or it could not be checked, is refused as EXPIRED.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  getUpload: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The product’s id */
        productId: string;
        /** The upload’s id */
        uploadId: string;
      };
      cookie?: never;
    };
    responses: {
      /** What became of it */
      200: {
        content: {
          'application/json': components['schemas']['Upload'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Ask `orders` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfOrders: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Place an order
   *
   * The card is authorized after this answer, when nobody is there to answer its bank: a card that demands 3-D Secure is declined, with the code `authentication_required` in the payment. The total must be one that can be charged at once.
   *
   * Needs the role `customer` and the scope `orders:write`.
   */
  placeOrder: {
    parameters: {
      query?: never;
      header: {
        /** Names this request, for ever: with the same body it gets the first answer again, with another it is refused */
        'idempotency-key': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlaceOrder'];
      };
    };
    responses: {
      /** Stored; it will be confirmed or cancelled */
      202: {
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:out-of-stock' | 'urn:cloudservices:problem:total-changed';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:free-order' | 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:total-not-chargeable' | 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List one’s orders, newest first; operators see everybody’s
   *
   * Needs a token with the scope `orders:read`.
   */
  listOrders: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of orders */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Order'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read an order
   *
   * Needs a token with the scope `orders:read`.
   */
  getOrder: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The order */
      200: {
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Cancel an order that is not confirmed yet
   *
   * Sent again, it changes nothing and tells how far the order has come. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `customer` and the scope `orders:write`.
   */
  cancelOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** Cancelled; what had been done is being undone */
      202: {
        content: {
          'application/json': components['schemas']['Order'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:order-confirmed';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Every event of an order; may lag by a second or two
   *
   * Needs a token with the scope `orders:read`.
   */
  getTimeline: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The events by time, none before its cause */
      200: {
        content: {
          'application/json': {
            events: {
              id: string;
              type: string;
              source: string;
              time: string;
              data: { [key: string]: unknown };
            }[];
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Find orders by their state, newest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listOrdersToOperate: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        status?: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
        reason?: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'UNDELIVERABLE' | 'CUSTOMER' | 'EXPIRED' | 'CAPTURE_FAILED';
        customerId?: string;
        /** How the order’s id begins */
        id?: string;
        /** Of these orders only: their ids, with commas between them */
        orderIds?: string;
        /** Not settled a minute after its decision, or after its deadline */
        overdue?: 'true' | 'false';
        parked?: 'true' | 'false';
        /** Placed then or later */
        from?: string;
        /** Placed earlier than that */
        before?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of orders */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['OperatorOrder'][];
            nextCursor?: string;
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Count orders by their status: all that are not settled, and those placed since a time
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  countOrders: {
    parameters: {
      query?: {
        /** Since when; 24 hours ago unless told */
        from?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** The counts */
      200: {
        content: {
          'application/json': {
            from: string;
            counts: {
              status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
              orders: number;
              overdue: number;
            }[];
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * How many orders were placed in each of the last 60 minutes, and how long they took to settle
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getOrderPace: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** The last hour */
      200: {
        content: {
          'application/json': components['schemas']['OrderPace'];
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * How many messages wait in the queue of each consumer
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listQueues: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    responses: {
      /** The queues */
      200: {
        content: {
          'application/json': {
            queues: components['schemas']['QueueDepth'][];
          };
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read all that is known of an order: its participants, what is owed by whom, its events, what operators did
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getOrderDossier: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 when one is still right */
        'if-none-match'?: string;
      };
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The order */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** It is as one of the tags in If-None-Match says */
      304: { content?: never };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Have an order announced now instead of when it is due
   *
   * Sent again, the order is announced once more, which is harmless, and the action is noted once more. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  nudgeOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:order-parked' | 'urn:cloudservices:problem:order-settled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Leave an order alone: it is announced no more, and no alarm counts it; its deadline still holds
   *
   * Sent again, it changes nothing, and nothing is noted. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  parkOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:order-settled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Have a parked order announced again
   *
   * Sent again, it changes nothing, and nothing is noted. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  resumeOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:order-settled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Announce a settled order once more, to participants whose books are behind
   *
   * Who has done what it asks for answers and changes nothing. An order that is not settled is announced anyway: nudge it. Sent again, the order is announced once more, which is harmless, and the action is noted once more. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  retellOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:order-unsettled';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Take up an order that is unknown but holds something, as one that was cancelled
   *
   * For orders placed after the moment of a backup that has been restored. It is announced until every participant has undone what it holds, by its own books or by those of the provider and the carrier. What is not known of it is shown as the nil id for its customer, no lines, and a total of nothing in XXX. An id that no order of ours can have is refused. One that is known stays as it is. Sent again, it changes nothing. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  adoptOrder: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Find dead letters of every queue, newest first
   *
   * Messages that could not be processed, from the moment they were parked and for as long as the table keeps them. A page may have fewer items than asked for, or none, while there are more: go on with `nextCursor`.
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listDeadLetters: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** The consumer that they were meant for, such as `billing` */
        queue?: string;
        /** The type of the event, such as `OrderPlaced` */
        type?: string;
        orderId?: string;
        /** What the reason has in it, such as `not JSON` */
        reason?: string;
        /** Recorded then or later */
        from?: string;
        /** Recorded earlier than that */
        before?: string;
        /** Those that are open unless told, and of one order all */
        state?: 'open' | 'redriven' | 'dropped';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of dead letters */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['DeadLetter'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Redrive open dead letters that a filter finds, a page at a time, newest first
   *
   * Each is sent, then noted as redriven; one that fails holds up no other and stays open. Go on with `nextCursor`: it leads past those that are parked again meanwhile. Sent again, it redrives what is still open. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  redriveDeadLetters: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': components['schemas']['WhichToRedrive'];
      };
    };
    responses: {
      /** What became of each */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Redriven'][];
            nextCursor?: string;
          };
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read a dead letter and its body, without what may be personal in it
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        deadLetterId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The dead letter */
      200: {
        content: {
          'application/json': components['schemas']['DeadLetterDossier'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read a dead letter as it was received, personal data included; who asked, when and why is noted first
   *
   * Sent again, it shows the same, and the asking is noted once more. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  revealDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        deadLetterId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The dead letter */
      200: {
        content: {
          'application/json': components['schemas']['DeadLetterDossier'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Send a dead letter to its queue again, the same body and attributes; safe at any age
   *
   * Sent again, it says that the message has been redriven already, unless it is asked to do so again. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  redriveDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        deadLetterId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HowToRedrive'];
      };
    };
    responses: {
      /** What became of it */
      200: {
        content: {
          'application/json': components['schemas']['Redriven'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:dead-letter-closed' | 'urn:cloudservices:problem:queue-gone';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Give a dead letter up; it is kept, and can be redriven later
   *
   * Sent again, it changes nothing. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  dropDeadLetter: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        deadLetterId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The dead letter afterwards */
      200: {
        content: {
          'application/json': components['schemas']['DeadLetter'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:dead-letter-closed';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Begin to compare all books, and note who does, when and why
   *
   * Whoever compares reads the lists of each service, and reports here what does not agree: `npm run ops -- reconcile`. Sent again, it is one more. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  beginReconciliation: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': components['schemas']['BeginReconciliation'];
      };
    };
    responses: {
      /** The reconciliation */
      201: {
        content: {
          'application/json': components['schemas']['Reconciliation'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List comparisons of the books, newest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listReconciliations: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of reconciliations */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Reconciliation'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read a comparison of the books, and what did not agree
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getReconciliation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The reconciliation */
      200: {
        content: {
          'application/json': components['schemas']['ReconciliationReport'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Report what does not agree, and how far the comparison has come
   *
   * Sent again, it changes nothing: what was reported before is replaced. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  reportReconciliation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        runId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReconciliationProgress'];
      };
    };
    responses: {
      /** The reconciliation afterwards */
      200: {
        content: {
          'application/json': components['schemas']['Reconciliation'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:reconciliation-ended';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Ask `inventory` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfInventory: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List reservations: of some orders, or all of them in no particular order
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listReservations: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** Of these orders only: their ids, with commas between them */
        orderIds?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of reservations */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['ReservationEntry'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List the stock of all products, in no particular order
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listStock: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of stock */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['StockEntry'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Set what is counted as reserved and committed to what the reservations say
   *
   * What is available follows: received and adjusted pieces stay as they are. Refused when the stock is not as it was `seen` any more. Kept for ever like any other adjustment. Sent again, it changes nothing more, or is refused because the stock has moved. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  recountStock: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        productId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Recount'];
      };
    };
    responses: {
      /** The stock afterwards */
      200: {
        content: {
          'application/json': components['schemas']['StockEntry'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:stock-moved' | 'urn:cloudservices:problem:stock-too-low';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * How many pieces of a product are available
   *
   * None of one that nobody has counted yet. A product that the catalog has never had is 404; an archived one has its stock still.
   *
   * Tells more to a token with the scope `stock:read`.
   */
  getStock: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        productId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The stock right now */
      200: {
        content: {
          'application/json': components['schemas']['Stock'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Correct the stock of a product
   *
   * Moves `delta` pieces into or out of what is available, and keeps for ever who did so, when and why. An Idempotency-Key names one correction of one product by one admin: the same request again is answered as the first time. A product that the catalog has never had is 404. An archived one is corrected like any other: pieces of it may come back.
   *
   * Needs the role `admin` and the scope `stock:write`.
   */
  adjustStock: {
    parameters: {
      query?: never;
      header: {
        /** Names this request, for ever: with the same body it gets the first answer again, with another it is refused */
        'idempotency-key': string;
      };
      path: {
        productId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StockAdjustment'];
      };
    };
    responses: {
      /** The stock right after this adjustment */
      200: {
        content: {
          'application/json': components['schemas']['Stock'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:stock-too-low';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List who has corrected the stock of a product, when, by how much and why, the latest first
   *
   * A correction that was made a moment ago may not be among them yet.
   *
   * Needs the role `admin` and the scope `stock:write`.
   */
  listAdjustments: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        productId: string;
      };
      cookie?: never;
    };
    responses: {
      /** A page of corrections */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['KeptAdjustment'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Ask `billing` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfBilling: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read the payment for an order
   *
   * Needs a token with the scope `payments:read`.
   */
  getPayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The payment */
      200: {
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Decide on a payment whose undo fails: try it again, or settle it as done by hand
   *
   * Sent again, a retry is one more try, and what has been settled is refused. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  resolvePayment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Resolution'];
      };
    };
    responses: {
      /** The payment afterwards */
      200: {
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-in-trouble';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List payments, of some orders or by time, as billing has them
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listPayments: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** Of these orders only: their ids, with commas between them */
        orderIds?: string;
        /** Of orders that were placed then or later, as their ids tell */
        from?: string;
        /** Of orders that were placed earlier than that, as their ids tell */
        before?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of payments, by their orders’ ids */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['PaymentEntry'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List payments as the payment provider has them, newest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listIntents: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** Made then or later; in the last 24 hours unless told */
        from?: string;
        /** Made before or in that second */
        before?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of the provider’s ledger */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Intent'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Give money back that the provider holds or has taken and no order needs
   *
   * Cancels the intent, or refunds it when it has been captured. Refused while the order’s payment may need it. Sent again, it changes nothing. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  releaseIntent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        intentId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The intent afterwards */
      200: {
        content: {
          'application/json': components['schemas']['Intent'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:hold-needed';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Ask `shipping` whether it can reach what it needs
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfShipping: {
    parameters: NoParameters;
    responses: {
      /** Whether it can do its work right now */
      200: {
        content: {
          'application/json': components['schemas']['Readiness'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Read the shipment of an order
   *
   * Needs a token with the scope `shipments:read`.
   */
  getShipment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The shipment */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Decide on a shipment that the carrier does not cancel: try it again, or settle it as done by hand
   *
   * Sent again, a retry is one more try, and what has been settled is refused. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  resolveShipment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Resolution'];
      };
    };
    responses: {
      /** The shipment afterwards */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-in-trouble';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Hand a paid shipment to the carrier
   *
   * Sent again, it changes nothing and gets the same answer. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `shipments:write`.
   */
  dispatchShipment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The shipment, dispatched */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:shipment-not-ready';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Note that a shipment has arrived
   *
   * Sent again, it changes nothing and gets the same answer. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `shipments:write`.
   */
  deliverShipment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The shipment, delivered */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:shipment-not-dispatched';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List shipments, of some orders or by time, as shipping has them
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listShipments: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** Of these orders only: their ids, with commas between them */
        orderIds?: string;
        /** Of orders that were placed then or later, as their ids tell */
        from?: string;
        /** Of orders that were placed earlier than that, as their ids tell */
        before?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of shipments, by their orders’ ids */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['ShipmentEntry'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * List shipments as the carrier has them, oldest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listBookings: {
    parameters: {
      query?: {
        /** How many items at most */
        limit?: number;
        /** `nextCursor` of the page before */
        cursor?: string;
        /** Of orders that were placed then or later, as their ids tell */
        from?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    responses: {
      /** A page of the carrier’s bookings */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Booking'][];
            nextCursor?: string;
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
  /**
   * Have the carrier cancel a booking that no order needs
   *
   * Refused unless the order’s shipment has been cancelled, or has failed. Sent again, it changes nothing. An `Idempotency-Key` is not looked at.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  releaseBooking: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        orderId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Because'];
      };
    };
    responses: {
      /** The shipment, which does not change by it */
      200: {
        content: {
          'application/json': components['schemas']['ShipmentEntry'];
        };
      };
      /** The request cannot be understood */
      400: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:bad-request';
          };
        };
      };
      /** No valid access token */
      401: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unauthorized';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The role, or the scope of the token, does not allow this */
      403: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not found */
      404: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:not-found';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:hold-needed';
          };
        };
      };
      /** The body is larger than 64 KB */
      413: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:body-too-large';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The body is not application/json */
      415: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:unsupported-media-type';
          };
        };
      };
      /** The request is not valid */
      422: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:validation';
          };
        };
      };
      /** Too many requests */
      429: {
        content: {
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Something went wrong on our side */
      500: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:internal';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** Not available right now; try again */
      503: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:busy' | 'urn:cloudservices:problem:unavailable';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
    };
  };
}

/** The schemas that have a name. */
export interface components {
  schemas: {
    Readiness: {
      service: string;
      ready: boolean;
    };
    /** RFC 9457 problem details. `type` names the reason, for ever; `title` is for people. */
    Problem: {
      type: 'urn:cloudservices:problem:bad-request' | 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:unauthorized' | 'urn:cloudservices:problem:bad-credentials' | 'urn:cloudservices:problem:bad-refresh-token' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope' | 'urn:cloudservices:problem:not-found' | 'urn:cloudservices:problem:request-timeout' | 'urn:cloudservices:problem:email-taken' | 'urn:cloudservices:problem:own-account' | 'urn:cloudservices:problem:out-of-stock' | 'urn:cloudservices:problem:total-changed' | 'urn:cloudservices:problem:order-confirmed' | 'urn:cloudservices:problem:order-settled' | 'urn:cloudservices:problem:order-unsettled' | 'urn:cloudservices:problem:order-parked' | 'urn:cloudservices:problem:reconciliation-ended' | 'urn:cloudservices:problem:dead-letter-closed' | 'urn:cloudservices:problem:queue-gone' | 'urn:cloudservices:problem:shipment-not-ready' | 'urn:cloudservices:problem:shipment-not-dispatched' | 'urn:cloudservices:problem:not-in-trouble' | 'urn:cloudservices:problem:hold-needed' | 'urn:cloudservices:problem:stock-moved' | 'urn:cloudservices:problem:stock-too-low' | 'urn:cloudservices:problem:precondition-failed' | 'urn:cloudservices:problem:body-too-large' | 'urn:cloudservices:problem:unsupported-media-type' | 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:expectation-failed' | 'urn:cloudservices:problem:validation' | 'urn:cloudservices:problem:total-not-chargeable' | 'urn:cloudservices:problem:free-order' | 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:headers-too-large' | 'urn:cloudservices:problem:too-many-requests' | 'urn:cloudservices:problem:internal' | 'urn:cloudservices:problem:unavailable' | 'urn:cloudservices:problem:busy';
      title: string;
      status: number;
      detail?: string;
      /** The path that was asked for */
      instance?: string;
      /** Of a request that is not valid: where, and what */
      errors?: {
        path: string;
        message: string;
      }[];
      /** Of an order that is out of stock: the lines that ask for more than there is */
      lines?: {
        productId: string;
        requested: number;
        available: number;
      }[];
      /** Of an order whose total has changed: what it is now */
      total?: {
        amount: number;
        currency: string;
      };
      /** Of a total that cannot be charged: what can be, in minor units of its currency */
      bounds?: {
        least: number;
        greatest: number;
        step: number;
      };
    } & { [key: string]: unknown };
    /** A user and what they may do */
    User: {
      userId: string;
      email: string;
      name?: string;
      roles: ('customer' | 'operator' | 'admin')[];
    };
    /** The refresh token works once; each refresh answers the next one */
    Tokens: {
      accessToken: string;
      tokenType: 'Bearer';
      /** Seconds */
      expiresIn: number;
      /** Missing if it was put into the cookie */
      refreshToken?: string;
    };
    /** An account as administrators see it */
    Account: {
      userId: string;
      email: string;
      name?: string;
      roles: ('customer' | 'operator' | 'admin')[];
      registeredAt: string;
      /** Absent while the account is not disabled */
      disabledAt?: string;
      /** What administrators did to it, the oldest first */
      actions: {
        action: 'disable' | 'enable';
        at: string;
        /** Who did it */
        adminId: string;
        reason: string;
      }[];
    };
    Because: {
      reason: string;
    };
    /** A public key that verifies access tokens */
    PublicKey: {
      kty: 'EC';
      crv: 'P-256';
      x: string;
      y: string;
      kid: string;
      alg: 'ES256';
      use: 'sig';
    };
    Product: {
      /** The product’s id */
      productId: string;
      name: string;
      description?: string;
      category: string;
      price: components['schemas']['Price'];
      mediaUrl?: string;
    };
    /** Minor units of the currency (ISO 4217), at most what one charge can be: 999999.99 in most currencies, more in those of small units */
    Price: {
      amount: number;
      currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BRL' | 'BSD' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHF' | 'CLP' | 'CNY' | 'COP' | 'CRC' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SZL' | 'THB' | 'TJS' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'UYU' | 'UZS' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XOF' | 'XPF' | 'YER' | 'ZAR' | 'ZMW';
    };
    PricedProduct: {
      /** The product’s id */
      productId: string;
      name: string;
      description?: string;
      category: string;
      price: components['schemas']['Price'];
      mediaUrl?: string;
      /** Of a price at which one piece cannot be charged alone: why, naming the bound */
      warnings?: {
        path: string;
        message: string;
      }[];
    };
    ProductDetails: {
      name: string;
      description?: string;
      category: string;
      price: components['schemas']['Price'];
      mediaUrl?: string;
    };
    ProductPatch: {
      name?: string;
      description?: string | null;
      category?: string;
      price?: components['schemas']['Price'];
      mediaUrl?: string | null;
    };
    UploadOffer: {
      uploadId: string;
      upload: {
        url: string;
        fields: { [key: string]: string };
      };
      mediaUrl: string;
    };
    UploadPromise: {
      contentType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/gif';
      byteLength: number;
    };
    Upload: {
      uploadId: string;
      /** pending until the picture has been checked; refused for good only for this form, so ask for a new one */
      status: 'pending' | 'published' | 'refused';
      /** A check failed on our side, and will be made again */
      delayed?: true;
      /** Of what was published: where it is served */
      mediaUrl?: string;
      /** Of what was refused: why, for programs */
      reason?: 'EMPTY' | 'TOO_MANY_BYTES' | 'NOT_A_PICTURE' | 'WRONG_TYPE' | 'DAMAGED' | 'TOO_MANY_PIXELS' | 'UNSUPPORTED' | 'TOO_COSTLY' | 'PRODUCT_REMOVED' | 'SUPERSEDED' | 'EXPIRED';
      /** Of what was refused: why, and what to do about it, for people */
      detail?: string;
    };
    Order: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** Nothing more will happen to stock or money */
      settled: boolean;
      reason?: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'UNDELIVERABLE' | 'CUSTOMER' | 'EXPIRED' | 'CAPTURE_FAILED';
      reasonDetail?: {
        lines: {
          productId: string;
          requested: number;
          available: number;
        }[];
      };
      lines: {
        productId: string;
        name: string;
        quantity: number;
        unitPrice: components['schemas']['Money'];
      }[];
      total: components['schemas']['Money'];
      shipTo: components['schemas']['Address'];
      placedAt: string;
      /** Not confirmed by then, it is cancelled */
      deadline: string;
      /** Which service owes which event */
      waitingFor: {
        service: string;
        event: string;
      }[];
    };
    Money: {
      amount: number;
      currency: string;
    };
    Address: {
      name: string;
      line1: string;
      line2?: string;
      city: string;
      region?: string;
      postalCode?: string;
      country: string;
      phone?: string;
    };
    PlaceOrder: {
      lines: {
        productId: string;
        quantity: number;
      }[];
      paymentMethod: string;
      expectedTotal?: components['schemas']['ExpectedTotal'];
      shipTo: {
        name: string;
        line1: string;
        line2?: string;
        city: string;
        /** The state, province, prefecture or the like. Addresses in the US and many other countries should have one */
        region?: string;
        /** Required where the country’s addresses have one. Blanks, hyphens and case do not count. Left out, and not kept when it is given, where there are none, as in Hong Kong. `00000` is taken where one is required, for trying: the sandbox carrier delivers nothing there */
        postalCode?: string;
        /** ISO 3166-1 alpha-2, and AC, TA and XK for places that post goes to without one */
        country: string;
        /** With the code of its country, if need be */
        phone?: string;
      };
    };
    /** The total that the customer was shown. If it has changed since, the order is refused and told the new one. */
    ExpectedTotal: {
      amount: number;
      currency: string;
    };
    OperatorOrder: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** Nothing more will happen to stock or money */
      settled: boolean;
      reason?: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'UNDELIVERABLE' | 'CUSTOMER' | 'EXPIRED' | 'CAPTURE_FAILED';
      reasonDetail?: {
        lines: {
          productId: string;
          requested: number;
          available: number;
        }[];
      };
      lines: {
        productId: string;
        name: string;
        quantity: number;
        unitPrice: components['schemas']['Money'];
      }[];
      total: components['schemas']['Money'];
      placedAt: string;
      /** Not confirmed by then, it is cancelled */
      deadline: string;
      /** Which service owes which event */
      waitingFor: {
        service: string;
        event: string;
      }[];
      customerId: string;
      stock: string;
      payment: string;
      shipment: string;
      /** Not settled a minute after its decision, or after its deadline */
      overdue: boolean;
      decidedAt?: string;
      parkedAt?: string;
      /** How often its present event has been published again */
      announcedAgain: number;
      announcedNext?: string;
    };
    OrderPace: {
      minutes: {
        at: string;
        placed: number;
        confirmed: number;
        cancelled: number;
      }[];
      /** How many of them have settled */
      settled: number;
      /** How long that took from the placement on: half of them, and all but a twentieth, took no longer */
      settleSeconds?: {
        p50: number;
        p95: number;
      };
    };
    QueueDepth: {
      /** The consumer whose queue it is */
      queue: string;
      /** Messages that nobody works on yet; approximate, as SQS counts */
      waiting: number;
      /** Messages that are being worked on, or wait to be tried again */
      inFlight: number;
    };
    OrderDossier: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** Nothing more will happen to stock or money */
      settled: boolean;
      reason?: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'UNDELIVERABLE' | 'CUSTOMER' | 'EXPIRED' | 'CAPTURE_FAILED';
      reasonDetail?: {
        lines: {
          productId: string;
          requested: number;
          available: number;
        }[];
      };
      lines: {
        productId: string;
        name: string;
        quantity: number;
        unitPrice: components['schemas']['Money'];
      }[];
      total: components['schemas']['Money'];
      placedAt: string;
      /** Not confirmed by then, it is cancelled */
      deadline: string;
      customerId: string;
      stock: string;
      payment: string;
      shipment: string;
      /** Not settled a minute after its decision, or after its deadline */
      overdue: boolean;
      decidedAt?: string;
      parkedAt?: string;
      /** How often its present event has been published again */
      announcedAgain: number;
      announcedNext?: string;
      /** Of the request that placed it: log lines and events carry it */
      correlationId: string;
      /** Of that request, as X-Ray and W3C Trace Context know it */
      traceId: string;
      owed: {
        service: string;
        event: string;
        /** When that service was last told what makes it owe this, as far as is known */
        since: string;
      }[];
      events: {
        id: string;
        type: string;
        source: string;
        time: string;
      }[];
      actions: {
        action: 'nudge' | 'park' | 'resume' | 'retell' | 'adopt';
        reason: string;
        operatorId: string;
        at: string;
      }[];
      /** Messages about it that were parked, whatever became of them; the latest hundred */
      deadLetters: components['schemas']['DeadLetter'][];
    };
    DeadLetter: {
      deadLetterId: string;
      /** The consumer that it was meant for */
      queue: string;
      state: 'open' | 'redriven' | 'dropped';
      reason: string;
      parkedBy: 'consumer' | 'sqs' | 'unknown';
      type?: string;
      orderId?: string;
      eventId?: string;
      trace?: string;
      /** When it was first put into a queue */
      sentAt: string;
      recordedAt: string;
      /** Since `sentAt` */
      ageSeconds: number;
      /** How often its consumer had received it */
      receives: number;
      /** How often it had been redriven before it was parked this time */
      redrives: number;
      /** The dead letter that it was before the last redrive */
      previousId?: string;
      bytes: number;
    };
    Redriven: {
      deadLetterId: string;
      /** The consumer that it was meant for */
      queue: string;
      type?: string;
      orderId?: string;
      reason: string;
      outcome: 'redriven' | 'would be redriven' | 'failed';
      detail?: string;
    };
    WhichToRedrive: {
      reason: string;
      /** Which of the open ones; all of them if it is empty */
      filter: {
        /** The consumer that they were meant for, such as `billing` */
        queue?: string;
        /** The type of the event, such as `OrderPlaced` */
        type?: string;
        orderId?: string;
        /** What the reason has in it, such as `not JSON` */
        reason?: string;
        /** Recorded then or later */
        from?: string;
        /** Recorded earlier than that */
        before?: string;
      };
      /** Only say what would be done */
      dryRun?: boolean;
      /** How many at most */
      limit?: number;
      /** `nextCursor` of the page before */
      cursor?: string;
    };
    DeadLetterDossier: {
      deadLetterId: string;
      /** The consumer that it was meant for */
      queue: string;
      state: 'open' | 'redriven' | 'dropped';
      reason: string;
      parkedBy: 'consumer' | 'sqs' | 'unknown';
      type?: string;
      orderId?: string;
      eventId?: string;
      trace?: string;
      /** When it was first put into a queue */
      sentAt: string;
      recordedAt: string;
      /** Since `sentAt` */
      ageSeconds: number;
      /** How often its consumer had received it */
      receives: number;
      /** How often it had been redriven before it was parked this time */
      redrives: number;
      /** The dead letter that it was before the last redrive */
      previousId?: string;
      bytes: number;
      /** As it was received, or as JSON with what may be personal replaced by `[hidden: ...]` */
      body: string;
      attributes: { [key: string]: string };
      personalDataShown: boolean;
      actions: {
        action: 'redrive' | 'drop' | 'reveal';
        reason: string;
        operatorId: string;
        at: string;
      }[];
    };
    HowToRedrive: {
      reason: string;
      /** Only say what would be done */
      dryRun?: boolean;
      /** Even if it has been redriven or dropped before */
      again?: boolean;
    };
    Reconciliation: {
      runId: string;
      operatorId: string;
      reason: string;
      /** Whether repairs are made, or only suggested */
      apply: boolean;
      /** Orders that were placed then or later are compared */
      from: string;
      /** Orders that were placed earlier than that */
      before: string;
      startedAt: string;
      /** When it was heard of last */
      reportedAt: string;
      /** Absent while it is under way, or if it was given up */
      endedAt?: string;
      /** Where to go on, for whoever compares */
      position?: string;
      /** How many things of each kind have been looked at */
      looked: { [key: string]: number };
      drifts: number;
      repaired: number;
    };
    BeginReconciliation: {
      reason: string;
      /** Whether repairs are made, or only suggested */
      apply?: boolean;
      from: string;
      before: string;
    };
    ReconciliationReport: {
      runId: string;
      operatorId: string;
      reason: string;
      /** Whether repairs are made, or only suggested */
      apply: boolean;
      /** Orders that were placed then or later are compared */
      from: string;
      /** Orders that were placed earlier than that */
      before: string;
      startedAt: string;
      /** When it was heard of last */
      reportedAt: string;
      /** Absent while it is under way, or if it was given up */
      endedAt?: string;
      /** Where to go on, for whoever compares */
      position?: string;
      /** How many things of each kind have been looked at */
      looked: { [key: string]: number };
      drifts: number;
      repaired: number;
      /** The first thousand */
      found: {
        kind: 'order-stuck' | 'undo-given-up' | 'stock-differs' | 'payment-differs' | 'shipment-differs' | 'reservation-without-order' | 'payment-without-order' | 'shipment-without-order' | 'intent-without-order' | 'booking-without-order' | 'money-held' | 'money-twice' | 'money-missing' | 'money-differs' | 'authorization-expiring' | 'booking-held' | 'booking-missing' | 'booking-differs' | 'stock-unbalanced' | 'stock-miscounted';
        /** The id of what it is about: of an order, an intent, a booking or a product */
        about: string;
        orderId?: string;
        /** What is wrong */
        detail: string;
        /** The suggested repair */
        repair: 'nudge' | 'retell' | 'adopt' | 'retry-payment' | 'retry-shipment' | 'release-intent' | 'release-booking' | 'recount' | 'by-hand';
        /** What became of the repair, if it was tried */
        outcome: 'suggested' | 'repaired' | 'failed';
        /** Why a repair failed */
        why?: string;
        at: string;
      }[];
    };
    ReconciliationProgress: {
      drifts: {
        kind: 'order-stuck' | 'undo-given-up' | 'stock-differs' | 'payment-differs' | 'shipment-differs' | 'reservation-without-order' | 'payment-without-order' | 'shipment-without-order' | 'intent-without-order' | 'booking-without-order' | 'money-held' | 'money-twice' | 'money-missing' | 'money-differs' | 'authorization-expiring' | 'booking-held' | 'booking-missing' | 'booking-differs' | 'stock-unbalanced' | 'stock-miscounted';
        /** The id of what it is about: of an order, an intent, a booking or a product */
        about: string;
        orderId?: string;
        /** What is wrong */
        detail: string;
        /** The suggested repair */
        repair: 'nudge' | 'retell' | 'adopt' | 'retry-payment' | 'retry-shipment' | 'release-intent' | 'release-booking' | 'recount' | 'by-hand';
        /** What became of the repair, if it was tried */
        outcome: 'suggested' | 'repaired' | 'failed';
        /** Why a repair failed */
        why?: string;
      }[];
      /** How many things of each kind have been looked at in all */
      looked: {
        orders?: number;
        payments?: number;
        shipments?: number;
        intents?: number;
        bookings?: number;
        reservations?: number;
        products?: number;
        uncounted?: number;
      };
      /** Where to go on */
      position?: string;
      /** Whether everything has been compared */
      end?: boolean;
    };
    ReservationEntry: {
      orderId: string;
      step: 'reserved' | 'committed' | 'released' | 'rejected';
      /** What it holds or has taken; nothing once it is released or rejected */
      lines: {
        productId: string;
        quantity: number;
      }[];
    };
    StockEntry: {
      productId: string;
      available: number;
      reserved: number;
      committed: number;
      received: number;
      adjusted: number;
    };
    Recount: {
      seen: {
        available: number;
        reserved: number;
        committed: number;
      };
      counted: {
        reserved: number;
        committed: number;
      };
      reason: string;
    };
    /** Pieces of one product; only admins see what is reserved and committed */
    Stock: {
      productId: string;
      available: number;
      reserved?: number;
      committed?: number;
    };
    StockAdjustment: {
      delta: number;
      reason: string;
    };
    KeptAdjustment: {
      delta: number;
      reason: string;
      /** The admin’s user id */
      adjustedBy: string;
      adjustedAt: string;
      /** What was available right after it, as it was seen then */
      availableAfter?: number;
    };
    /** The amount is absent for an order that was cancelled before it was billed */
    Payment: {
      orderId: string;
      status: 'pending' | 'authorized' | 'captured' | 'failed' | 'voided' | 'refunded';
      amount?: number;
      currency?: string;
      failure?: {
        phase: 'authorize' | 'capture';
        /** The provider’s, such as `card_declined` or `authentication_required` */
        code: string;
        /** What the customer can do about it, where we know */
        detail?: string;
      };
      /** Operators only: an undo that fails. Given up: it waits for a decision */
      trouble?: {
        tries: number;
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand */
      resolution?: {
        decision: 'retry' | 'settle';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    Resolution: {
      /** retry: try the undo again now. settle: the undo has been done by hand; go on as if it had succeeded */
      decision: 'retry' | 'settle';
      reason: string;
    };
    PaymentEntry: {
      orderId: string;
      /** How far it is, step by step: also those that customers do not see, such as `voiding` */
      step: string;
      amount?: number;
      currency?: string;
      intentId?: string;
      /** Operators only: an undo that fails. Given up: it waits for a decision */
      trouble?: {
        tries: number;
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand */
      resolution?: {
        decision: 'retry' | 'settle';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    /** A payment as the provider has it. Amounts are in minor units of `currency` */
    Intent: {
      intentId: string;
      /** Absent when it was not made by us */
      orderId?: string;
      /** In the provider’s words, such as `requires_capture` */
      status: string;
      amount: number;
      currency: string;
      received: number;
      refunded: number;
      createdAt: string;
    };
    Shipment: {
      orderId: string;
      status: 'pending' | 'booked' | 'ready' | 'dispatched' | 'delivered' | 'failed' | 'cancelled';
      trackingNumber?: string;
      failure?: {
        code: string;
      };
      /** Operators only: an undo that fails. Given up: it waits for a decision */
      trouble?: {
        tries: number;
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand */
      resolution?: {
        decision: 'retry' | 'settle';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    ShipmentEntry: {
      orderId: string;
      /** How far it is, step by step: also those that customers do not see, such as `cancelling` */
      step: string;
      trackingNumber?: string;
      /** Operators only: an undo that fails. Given up: it waits for a decision */
      trouble?: {
        tries: number;
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand */
      resolution?: {
        decision: 'retry' | 'settle';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    /** A shipment as the carrier has it */
    Booking: {
      /** Ours: the order’s id */
      reference: string;
      trackingNumber?: string;
      /** In the carrier’s words: `booked` or `cancelled` */
      status: string;
    };
    /** What API Gateway itself answers; no service has seen the request, or none has answered it in time */
    GatewayError: {
      message: string;
    };
  };
}
