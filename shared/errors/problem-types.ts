/**
 * Every reason for refusing a request: the last part of its `type`, its status, and what it means. Callers tell refusals apart
 * by these names, so a name never changes.
 */
export const problemTypes = {
  'bad-request': { status: 400, meaning: 'The body is not I-JSON (RFC 7493), or is incomplete' },
  'bad-header': { status: 400, meaning: 'A header is missing or malformed' },
  unauthorized: { status: 401, meaning: 'The access token is missing or not valid' },
  'bad-credentials': { status: 401, meaning: 'The email address or the password is wrong' },
  'bad-refresh-token': { status: 401, meaning: 'The refresh token is unknown, already used or expired' },
  forbidden: { status: 403, meaning: 'This requires a different role' },
  'account-disabled': { status: 403, meaning: 'An administrator has disabled the account' },
  'insufficient-scope': { status: 403, meaning: 'This requires a token with a different scope' },
  'not-found': { status: 404, meaning: 'It does not exist, or it does not belong to the caller' },
  'request-timeout': { status: 408, meaning: 'The request took too long to arrive' },
  'email-taken': { status: 409, meaning: 'The email address is already registered' },
  'own-account': { status: 409, meaning: 'It is the caller’s own account; a different administrator has to do it' },
  'accounts-elsewhere': { status: 409, meaning: 'Accounts are in a Cognito user pool; look for them there' },
  'out-of-stock': { status: 409, meaning: 'Not enough stock' },
  'total-changed': { status: 409, meaning: 'The total is not the expected one; `total` has the current one' },
  'order-confirmed': { status: 409, meaning: 'The order is confirmed and can no longer be cancelled' },
  'order-settled': { status: 409, meaning: 'The order is settled; no service owes anything' },
  'order-unsettled': { status: 409, meaning: 'The order is not settled, so it is still being announced' },
  'order-too-young': { status: 409, meaning: 'The order has not been settled for long enough to be archived' },
  'order-parked': { status: 409, meaning: 'The order is parked; resume it first' },
  'reconciliation-ended': { status: 409, meaning: 'The reconciliation has ended' },
  'dead-letter-closed': { status: 409, meaning: 'The dead letter has already been redriven or dropped' },
  'dead-letter-open': { status: 409, meaning: 'A dead letter of the order is open; redrive or drop it first' },
  'queue-gone': { status: 409, meaning: 'The queue of the dead letter no longer exists' },
  'shipment-not-ready': { status: 409, meaning: 'The shipment is not ready to be dispatched' },
  'shipment-not-dispatched': { status: 409, meaning: 'The shipment has not been dispatched, or is already finished' },
  'shipment-unfinished': { status: 409, meaning: 'The shipment still needs its address' },
  'not-in-trouble': { status: 409, meaning: 'Neither its undo nor its capture is failing, so there is nothing to decide' },
  'decision-unfit': { status: 409, meaning: 'Only an undo can be settled, and only a capture can be failed' },
  'hold-needed': { status: 409, meaning: 'An order may still need this hold' },
  'stock-moved': { status: 409, meaning: 'The stock has changed since it was counted; count again' },
  'stock-too-low': { status: 409, meaning: 'The stock would be negative' },
  'precondition-failed': { status: 412, meaning: 'It has changed: If-Match does not match its current state' },
  'body-too-large': { status: 413, meaning: 'The body is larger than 64 KB' },
  'unsupported-media-type': { status: 415, meaning: 'The body is not application/json' },
  'unsupported-encoding': { status: 415, meaning: 'The body is compressed' },
  'expectation-failed': { status: 417, meaning: 'The Expect header asks for something other than 100-continue' },
  validation: { status: 422, meaning: 'The body or the query is not valid; `errors` says where' },
  'total-not-chargeable': { status: 422, meaning: 'The total cannot be charged in one payment; `bounds` gives the limits' },
  'free-order': { status: 422, meaning: 'The total is zero, and free orders are not accepted' },
  'idempotency-key-reused': { status: 422, meaning: 'The Idempotency-Key was already used with a different body' },
  'headers-too-large': { status: 431, meaning: 'The URL and headers are larger than 16 KB' },
  'too-many-requests': {
    status: 429,
    meaning: 'Too many attempts; `Retry-After` says how many seconds to wait before the next one',
  },
  internal: { status: 500, meaning: 'Something went wrong on our side' },
  unavailable: { status: 503, meaning: 'A dependency is unavailable; try again' },
  busy: { status: 503, meaning: 'Too many requests are in progress; try again' },
} as const satisfies Record<string, { status: number; meaning: string }>;

export type ProblemType = keyof typeof problemTypes;

/** The types that have this status. */
export const typesOf = (status: number): ProblemType[] =>
  (Object.keys(problemTypes) as ProblemType[]).filter((type) => problemTypes[type].status === status);

/** The `type` of a problem document. */
export const problemUrn = (type: ProblemType) => `urn:cloudservices:problem:${type}`;
