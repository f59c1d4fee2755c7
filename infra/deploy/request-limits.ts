/** How long a call to AWS may take before it is given up, or tried again by the SDK. */
export const request = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };
