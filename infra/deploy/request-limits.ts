/** How long a call to AWS may take before the SDK retries it or gives up. */
export const request = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
