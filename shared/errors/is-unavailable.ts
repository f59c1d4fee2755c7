/**
 * Whether an error, or one of its causes, says that the other side is unreachable or is throttling us. Knows the errors of Node
 * sockets, fetch, postgres.js, PostgreSQL and the AWS SDK.
 */
export function isUnavailable(error: unknown, depthMax = 8): boolean {
  if (typeof error !== 'object' || error === null || depthMax === 0) return false;
  const { name, code, cause, $metadata, $retryable } = error as ForeignError;
  return (
    (typeof name === 'string' && names.has(name)) ||
    (typeof code === 'string' && (codes.has(code) || sqlStates.test(code))) ||
    $retryable !== undefined ||
    ($metadata?.httpStatusCode ?? 0) >= 500 ||
    isUnavailable(cause, depthMax - 1)
  );
}

// Plain properties, because an error may come from another realm or be a DOMException, so `instanceof Error` may be false.
type ForeignError = {
  name?: unknown;
  code?: unknown;
  cause?: unknown;
  $metadata?: { httpStatusCode?: number };
  $retryable?: object;
};

const names = new Set([
  'DependencyUnavailableError',
  // AbortSignal.timeout and the AWS SDK
  'TimeoutError',
  'NetworkingError',
  'RequestTimeout',
  'CredentialsProviderError',
  // Our own limit on a handler
  'TimeLimitError',
  // DynamoDB: a table that does not exist, or not yet
  'ResourceNotFoundException',
  // DynamoDB: the same transaction is already in progress
  'TransactionInProgressException',
  // Throttling, under the names that the AWS services use
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'RequestThrottled',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'TooManyRequestsException',
]);

const codes = new Set([
  // Node
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'ECONNABORTED',
    'ETIMEDOUT',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ],
  // fetch
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_SOCKET'],
  // postgres.js
  ...['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'CONNECT_TIMEOUT'],
]);

/**
 * PostgreSQL: connection exceptions (08), a sign-in that IAM could not check (28000), out of connections, memory or disk
 * (53), shutting down or not yet up (57P0x), statement timeout (57014), a lock held by another transaction (55P03), a
 * deadlock (40P01), and a writer demoted to reader (25006).
 */
const sqlStates = /^(08...|28000|53...|57P0.|57014|25006|55P03|40P01)$/;
