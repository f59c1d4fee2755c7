/**
 * What every response tells browsers (OWASP REST Security Cheat Sheet): never run, frame or sniff the data, do not embed it in
 * other sites without CORS, send no referrer, and use HTTPS only.
 */
export const securityHeaders = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;
