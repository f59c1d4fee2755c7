// Generated from docs/openapi.json by `npm run generate`, in the shape that openapi-fetch reads.

/** The paths of the API, each with its methods. */
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
  '/v1/catalog/products/{productId}/archival': {
    get: operations['getArchival'];
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
  '/v1/ops/orders/{orderId}/archive': {
    post: operations['archiveOrder'];
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
  '/v1/shipping/shipments/{orderId}/forget-address': {
    post: operations['forgetAddress'];
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
   * Check whether `auth` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfAuth: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
   * Limits: 100 at once and 60 more per hour for each address, 3,000 at once and 7,200 more per hour for all callers together. Above that, the response is 429 with `Retry-After` in seconds. A known email is refused with 409, which tells the caller that it exists. With an `Idempotency-Key`, which belongs to the email, the same request gets the first response again, until the password is changed.
   */
  register: {
    parameters: {
      query?: never;
      header?: {
        /** Identifies this registration; keys belong to the email address. Until the password is changed, the same body gets the first response again, and a different body is refused */
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
          /** 15 to 128 characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in upper or lower case: the 49,000 most common passwords, the name of the service, the email and the part before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions. */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Failed attempts are limited, whether the account exists or not: 5 at once and 5 more per hour for each account, 100 at once and 300 more per hour for each address, 5,000 at once and 36,000 more per hour for all callers together. For an address that has signed in to the account within the last 90 days, one limit replaces all of these: 20 at once and 30 more per hour. Above that, the response is 429 with `Retry-After` in seconds. Repeating it opens another session. An `Idempotency-Key` is ignored.
   */
  login: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, never in a body */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * A token works once. Used again within 10 s, because the response was lost or another tab refreshed at the same time, it returns the same successor; once the successor itself has been used, it is refused. Used again later, it ends its session. A session lasts 30 days from the sign-in, however often it is refreshed. Limit: 1,000 at once and 36,000 more per hour for each address. Above that, the response is 429 with `Retry-After` in seconds. So a request whose response was lost may be repeated at once. An `Idempotency-Key` is ignored.
   */
  refreshTokens: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, never in a body */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Repeating it changes nothing. An `Idempotency-Key` is ignored.
   */
  logout: {
    parameters: {
      query?: never;
      header?: {
        /** For browsers: the refresh token is in the cookie `__Host-session`, never in a body */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Access tokens issued earlier can no longer place orders, and those of operators and administrators are refused outside `/v1/auth`. A customer’s tokens remain valid for everything else until they expire, at most 5 minutes. A repeat also ends sessions started since. An `Idempotency-Key` is ignored.
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
      /** Temporarily unavailable; try again */
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
   * A wrong `currentPassword` is refused with 401 `bad-credentials`, and counts as a failed sign-in, with the same limits. Access tokens issued earlier can no longer place orders, and those of operators and administrators are refused outside `/v1/auth`. A customer’s tokens remain valid for everything else until they expire, at most 5 minutes. Repeating it is refused with 401, because the current password is already the new one. An `Idempotency-Key` is ignored.
   *
   * Needs a token with the scope `account`.
   */
  changePassword: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          currentPassword: string;
          /** 15 to 128 characters of any kind, counted as code points after Unicode normalization (NFKC). Refused as too easy to guess, in upper or lower case: the 49,000 most common passwords, the name of the service, the email and the part before its @, also repeated; up to ten characters repeated; a run along the alphabet, the digits or the keyboard; and any of these with digits and punctuation around it or between its repetitions. */
          newPassword: string;
        };
      };
    };
    responses: {
      /** The password is changed, and all sessions have ended */
      204: { content?: never };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Find an account by email
   *
   * Finds the account with exactly this email; a part of an email finds nothing. Operators get only the id, with which they can find its orders; administrators also get the account. Each lookup is logged: the caller’s id and the id found, without the email. Limit: 60 at once and 60 more per hour for each caller, whether the account exists or not. Above that, the response is 429 with `Retry-After` in seconds. This is a POST because queries end up in logs, where email addresses do not belong. Repeating it searches again. An `Idempotency-Key` is ignored.
   *
   * Needs the role `operator` or `admin`, and the scope `accounts:read`.
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
      /** The account, if any */
      200: {
        content: {
          'application/json': {
            /** Its id, which is the customer id on its orders; absent if there is no such account */
            userId?: string;
            /** The account, if any; always empty for an operator who is not an administrator */
            items: components['schemas']['Account'][];
          };
        };
      };
      /** The request is malformed */
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
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:accounts-elsewhere';
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
      /** Temporarily unavailable; try again */
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
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:accounts-elsewhere';
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
      /** Temporarily unavailable; try again */
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
   * Disable an account: its sessions end, and no one can sign in to it
   *
   * From now on signing in, refreshing, placing an order and changing the account are refused with 403 `account-disabled`. Orders already placed continue. An operator’s or administrator’s access tokens are refused at once outside `/v1/auth`, with 401. A customer’s are accepted for everything else until they expire, at most 5 minutes later. The caller must still be an administrator: the role in the token is not enough. Repeating it changes nothing and records nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:accounts-elsewhere' | 'urn:cloudservices:problem:own-account';
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
      /** Temporarily unavailable; try again */
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
   * Its user has to sign in again. The caller must still be an administrator: the role in the token is not enough. Repeating it changes nothing and records nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:accounts-elsewhere' | 'urn:cloudservices:problem:own-account';
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
      /** Temporarily unavailable; try again */
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
   * Read my account
   *
   * Needs a token with the scope `account`.
   */
  getMe: {
    parameters: NoParameters;
    responses: {
      /** The access token’s user, as they are now */
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
      /** Temporarily unavailable; try again */
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
      /** The changed user */
      200: {
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Deletes email, name, password and sessions; the email can then be registered again, as another user. Orders are kept for accounting, with a user id that no longer leads to anyone. A wrong `password` is refused with 401 `bad-credentials`, and counts as a failed sign-in, with the same limits. Access tokens issued earlier can no longer place orders, and those of operators and administrators are refused outside `/v1/auth`. A customer’s tokens remain valid for everything else until they expire, at most 5 minutes.
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
      /** The account is deleted */
      204: { content?: never };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
      /** Temporarily unavailable; try again */
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
   * Check whether `catalog` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfCatalog: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
   * List the products for sale, by name
   *
   * All of them, or those in a category, those whose name begins with `name`, or both. The search matches the beginning of the whole name: it finds neither words within the name nor misspellings, and only the first 100 characters count. A change may take a moment to show. Lists without a category come from one partition of an index, which limits them together to about 3,000 pages of 20 products a second, and all changes to products to 1,000 a second.
   */
  listProducts: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** The category; differences in case, blanks and Unicode form are ignored */
        category?: string;
        /** The beginning of the name, ignoring case, accents, quotation marks and dashes: `lodz` finds Łódź */
        name?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Add a product
   *
   * With an `Idempotency-Key`, the same request gets the first response again, whatever has happened to the product since. Without one, each request adds another product.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  addProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Identifies this request and never expires: the same body gets the first response again, and a different body is refused */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
  /** Read a product that is for sale */
  getProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Change a product
   *
   * Placed orders keep the price and the name they were placed with. With `If-Match`, the change is made only if the product is still in the state that the caller has seen: send the `ETag` of the last response. A cache in between may have returned an older state, or made a tag weak (`W/`) by compressing, and a weak tag never matches.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  changeProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Refused with 412 unless one of these is the product’s `ETag` */
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
      /** The request is malformed */
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
      /** The resource is not in the expected state */
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
      /** Temporarily unavailable; try again */
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
   * Remove a product from the catalog; repeating it changes nothing
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  removeProduct: {
    parameters: {
      query?: never;
      header?: {
        /** Refused with 412 unless one of these is the product’s `ETag` */
        'if-match'?: string;
      };
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['BecauseIfSaid'];
      };
    };
    responses: {
      /** The product is no longer for sale */
      204: { content?: never };
      /** The request is malformed */
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
      /** The resource is not in the expected state */
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
      /** Temporarily unavailable; try again */
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
   * List the categories that have products for sale, with the number of products in each
   *
   * Categories that look the same, whatever their case, blanks, Unicode form and the script of a letter, are one. The counts may be half a minute old.
   */
  listCategories: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Read who archived a product, when and why
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  getArchival: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** The product’s id */
        productId: string;
      };
      cookie?: never;
    };
    responses: {
      /** The name of the product, and who archived it */
      200: {
        content: {
          'application/json': components['schemas']['Archival'];
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
      /** Temporarily unavailable; try again */
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
   * Get a form for uploading a picture of a product; it is valid for 5 minutes
   *
   * Send all `fields` and then the picture, as `file`, to `url` as multipart/form-data. The picture is checked to its last byte, and moments later it is the product’s picture, at `mediaUrl`. Metadata, such as place, time, camera and text, is removed; colours and orientation are kept. Limits: 10,000 pixels on a side, 500 frames, and 50 million pixels in all frames together. The URL in `Location` has the outcome. With an `Idempotency-Key`, which names one request for one product by one admin, the same request returns the same form and URL; the form’s expiry does not change.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  offerUpload: {
    parameters: {
      query?: never;
      header?: {
        /** Identifies this request and never expires: the same body gets the first response again, and a different body is refused */
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
      /** The form, and the future URL of the picture */
      201: {
        content: {
          'application/json': components['schemas']['UploadOffer'];
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Read the outcome of an upload
   *
   * Usually known seconds after the file was sent, and within a day at the latest: an upload without an outcome by then, because nothing was sent or it could not be checked, is refused as EXPIRED.
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
      /** The outcome */
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
      /** Temporarily unavailable; try again */
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
   * Check whether `orders` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfOrders: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
   * The card is authorized after this response, when the customer can no longer answer a challenge: a card that requires 3-D Secure is declined, with the code `authentication_required` in the payment. The total must be chargeable in one payment.
   *
   * Needs the role `customer` and the scope `orders:write`.
   */
  placeOrder: {
    parameters: {
      query?: never;
      header: {
        /** Identifies this request and never expires: the same body gets the first response again, and a different body is refused */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * List my orders, newest first; operators see all orders
   *
   * Needs a token with the scope `orders:read`.
   */
  listOrders: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
            items: components['schemas']['Order'][];
            nextCursor?: string;
          };
        };
      };
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Cancel an order that is not yet confirmed
   *
   * Repeating it changes nothing and returns the current state of the order. An `Idempotency-Key` is ignored.
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
      /** Cancelled; what was done is being undone */
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
      /** Temporarily unavailable; try again */
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
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        status?: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
        reason?: 'OUT_OF_STOCK' | 'PAYMENT_DECLINED' | 'UNDELIVERABLE' | 'CUSTOMER' | 'EXPIRED' | 'CAPTURE_FAILED';
        customerId?: string;
        /** The beginning of the order’s id */
        id?: string;
        /** Only these orders: their ids, separated by commas */
        orderIds?: string;
        /** Not settled a minute after its decision, or after its deadline */
        overdue?: 'true' | 'false';
        parked?: 'true' | 'false';
        archived?: 'true' | 'false';
        /** Settled at least 90 days ago and not archived yet; its parcel, if there is one, has left */
        archivable?: 'true' | 'false';
        /** Placed at or after this time */
        from?: string;
        /** Placed before this time */
        before?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
        /** Start of the period; 24 hours ago by default */
        from?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * How many messages wait in the queue of each consumer, how old the oldest is, and the oldest order that is waiting for it
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listQueues: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Read everything known about an order: its participants, what each owes, its events, what operators did
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getOrderDossier: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Announce an order now instead of when it is due, however many messages wait in the queues
   *
   * Repeating it announces the order once more, which is harmless, and records the action once more. An `Idempotency-Key` is ignored.
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
        'application/json': components['schemas']['Nudge'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Park an order: it is no longer announced and no alarm counts it; its deadline still holds
   *
   * Repeating it changes nothing and records nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Resume announcing a parked order
   *
   * Repeating it changes nothing and records nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Republish a settled order’s event for participants that missed it
   *
   * A participant that has already done its part answers and changes nothing. An order that is not settled is still being announced: nudge it instead. Repeating it announces the order once more, which is harmless, and records the action once more. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Record an unknown order as cancelled, so that whatever it still holds is released
   *
   * For orders placed after a backup was taken that has since been restored. The order is announced until every participant has undone what it holds, by its own records or by those of the provider and the carrier. Unknown details are shown as the nil id for the customer, no lines, and a total of 0 XXX. An id that none of our orders can have is refused. A known order is not changed. Repeating it changes nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Archive an old order: remove its address, its shortages and the saved events of its timeline
   *
   * What is removed cannot be restored: save it first, as `npm run ops -- archive` does. Everything else stays, so a late message still finds the order settled. An order is refused if it has not been settled for 90 days, if its parcel has not left, and while one of its dead letters is open. Shipping has its own copy of the address. Repeating it removes the named events if they have come back into the timeline, and records nothing. An `Idempotency-Key` is ignored.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  archiveOrder: {
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
        'application/json': components['schemas']['Archive'];
      };
    };
    responses: {
      /** The order afterwards */
      200: {
        content: {
          'application/json': components['schemas']['OrderDossier'];
        };
      };
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:dead-letter-open' | 'urn:cloudservices:problem:order-too-young' | 'urn:cloudservices:problem:order-unsettled' | 'urn:cloudservices:problem:shipment-not-dispatched';
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
      /** Temporarily unavailable; try again */
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
   * Find dead letters of all queues, newest first
   *
   * Messages that could not be processed, from the moment they were parked for as long as the table keeps them. A page may have fewer items than requested, or none, although there are more: continue with `nextCursor`. For `If-None-Match`, a page whose letters have only grown older has not changed.
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listDeadLetters: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** The consumer they were meant for, such as `billing` */
        queue?: string;
        /** The type of the event, such as `OrderPlaced` */
        type?: string;
        orderId?: string;
        /** Text contained in the reason, such as `not JSON` */
        reason?: string;
        /** Recorded at or after this time */
        from?: string;
        /** Recorded before this time */
        before?: string;
        /** By default the open ones; for a single order, all */
        state?: 'open' | 'redriven' | 'dropped';
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Redrive open dead letters that match a filter, one page at a time, newest first
   *
   * Each is sent, then recorded as redriven; a failure does not hold up the others, and leaves its letter open. Continue with `nextCursor`: it skips those that have been parked again in the meantime. Repeating it redrives what is still open. An `Idempotency-Key` is ignored.
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
      /** The outcome of each */
      200: {
        content: {
          'application/json': {
            items: components['schemas']['Redriven'][];
            nextCursor?: string;
          };
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Read a dead letter and its body, with anything that may be personal data hidden
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
      /** Temporarily unavailable; try again */
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
   * Read a dead letter as it was received, including personal data; first records who asked, when and why
   *
   * Repeating it shows the same, and records the access once more. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Send a dead letter to its queue again, with the same body and attributes; safe at any age
   *
   * Repeating it is refused because the message has already been redriven, unless `again` is set. An `Idempotency-Key` is ignored.
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
      /** The outcome */
      200: {
        content: {
          'application/json': components['schemas']['Redriven'];
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Drop a dead letter; it is kept, and can be redriven later
   *
   * Repeating it is refused because the message has already been dropped. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Begin a comparison of all records; stores who began it, when and why
   *
   * The comparing program (`npm run ops -- reconcile`) reads the lists of each service and reports here what does not agree. With an `Idempotency-Key`, which belongs to the operator, the same request returns the reconciliation that it began, as it is now. Without one, each request begins another.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  beginReconciliation: {
    parameters: {
      query?: never;
      header?: {
        /** Identifies this request and never expires: the same body gets the reconciliation that it began, and a different body is refused */
        'idempotency-key'?: string;
      };
      path?: never;
      cookie?: never;
    };
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * List reconciliations, newest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listReconciliations: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Read a reconciliation, and a page of what did not agree, in the order in which it was found
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  getReconciliation: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
      };
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Report what does not agree, and the progress of the comparison
   *
   * Repeating it changes nothing: an item that was reported before is replaced. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Check whether `inventory` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfInventory: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** Only these orders: their ids, separated by commas */
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
      /** Temporarily unavailable; try again */
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
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
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
      /** Temporarily unavailable; try again */
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
   * Set the reserved and committed counts to what the reservations say
   *
   * The available count follows; received and adjusted counts do not change. Refused if the stock no longer equals `seen`. Kept permanently, like any other adjustment. Repeating it changes nothing more, or is refused because the stock has changed. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Read how many pieces of a product are available
   *
   * A product that has not been counted yet has none. For a product that the catalog has never had, the response is 404; an archived product still has its stock.
   *
   * Returns more to a token with the scope `stock:read`.
   */
  getStock: {
    parameters: {
      query?: never;
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
      304: { content?: never };
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
      /** Temporarily unavailable; try again */
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
   * Adds `delta` to the available pieces, and permanently records who did so, when and why. An Idempotency-Key names one correction of one product by one admin: the same request gets the first response again. For a product that the catalog has never had, the response is 404. An archived product is corrected like any other, because pieces of it may come back.
   *
   * Needs the role `admin` and the scope `stock:write`.
   */
  adjustStock: {
    parameters: {
      query?: never;
      header: {
        /** Identifies this request and never expires: the same body gets the first response again, and a different body is refused */
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * List the corrections of a product’s stock, newest first: who, when, by how much and why
   *
   * A correction made a moment ago may still be missing.
   *
   * Needs the role `admin` and the scope `stock:write`.
   */
  listAdjustments: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
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
      /** Temporarily unavailable; try again */
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
   * Check whether `billing` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfBilling: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Resolve a payment whose undo or capture is failing: retry it, settle the undo as done by hand, or fail the capture
   *
   * Repeating a retry tries once more; if it has been settled or failed, it is refused. An `Idempotency-Key` is ignored.
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
        'application/json': components['schemas']['PaymentResolution'];
      };
    };
    responses: {
      /** The payment afterwards */
      200: {
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:decision-unfit' | 'urn:cloudservices:problem:not-in-trouble';
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
      /** Temporarily unavailable; try again */
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
   * List the payments in billing’s records, of some orders or by time
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listPayments: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** Only these orders: their ids, separated by commas */
        orderIds?: string;
        /** Only orders placed at or after this time, according to their ids */
        from?: string;
        /** Only orders placed before this time, according to their ids */
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
      /** Temporarily unavailable; try again */
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
   * List the payments in the payment provider’s records, newest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listIntents: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** Only these, if the provider has them, whenever they were created: their ids, separated by commas */
        intentIds?: string;
        /** Created at or after this time; by default in the last 24 hours */
        from?: string;
        /** Created no later than this second */
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
      /** Temporarily unavailable; try again */
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
   * Release or refund money that the provider holds or has taken and that no order needs
   *
   * Cancels the intent, or refunds it if it has been captured. Refused while the order’s payment may need it. Repeating it changes nothing. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Check whether `shipping` can reach its dependencies
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  readinessOfShipping: {
    parameters: NoParameters;
    responses: {
      /** Whether it can work right now */
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
      /** Temporarily unavailable; try again */
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
      header?: {
        /** Entity tags that the caller has; 304 if one of them is current */
        'if-none-match'?: string;
      };
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
      /** Not modified: one of the tags in If-None-Match is current */
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
      /** Temporarily unavailable; try again */
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
   * Resolve a shipment whose cancellation is failing: retry it, or settle it as done by hand
   *
   * Repeating a retry tries once more; if it has been settled, it is refused. An `Idempotency-Key` is ignored.
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
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Repeating it changes nothing and returns the same response. An `Idempotency-Key` is ignored.
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
    requestBody?: {
      content: {
        'application/json': components['schemas']['BecauseIfSaid'];
      };
    };
    responses: {
      /** The shipment, dispatched */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:shipment-not-ready';
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
      /** Temporarily unavailable; try again */
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
   * Record that a shipment has been delivered
   *
   * Repeating it changes nothing and returns the same response. An `Idempotency-Key` is ignored.
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
    requestBody?: {
      content: {
        'application/json': components['schemas']['BecauseIfSaid'];
      };
    };
    responses: {
      /** The shipment, delivered */
      200: {
        content: {
          'application/json': components['schemas']['Shipment'];
        };
      };
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:shipment-not-dispatched';
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
      /** Temporarily unavailable; try again */
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
   * List the shipments in shipping’s records, of some orders or by time
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listShipments: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** Only these orders: their ids, separated by commas */
        orderIds?: string;
        /** Only orders placed at or after this time, according to their ids */
        from?: string;
        /** Only orders placed before this time, according to their ids */
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
      /** Temporarily unavailable; try again */
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
   * List the shipments in the carrier’s records, oldest first
   *
   * Needs the role `operator` and the scope `ops:read`.
   */
  listBookings: {
    parameters: {
      query?: {
        /** The maximum number of items */
        limit?: number;
        /** `nextCursor` of the previous page */
        cursor?: string;
        /** Only orders placed at or after this time, according to their ids */
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
      /** Temporarily unavailable; try again */
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
   * Ask the carrier to cancel a booking that no order needs
   *
   * Refused unless the order’s shipment has been cancelled or has failed. Repeating it changes nothing. An `Idempotency-Key` is ignored.
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
      /** The shipment, unchanged */
      200: {
        content: {
          'application/json': components['schemas']['ShipmentEntry'];
        };
      };
      /** The request is malformed */
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
      /** Temporarily unavailable; try again */
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
   * Erase the address of an old shipment, once its order is archived
   *
   * Everything else about the shipment stays, so a late message finds it finished. Refused while the parcel has not left, and before the order is 90 days old. Repeating it changes nothing. An `Idempotency-Key` is ignored.
   *
   * Needs the role `operator` and the scope `ops:write`.
   */
  forgetAddress: {
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
      /** The shipment */
      200: {
        content: {
          'application/json': components['schemas']['ShipmentEntry'];
        };
      };
      /** The request is malformed */
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
            type: 'urn:cloudservices:problem:order-too-young' | 'urn:cloudservices:problem:shipment-unfinished';
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
      /** Temporarily unavailable; try again */
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

/** The named schemas. */
export interface components {
  schemas: {
    Readiness: {
      service: string;
      ready: boolean;
    };
    /** RFC 9457 problem details. `type` names the reason and never changes; `title` is for people. */
    Problem: {
      type: 'urn:cloudservices:problem:bad-request' | 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:unauthorized' | 'urn:cloudservices:problem:bad-credentials' | 'urn:cloudservices:problem:bad-refresh-token' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:account-disabled' | 'urn:cloudservices:problem:insufficient-scope' | 'urn:cloudservices:problem:not-found' | 'urn:cloudservices:problem:request-timeout' | 'urn:cloudservices:problem:email-taken' | 'urn:cloudservices:problem:own-account' | 'urn:cloudservices:problem:accounts-elsewhere' | 'urn:cloudservices:problem:out-of-stock' | 'urn:cloudservices:problem:total-changed' | 'urn:cloudservices:problem:order-confirmed' | 'urn:cloudservices:problem:order-settled' | 'urn:cloudservices:problem:order-unsettled' | 'urn:cloudservices:problem:order-too-young' | 'urn:cloudservices:problem:order-parked' | 'urn:cloudservices:problem:reconciliation-ended' | 'urn:cloudservices:problem:dead-letter-closed' | 'urn:cloudservices:problem:dead-letter-open' | 'urn:cloudservices:problem:queue-gone' | 'urn:cloudservices:problem:shipment-not-ready' | 'urn:cloudservices:problem:shipment-not-dispatched' | 'urn:cloudservices:problem:shipment-unfinished' | 'urn:cloudservices:problem:not-in-trouble' | 'urn:cloudservices:problem:decision-unfit' | 'urn:cloudservices:problem:hold-needed' | 'urn:cloudservices:problem:stock-moved' | 'urn:cloudservices:problem:stock-too-low' | 'urn:cloudservices:problem:precondition-failed' | 'urn:cloudservices:problem:body-too-large' | 'urn:cloudservices:problem:unsupported-media-type' | 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:expectation-failed' | 'urn:cloudservices:problem:validation' | 'urn:cloudservices:problem:total-not-chargeable' | 'urn:cloudservices:problem:free-order' | 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:headers-too-large' | 'urn:cloudservices:problem:too-many-requests' | 'urn:cloudservices:problem:internal' | 'urn:cloudservices:problem:unavailable' | 'urn:cloudservices:problem:busy';
      title: string;
      status: number;
      detail?: string;
      /** The path of the request */
      instance?: string;
      /** For a request that is not valid: where each error is, and what it is */
      errors?: {
        path: string;
        message: string;
      }[];
      /** For an order that is out of stock: the lines that ask for more than is available */
      lines?: {
        productId: string;
        requested: number;
        available: number;
      }[];
      /** For an order whose total has changed: the current total */
      total?: {
        amount: number;
        currency: string;
      };
      /** For a total that cannot be charged: what can be charged, in minor units of its currency */
      bounds?: {
        least: number;
        greatest: number;
        step: number;
      };
    } & { [key: string]: unknown };
    /** A user and their roles */
    User: {
      userId: string;
      email: string;
      name?: string;
      roles: ('customer' | 'operator' | 'admin')[];
    };
    /** The refresh token works once; each refresh returns the next one */
    Tokens: {
      accessToken: string;
      tokenType: 'Bearer';
      /** Seconds */
      expiresIn: number;
      /** Absent if it is in the cookie */
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
      /** What administrators did to it, oldest first */
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
    /** Minor units of the currency (ISO 4217), up to the maximum charge: 999999.99 in most currencies, more in those with small units */
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
      /** For a price at which a single piece cannot be charged: the reason, with the limit */
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
    BecauseIfSaid: {
      reason?: string;
    };
    /** Who archived a product, when and why. For a product that was archived before this was recorded, only the name is known */
    Archival: {
      /** The product’s id */
      productId: string;
      name: string;
      archivedBy?: string;
      archivedAt?: string;
      reason?: string;
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
      /** pending: the picture has not been checked yet. refused: final for this form, so request a new one */
      status: 'pending' | 'published' | 'refused';
      /** A check failed on our side and will be repeated */
      delayed?: true;
      /** If published: where the picture is served */
      mediaUrl?: string;
      /** If refused: the reason, for programs */
      reason?: 'EMPTY' | 'TOO_MANY_BYTES' | 'NOT_A_PICTURE' | 'WRONG_TYPE' | 'DAMAGED' | 'TOO_MANY_PIXELS' | 'UNSUPPORTED' | 'TOO_COSTLY' | 'PRODUCT_REMOVED' | 'SUPERSEDED' | 'EXPIRED';
      /** If refused: the reason and what to do about it, for people */
      detail?: string;
    };
    Order: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** No more stock or money will move */
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
      shipTo?: components['schemas']['Address'];
      placedAt: string;
      /** An order not confirmed by then is cancelled */
      deadline: string;
      /** Which service owes which event */
      waitingFor: {
        service: string;
        event: string;
      }[];
      /** When the order was archived: from then on it has no `shipTo`, no `reasonDetail` and an empty timeline */
      archivedAt?: string;
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
        /** The state, province or similar, in any spelling. Required where addresses need one besides the city: in the US, Canada, Mexico, Brazil, Colombia, Australia, China, India, Indonesia, Japan, South Korea, Taiwan, Russia, Italy, Spain and some others */
        region?: string;
        /** Required if the country’s addresses have one; blanks, hyphens and case are ignored. Where they have none, as in Hong Kong, omit it; one that is given is not stored. For testing, `00000` is accepted wherever one is required: the sandbox carrier does not deliver there. In other countries it is refused or not stored */
        postalCode?: string;
        /** ISO 3166-1 alpha-2, or AC, TA or XK for places that get mail but have no such code */
        country: string;
        /** Including the country code, if needed */
        phone?: string;
      };
    };
    /** The total that the customer was shown. If it has changed since, the order is refused, and the problem contains the new total. */
    ExpectedTotal: {
      amount: number;
      currency: string;
    };
    OperatorOrder: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** No more stock or money will move */
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
      /** An order not confirmed by then is cancelled */
      deadline: string;
      /** Which service owes which event */
      waitingFor: {
        service: string;
        event: string;
      }[];
      /** When the order was archived: from then on it has no `shipTo`, no `reasonDetail` and an empty timeline */
      archivedAt?: string;
      customerId: string;
      stock: string;
      payment: string;
      shipment: string;
      /** Not settled a minute after its decision, or after its deadline */
      overdue: boolean;
      decidedAt?: string;
      /** Absent for orders that settled before this was recorded */
      settledAt?: string;
      parkedAt?: string;
      /** How often its current event was due again, or nudged. It was published each time, unless too many messages were waiting for the services that owe an answer */
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
      /** How long that took from placement: the 50th and the 95th percentile */
      settleSeconds?: {
        p50: number;
        p95: number;
      };
    };
    QueueDepth: {
      /** The consumer of the queue */
      queue: string;
      /** Messages waiting to be received; approximate, as SQS counts */
      waiting: number;
      /** Messages that are being processed, or are waiting for a retry */
      inFlight: number;
      /** How old the oldest of these messages was when CloudWatch last measured it, once a minute. Missing if there are none, and if CloudWatch does not know or does not answer. SQS leaves out messages that have been received more than three times */
      oldestMessageSeconds?: number;
      /** The oldest order that is waiting for an event from this consumer, and when it was decided or, while it is open, placed. Missing when no order is waiting. Parked orders do not count */
      oldestWaiting?: {
        orderId: string;
        since: string;
      };
    };
    OrderDossier: {
      orderId: string;
      status: 'PLACED' | 'STOCK_RESERVED' | 'PAYMENT_AUTHORIZED' | 'CONFIRMED' | 'SHIPPED' | 'DELIVERED' | 'CANCELLING' | 'CANCELLED';
      /** No more stock or money will move */
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
      /** An order not confirmed by then is cancelled */
      deadline: string;
      /** When the order was archived: from then on it has no `shipTo`, no `reasonDetail` and an empty timeline */
      archivedAt?: string;
      customerId: string;
      stock: string;
      payment: string;
      shipment: string;
      /** Not settled a minute after its decision, or after its deadline */
      overdue: boolean;
      decidedAt?: string;
      /** Absent for orders that settled before this was recorded */
      settledAt?: string;
      parkedAt?: string;
      /** How often its current event was due again, or nudged. It was published each time, unless too many messages were waiting for the services that owe an answer */
      announcedAgain: number;
      announcedNext?: string;
      /** The correlation id of the request that placed it; log lines and events carry it */
      correlationId: string;
      /** The trace id of that request, as in X-Ray and W3C Trace Context */
      traceId: string;
      owed: {
        service: string;
        event: string;
        /** When the service last received the event that makes it owe this, if known */
        since: string;
      }[];
      events: {
        id: string;
        type: string;
        source: string;
        time: string;
      }[];
      actions: {
        action: 'nudge' | 'park' | 'resume' | 'retell' | 'adopt' | 'archive';
        reason: string;
        operatorId: string;
        at: string;
      }[];
      /** Parked messages about it, whatever their state; the latest hundred */
      deadLetters: components['schemas']['DeadLetter'][];
    };
    DeadLetter: {
      deadLetterId: string;
      /** The consumer it was meant for */
      queue: string;
      state: 'open' | 'redriven' | 'dropped';
      reason: string;
      parkedBy: 'consumer' | 'sqs' | 'unknown';
      type?: string;
      orderId?: string;
      eventId?: string;
      trace?: string;
      /** When it was first sent */
      sentAt: string;
      recordedAt: string;
      /** Since `sentAt` */
      ageSeconds: number;
      /** How often its consumer had received it */
      receives: number;
      /** How often it had been redriven before it was parked this time */
      redrives: number;
      /** The dead letter it was before the last redrive */
      previousId?: string;
      /** How many more messages with the same event were parked while it was open. They are counted instead of stored, because one redrive covers all of them */
      copies: number;
      /** When the last of them was recorded */
      lastCopyAt?: string;
      bytes: number;
    };
    Nudge: {
      reason: string;
      /** For programs that nudge many orders: the order is due now, and is announced once the queues have room */
      whenRoom?: true;
    };
    Archive: {
      reason: string;
      /** The ids of the events that the caller has saved: these are removed from the timeline, and no others */
      savedEvents: string[];
    };
    Redriven: {
      deadLetterId: string;
      /** The consumer it was meant for */
      queue: string;
      type?: string;
      orderId?: string;
      reason: string;
      outcome: 'redriven' | 'would be redriven' | 'failed';
      detail?: string;
    };
    WhichToRedrive: {
      reason: string;
      /** Which open dead letters; all of them if empty */
      filter: {
        /** The consumer they were meant for, such as `billing` */
        queue?: string;
        /** The type of the event, such as `OrderPlaced` */
        type?: string;
        orderId?: string;
        /** Text contained in the reason, such as `not JSON` */
        reason?: string;
        /** Recorded at or after this time */
        from?: string;
        /** Recorded before this time */
        before?: string;
      };
      /** Only report what would be done */
      dryRun?: boolean;
      /** The maximum number */
      limit?: number;
      /** `nextCursor` of the previous page */
      cursor?: string;
    };
    DeadLetterDossier: {
      deadLetterId: string;
      /** The consumer it was meant for */
      queue: string;
      state: 'open' | 'redriven' | 'dropped';
      reason: string;
      parkedBy: 'consumer' | 'sqs' | 'unknown';
      type?: string;
      orderId?: string;
      eventId?: string;
      trace?: string;
      /** When it was first sent */
      sentAt: string;
      recordedAt: string;
      /** Since `sentAt` */
      ageSeconds: number;
      /** How often its consumer had received it */
      receives: number;
      /** How often it had been redriven before it was parked this time */
      redrives: number;
      /** The dead letter it was before the last redrive */
      previousId?: string;
      /** How many more messages with the same event were parked while it was open. They are counted instead of stored, because one redrive covers all of them */
      copies: number;
      /** When the last of them was recorded */
      lastCopyAt?: string;
      bytes: number;
      /** As received, or as JSON in which `[hidden: ...]` replaces what may be personal data */
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
      /** Only report what would be done */
      dryRun?: boolean;
      /** Even if it has already been redriven or dropped */
      again?: boolean;
    };
    Reconciliation: {
      runId: string;
      operatorId: string;
      reason: string;
      /** Whether repairs are made or only suggested */
      apply: boolean;
      /** Compare orders placed at or after this time */
      from: string;
      /** Compare orders placed before this time */
      before: string;
      startedAt: string;
      /** When it last reported */
      reportedAt: string;
      /** Absent while it is running, or if it was abandoned */
      endedAt?: string;
      /** Where the comparing program continues */
      position?: string;
      /** How many things of each kind have been compared */
      looked: { [key: string]: number };
      drifts: number;
      repaired: number;
    };
    BeginReconciliation: {
      reason: string;
      /** Whether repairs are made or only suggested */
      apply?: boolean;
      from: string;
      before: string;
    };
    ReconciliationReport: {
      runId: string;
      operatorId: string;
      reason: string;
      /** Whether repairs are made or only suggested */
      apply: boolean;
      /** Compare orders placed at or after this time */
      from: string;
      /** Compare orders placed before this time */
      before: string;
      startedAt: string;
      /** When it last reported */
      reportedAt: string;
      /** Absent while it is running, or if it was abandoned */
      endedAt?: string;
      /** Where the comparing program continues */
      position?: string;
      /** How many things of each kind have been compared */
      looked: { [key: string]: number };
      drifts: number;
      repaired: number;
      /** A page: by default, the first thousand */
      found: {
        kind: 'order-stuck' | 'undo-given-up' | 'capture-given-up' | 'stock-differs' | 'payment-differs' | 'shipment-differs' | 'amount-differs' | 'lines-differ' | 'reservation-without-order' | 'payment-without-order' | 'shipment-without-order' | 'intent-without-order' | 'booking-without-order' | 'money-held' | 'money-twice' | 'money-missing' | 'money-differs' | 'hold-missing' | 'authorization-expiring' | 'booking-held' | 'booking-missing' | 'booking-differs' | 'stock-unbalanced' | 'stock-miscounted';
        /** The id of the order, intent, booking or product concerned */
        about: string;
        orderId?: string;
        /** What is wrong */
        detail: string;
        /** The suggested repair */
        repair: 'nudge' | 'retell' | 'adopt' | 'retry-payment' | 'retry-shipment' | 'release-intent' | 'release-booking' | 'recount' | 'by-hand';
        /** The outcome of the repair, if it was tried */
        outcome: 'suggested' | 'repaired' | 'failed';
        /** Why the repair failed */
        why?: string;
        at: string;
      }[];
      nextCursor?: string;
    };
    ReconciliationProgress: {
      drifts: {
        kind: 'order-stuck' | 'undo-given-up' | 'capture-given-up' | 'stock-differs' | 'payment-differs' | 'shipment-differs' | 'amount-differs' | 'lines-differ' | 'reservation-without-order' | 'payment-without-order' | 'shipment-without-order' | 'intent-without-order' | 'booking-without-order' | 'money-held' | 'money-twice' | 'money-missing' | 'money-differs' | 'hold-missing' | 'authorization-expiring' | 'booking-held' | 'booking-missing' | 'booking-differs' | 'stock-unbalanced' | 'stock-miscounted';
        /** The id of the order, intent, booking or product concerned */
        about: string;
        orderId?: string;
        /** What is wrong */
        detail: string;
        /** The suggested repair */
        repair: 'nudge' | 'retell' | 'adopt' | 'retry-payment' | 'retry-shipment' | 'release-intent' | 'release-booking' | 'recount' | 'by-hand';
        /** The outcome of the repair, if it was tried */
        outcome: 'suggested' | 'repaired' | 'failed';
        /** Why the repair failed */
        why?: string;
      }[];
      /** How many things of each kind have been compared in total */
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
      /** Where to continue */
      position?: string;
      /** Whether everything has been compared */
      end?: boolean;
    };
    ReservationEntry: {
      orderId: string;
      step: 'reserved' | 'committed' | 'released' | 'rejected';
      /** What it holds or has taken; empty once it is released or rejected */
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
    /** Pieces of one product; only admins see the reserved and committed ones */
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
      /** What was available immediately afterwards, as seen at that time */
      availableAfter?: number;
    };
    /** The amount is absent if the order was cancelled before it was billed */
    Payment: {
      orderId: string;
      status: 'pending' | 'authorized' | 'captured' | 'failed' | 'voided' | 'refunded';
      amount?: number;
      currency?: string;
      failure?: {
        phase: 'authorize' | 'capture';
        /** The provider’s code, such as `card_declined` or `authentication_required` */
        code: string;
        /** What the customer can do about it, if known */
        detail?: string;
      };
      /** Operators only: an undo or a capture that is failing. If it is given up, it waits for a decision */
      trouble?: {
        of: 'undo' | 'capture';
        /** Since `since`. None has counted after a retry, or while the provider refuses all requests */
        tries: number;
        /** When it first failed, or an operator last had it retried */
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand, or failed its capture */
      resolution?: {
        decision: 'retry' | 'settle' | 'fail';
        operatorId: string;
        reason: string;
        at: string;
      };
      /** Operators only: what operators did, newest first */
      actions?: {
        action: string;
        reason?: string;
        operatorId: string;
        at: string;
      }[];
    };
    PaymentResolution: {
      /** retry: try the undo or the capture again now. settle: the undo has been done by hand; continue as if it had succeeded. fail: treat the capture as refused; the hold is released and the order cancelled */
      decision: 'retry' | 'settle' | 'fail';
      reason: string;
    };
    PaymentEntry: {
      orderId: string;
      /** The state in detail, including those that customers do not see, such as `voiding` */
      step: string;
      amount?: number;
      currency?: string;
      intentId?: string;
      /** Operators only: an undo or a capture that is failing. If it is given up, it waits for a decision */
      trouble?: {
        of: 'undo' | 'capture';
        /** Since `since`. None has counted after a retry, or while the provider refuses all requests */
        tries: number;
        /** When it first failed, or an operator last had it retried */
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand, or failed its capture */
      resolution?: {
        decision: 'retry' | 'settle' | 'fail';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    /** A payment in the provider’s records. Amounts are in minor units of `currency` */
    Intent: {
      intentId: string;
      /** Absent if it was not created by us */
      orderId?: string;
      /** The provider’s status, such as `requires_capture` */
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
      /** Operators only: an undo or a capture that is failing. If it is given up, it waits for a decision */
      trouble?: {
        of: 'undo' | 'capture';
        /** Since `since`. None has counted after a retry, or while the provider refuses all requests */
        tries: number;
        /** When it first failed, or an operator last had it retried */
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand, or failed its capture */
      resolution?: {
        decision: 'retry' | 'settle' | 'fail';
        operatorId: string;
        reason: string;
        at: string;
      };
      /** Operators only: what operators did, newest first */
      actions?: {
        action: string;
        reason?: string;
        operatorId: string;
        at: string;
      }[];
    };
    Resolution: {
      /** retry: try the undo again now. settle: the undo has been done by hand; continue as if it had succeeded */
      decision: 'retry' | 'settle';
      reason: string;
    };
    ShipmentEntry: {
      orderId: string;
      /** The state in detail, including those that customers do not see, such as `cancelling` */
      step: string;
      trackingNumber?: string;
      /** Operators only: an undo or a capture that is failing. If it is given up, it waits for a decision */
      trouble?: {
        of: 'undo' | 'capture';
        /** Since `since`. None has counted after a retry, or while the provider refuses all requests */
        tries: number;
        /** When it first failed, or an operator last had it retried */
        since: string;
        reason: string;
        givenUp: boolean;
      };
      /** Operators only: who settled it by hand, or failed its capture */
      resolution?: {
        decision: 'retry' | 'settle' | 'fail';
        operatorId: string;
        reason: string;
        at: string;
      };
    };
    /** A shipment in the carrier’s records */
    Booking: {
      /** Our reference: the order’s id */
      reference: string;
      trackingNumber?: string;
      /** The carrier’s status: `booked` or `cancelled` */
      status: string;
    };
    /** An error from API Gateway itself: no service has seen the request, or none has answered in time */
    GatewayError: {
      message: string;
    };
  };
}
