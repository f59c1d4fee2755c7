// Made of docs/openapi.json by `npm run generate`, in the shape that openapi-fetch reads.

/** The addresses of the API, each with its methods. */
export interface paths {
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
  '/v1/auth/me': {
    get: operations['getMe'];
    delete: operations['deleteMe'];
  };
  '/v1/auth/.well-known/jwks.json': {
    get: operations['getSigningKeys'];
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
  '/v1/inventory/{productId}': {
    get: operations['getStock'];
  };
  '/v1/inventory/{productId}/adjustments': {
    post: operations['adjustStock'];
  };
  '/v1/billing/payments/{orderId}': {
    get: operations['getPayment'];
  };
  '/v1/shipping/shipments/{orderId}': {
    get: operations['getShipment'];
  };
  '/v1/shipping/shipments/{orderId}/dispatch': {
    post: operations['dispatchShipment'];
  };
  '/v1/shipping/shipments/{orderId}/deliver': {
    post: operations['deliverShipment'];
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
   * Register as a customer
   *
   * For each address 100 at once and 60 more an hour, for everybody 3,000 at once and 7,200 more an hour. Beyond that 429 with `Retry-After` in seconds. A known e-mail is 409, so that who asks learns of it.
   */
  register: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          /** Compared without regard to case */
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
            type: 'urn:cloudservices:problem:bad-request';
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
   * Sign in
   *
   * Tries that fail are counted, whether there is such an account or not: for each account 5 at once and 5 more an hour, for each address 100 at once and 300 more an hour, for everybody 5,000 at once and 36,000 more an hour. From an address that signed in to the account within the last 90 days none of this counts, but 20 at once and 30 more an hour. Beyond that 429 with `Retry-After` in seconds.
   */
  login: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          /** Compared without regard to case */
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
            type: 'urn:cloudservices:problem:bad-request';
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
   * A token works once. Used again more than 10 s later it ends its session; sooner it is only refused. A session lasts 30 days from the sign-in, however often it is refreshed. For each address 1,000 at once and 36,000 more an hour. Beyond that 429 with `Retry-After` in seconds.
   */
  refreshTokens: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          refreshToken: string;
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
            type: 'urn:cloudservices:problem:bad-request';
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
  /** End the session of a refresh token */
  logout: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': {
          refreshToken: string;
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
            type: 'urn:cloudservices:problem:bad-request';
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
   * Access tokens that were given out before are good to their end, at most 5 minutes.
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
   * A wrong `currentPassword` is 401 of the type `bad-credentials`, and counts like a sign-in that fails (see there). Access tokens that were given out before are good to their end, at most 5 minutes.
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
            type: 'urn:cloudservices:problem:insufficient-scope';
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
   * Delete my account
   *
   * E-mail, name, password and sessions are deleted, and the e-mail may register anew, as somebody else. Orders stay for the books, with an id that leads to nobody. A wrong `password` is 401 of the type `bad-credentials`, and counts like a sign-in that fails (see there). Access tokens that were given out before are good to their end, at most 5 minutes.
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
            type: 'urn:cloudservices:problem:insufficient-scope';
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
        category?: string;
        /** What the name begins with, whatever its case and accents */
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
   * Needs the role `admin` and the scope `catalog:write`.
   */
  addProduct: {
    parameters: NoParameters;
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductDetails'];
      };
    };
    responses: {
      /** The product, with an id */
      201: {
        content: {
          'application/json': components['schemas']['Product'];
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
          'application/json': components['schemas']['Product'];
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
  /** The categories that have products for sale, and how many */
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
   * Send all `fields` and then the picture, as `file`, to `url` as multipart/form-data. It is looked at first, and is the product’s picture, at `mediaUrl`, some moments later; what is not an image of the promised type is thrown away.
   *
   * Needs the role `admin` and the scope `catalog:write`.
   */
  offerUpload: {
    parameters: {
      query?: never;
      header?: never;
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
   * Place an order
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
            type: 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope';
          };
          'application/json': components['schemas']['GatewayError'];
        };
      };
      /** The state does not allow this */
      409: {
        content: {
          'application/problem+json': components['schemas']['Problem'] & {
            type: 'urn:cloudservices:problem:out-of-stock';
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
        /** Not settled a minute after its decision, or after its deadline */
        overdue?: 'true' | 'false';
        parked?: 'true' | 'false';
        /** Placed then or later */
        from?: string;
        /** Placed earlier than that */
        before?: string;
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
            items: components['schemas']['OperatorOrder'][];
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
      header?: never;
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
      header?: never;
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
   * How many pieces of a product are available
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
   * Moves `delta` pieces into or out of what is available, and keeps for ever who did so, when and why. An Idempotency-Key names one correction of one product by one admin: the same request again is answered as the first time.
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
   * Hand a paid shipment to the carrier
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
}

/** The schemas that have a name. */
export interface components {
  schemas: {
    /** A user and what they may do */
    User: {
      userId: string;
      email: string;
      roles: ('customer' | 'operator' | 'admin')[];
    };
    /** RFC 9457 problem details. `type` names the reason, for ever; `title` is for people. */
    Problem: {
      type: 'urn:cloudservices:problem:bad-request' | 'urn:cloudservices:problem:bad-header' | 'urn:cloudservices:problem:unauthorized' | 'urn:cloudservices:problem:bad-credentials' | 'urn:cloudservices:problem:bad-refresh-token' | 'urn:cloudservices:problem:forbidden' | 'urn:cloudservices:problem:insufficient-scope' | 'urn:cloudservices:problem:not-found' | 'urn:cloudservices:problem:request-timeout' | 'urn:cloudservices:problem:email-taken' | 'urn:cloudservices:problem:out-of-stock' | 'urn:cloudservices:problem:order-confirmed' | 'urn:cloudservices:problem:order-settled' | 'urn:cloudservices:problem:order-parked' | 'urn:cloudservices:problem:shipment-not-ready' | 'urn:cloudservices:problem:shipment-not-dispatched' | 'urn:cloudservices:problem:stock-too-low' | 'urn:cloudservices:problem:precondition-failed' | 'urn:cloudservices:problem:body-too-large' | 'urn:cloudservices:problem:unsupported-media-type' | 'urn:cloudservices:problem:unsupported-encoding' | 'urn:cloudservices:problem:expectation-failed' | 'urn:cloudservices:problem:validation' | 'urn:cloudservices:problem:idempotency-key-reused' | 'urn:cloudservices:problem:headers-too-large' | 'urn:cloudservices:problem:too-many-requests' | 'urn:cloudservices:problem:internal' | 'urn:cloudservices:problem:unavailable' | 'urn:cloudservices:problem:busy';
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
    } & { [key: string]: unknown };
    /** The refresh token works once; each refresh answers the next one */
    Tokens: {
      accessToken: string;
      tokenType: 'Bearer';
      /** Seconds */
      expiresIn: number;
      refreshToken: string;
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
    Price: {
      amount: number;
      currency: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHF' | 'CLP' | 'CNY' | 'COP' | 'CRC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'UYU' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XOF' | 'XPF' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG';
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
      price?: {
        amount?: number;
        currency?: 'AED' | 'AFN' | 'ALL' | 'AMD' | 'AOA' | 'ARS' | 'AUD' | 'AWG' | 'AZN' | 'BAM' | 'BBD' | 'BDT' | 'BGN' | 'BHD' | 'BIF' | 'BMD' | 'BND' | 'BOB' | 'BRL' | 'BSD' | 'BTN' | 'BWP' | 'BYN' | 'BZD' | 'CAD' | 'CDF' | 'CHF' | 'CLP' | 'CNY' | 'COP' | 'CRC' | 'CUP' | 'CVE' | 'CZK' | 'DJF' | 'DKK' | 'DOP' | 'DZD' | 'EGP' | 'ERN' | 'ETB' | 'EUR' | 'FJD' | 'FKP' | 'GBP' | 'GEL' | 'GHS' | 'GIP' | 'GMD' | 'GNF' | 'GTQ' | 'GYD' | 'HKD' | 'HNL' | 'HTG' | 'HUF' | 'IDR' | 'ILS' | 'INR' | 'IQD' | 'IRR' | 'ISK' | 'JMD' | 'JOD' | 'JPY' | 'KES' | 'KGS' | 'KHR' | 'KMF' | 'KPW' | 'KRW' | 'KWD' | 'KYD' | 'KZT' | 'LAK' | 'LBP' | 'LKR' | 'LRD' | 'LSL' | 'LYD' | 'MAD' | 'MDL' | 'MGA' | 'MKD' | 'MMK' | 'MNT' | 'MOP' | 'MRU' | 'MUR' | 'MVR' | 'MWK' | 'MXN' | 'MYR' | 'MZN' | 'NAD' | 'NGN' | 'NIO' | 'NOK' | 'NPR' | 'NZD' | 'OMR' | 'PAB' | 'PEN' | 'PGK' | 'PHP' | 'PKR' | 'PLN' | 'PYG' | 'QAR' | 'RON' | 'RSD' | 'RUB' | 'RWF' | 'SAR' | 'SBD' | 'SCR' | 'SDG' | 'SEK' | 'SGD' | 'SHP' | 'SLE' | 'SOS' | 'SRD' | 'SSP' | 'STN' | 'SVC' | 'SYP' | 'SZL' | 'THB' | 'TJS' | 'TMT' | 'TND' | 'TOP' | 'TRY' | 'TTD' | 'TWD' | 'TZS' | 'UAH' | 'UGX' | 'USD' | 'UYU' | 'UZS' | 'VED' | 'VES' | 'VND' | 'VUV' | 'WST' | 'XAF' | 'XCD' | 'XCG' | 'XOF' | 'XPF' | 'YER' | 'ZAR' | 'ZMW' | 'ZWG';
      };
      mediaUrl?: string | null;
    };
    UploadOffer: {
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
    PlaceOrder: {
      lines: {
        productId: string;
        quantity: number;
      }[];
      paymentMethod: string;
      shipTo: {
        name: string;
        line1: string;
        line2?: string;
        city: string;
        postalCode: string;
        country: string;
      };
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
        action: 'nudge' | 'park' | 'resume';
        reason: string;
        operatorId: string;
        at: string;
      }[];
    };
    Because: {
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
    /** The amount is absent for an order that was cancelled before it was billed */
    Payment: {
      orderId: string;
      status: 'pending' | 'authorized' | 'captured' | 'failed' | 'voided' | 'refunded';
      amount?: number;
      currency?: string;
      failure?: {
        phase: 'authorize' | 'capture';
        code: string;
      };
    };
    Shipment: {
      orderId: string;
      status: 'pending' | 'booked' | 'ready' | 'dispatched' | 'delivered' | 'failed' | 'cancelled';
      trackingNumber?: string;
      failure?: {
        code: string;
      };
    };
    /** What API Gateway itself answers; no service has seen the request, or none has answered it in time */
    GatewayError: {
      message: string;
    };
  };
}
