import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewaySettings } from './settings.ts';

export type CorsOptions = GatewaySettings['cors'] & { allowMethods: readonly string[]; allowOrigins: readonly string[] };

/**
 * CORS as a configured HTTP API does it: answers preflights itself, whatever their path, and sets the headers on every other
 * response to an allowed origin, including its own errors, in place of the service's. Other origins get a response without
 * them. AWS allows `*`, `https://*`, `http://*` and whole origins; `http://localhost:*`, with any port, exists only here.
 */
export function createCors({ allowMethods, allowOrigins, allowHeaders, exposeHeaders, maxAgeSeconds }: CorsOptions) {
  const allowed = allowOrigins.map(matcherOf);
  return {
    /** Sets the CORS headers, and returns whether the response is a complete preflight response. */
    begin(request: IncomingMessage, response: ServerResponse): boolean {
      const { origin } = request.headers;
      if (allowed.length === 0 || origin === undefined) return false;
      const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
      response.setHeader('vary', 'Origin');
      if (!allowed.some((matches) => matches(origin))) return isPreflight;
      response.setHeader('access-control-allow-origin', allowOrigins.includes('*') ? '*' : origin);
      if (isPreflight) {
        response.setHeader('access-control-allow-methods', allowMethods.join(','));
        response.setHeader('access-control-allow-headers', allowHeaders.join(','));
        response.setHeader('access-control-max-age', maxAgeSeconds);
      } else response.setHeader('access-control-expose-headers', exposeHeaders.join(','));
      return isPreflight;
    },
    /** Whether a service's header is forwarded. */
    passes: (name: string): boolean => allowed.length === 0 || !name.startsWith('access-control-'),
  };
}

export type Cors = ReturnType<typeof createCors>;

/** Matches an origin against `*`, `https://*`, `http://localhost:*` or its exact name. */
function matcherOf(allowed: string): (origin: string) => boolean {
  const [scheme, rest = ''] = allowed.split('://');
  if (allowed === '*') return () => true;
  if (rest === '*') return (origin) => origin.startsWith(`${scheme}://`);
  const anyPort = rest.endsWith(':*') ? allowed.slice(0, -2) : undefined;
  return (origin) => origin === allowed || (anyPort !== undefined && origin.replace(/:\d{1,5}$/, '') === anyPort);
}
