import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GatewaySettings } from './settings.ts';

export type CorsOptions = GatewaySettings['cors'] & { allowMethods: readonly string[]; allowOrigins: readonly string[] };

/**
 * CORS as an HTTP API does it once it is configured: it answers preflights itself, whatever their path, and says the headers on
 * every other answer to an allowed origin, its own errors included, instead of what the service says. Other origins get an answer
 * without them. AWS allows `*`, `https://*`, `http://*` and whole origins; `http://localhost:*`, any port, is ours alone.
 */
export function createCors({ allowMethods, allowOrigins, allowHeaders, exposeHeaders, maxAgeSeconds }: CorsOptions) {
  const allowed = allowOrigins.map(matcherOf);
  return {
    /** Sets what belongs on the answer, and says whether that is the whole answer to a preflight. */
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
    /** Whether a header of a service is passed on. */
    passes: (name: string): boolean => allowed.length === 0 || !name.startsWith('access-control-'),
  };
}

export type Cors = ReturnType<typeof createCors>;

/** Whether an origin is one that is allowed by `*`, `https://*`, `http://localhost:*` or by its name. */
function matcherOf(allowed: string): (origin: string) => boolean {
  const [scheme, rest = ''] = allowed.split('://');
  if (allowed === '*') return () => true;
  if (rest === '*') return (origin) => origin.startsWith(`${scheme}://`);
  const anyPort = rest.endsWith(':*') ? allowed.slice(0, -2) : undefined;
  return (origin) => origin === allowed || (anyPort !== undefined && origin.replace(/:\d{1,5}$/, '') === anyPort);
}
