/**
 * Every reason for which a request is refused: the last part of its `type`, the status it comes with, and what it means. Callers
 * tell refusals apart by these names, so a name stays for ever.
 */
export const problemTypes = {
  'bad-request': { status: 400, meaning: 'The body is not I-JSON (RFC 7493), or not whole' },
  'bad-header': { status: 400, meaning: 'A header is missing or malformed' },
  unauthorized: { status: 401, meaning: 'There is no valid access token' },
  'bad-credentials': { status: 401, meaning: 'E-mail or password is wrong' },
  'bad-refresh-token': { status: 401, meaning: 'The refresh token is unknown, used up or too old' },
  forbidden: { status: 403, meaning: 'This needs another role' },
  'account-disabled': { status: 403, meaning: 'An administrator has disabled the account' },
  'insufficient-scope': { status: 403, meaning: 'This needs a token with another scope' },
  'not-found': { status: 404, meaning: 'There is no such thing, or it is not the caller’s' },
  'request-timeout': { status: 408, meaning: 'The request took too long to come in' },
  'email-taken': { status: 409, meaning: 'The e-mail is registered already' },
  'own-account': { status: 409, meaning: 'It is the caller’s own account; another administrator has to do it' },
  'out-of-stock': { status: 409, meaning: 'There are fewer pieces in stock than asked for' },
  'total-changed': { status: 409, meaning: 'The total is not the one that was expected; `total` is what it is now' },
  'order-confirmed': { status: 409, meaning: 'The order is confirmed and can no longer be cancelled' },
  'order-settled': { status: 409, meaning: 'The order is settled; nothing is owed any more' },
  'order-unsettled': { status: 409, meaning: 'The order is not settled, so it is announced anyway' },
  'order-parked': { status: 409, meaning: 'The order is parked; resume it first' },
  'reconciliation-ended': { status: 409, meaning: 'The reconciliation has ended' },
  'dead-letter-closed': { status: 409, meaning: 'The dead letter has been redriven or dropped already' },
  'queue-gone': { status: 409, meaning: 'The queue that the dead letter was meant for is no more' },
  'shipment-not-ready': { status: 409, meaning: 'The shipment is not ready to be dispatched' },
  'shipment-not-dispatched': { status: 409, meaning: 'The shipment has not been dispatched, or has ended' },
  'not-in-trouble': { status: 409, meaning: 'No undo of it fails, so there is nothing to decide' },
  'hold-needed': { status: 409, meaning: 'An order needs what was to be given up, or may need it' },
  'stock-moved': { status: 409, meaning: 'The stock has moved since it was counted; count again' },
  'stock-too-low': { status: 409, meaning: 'The stock would be less than nothing' },
  'precondition-failed': { status: 412, meaning: 'It has changed since the state that If-Match names' },
  'body-too-large': { status: 413, meaning: 'The body is larger than 64 KB' },
  'unsupported-media-type': { status: 415, meaning: 'The body is not application/json' },
  'unsupported-encoding': { status: 415, meaning: 'The body is compressed' },
  'expectation-failed': { status: 417, meaning: 'The header Expect asks for what is not offered' },
  validation: { status: 422, meaning: 'Body or query are not as described; `errors` says where' },
  'total-not-chargeable': { status: 422, meaning: 'The total cannot be charged at once; `bounds` says what can' },
  'free-order': { status: 422, meaning: 'The total is nothing, and free orders are not taken' },
  'idempotency-key-reused': { status: 422, meaning: 'The Idempotency-Key was used with another body' },
  'headers-too-large': { status: 431, meaning: 'Address and headers are larger than 16 KB' },
  'too-many-requests': { status: 429, meaning: 'Too many tries; `Retry-After` says in how many seconds one more is allowed' },
  internal: { status: 500, meaning: 'Something went wrong on our side' },
  unavailable: { status: 503, meaning: 'Something that is needed is away; try again' },
  busy: { status: 503, meaning: 'Too much is under way; try again' },
} as const satisfies Record<string, { status: number; meaning: string }>;

export type ProblemType = keyof typeof problemTypes;

/** The types that come with a status. */
export const typesOf = (status: number): ProblemType[] =>
  (Object.keys(problemTypes) as ProblemType[]).filter((type) => problemTypes[type].status === status);

/** The `type` of a problem document. */
export const problemUrn = (type: ProblemType) => `urn:cloudservices:problem:${type}`;
