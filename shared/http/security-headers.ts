/**
 * What every answer of a service tells browsers (OWASP's REST cheat sheet): data is never run, framed or guessed to be something
 * else, no other site's page may embed it without CORS, no address leaks onwards, and the host speaks HTTPS alone.
 */
export const securityHeaders = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;
