import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { currentMetering } from './metering.ts';
import { givenTraceparent } from './traceparent.ts';
import { currentTracing } from './tracing.ts';

/**
 * Traces a service's requests, except health checks. What a request causes continues from its span. Records the route, not the
 * URL: URLs can contain anything.
 */
export const traceRequests: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const tracing = currentTracing();
  if (!tracing || health.has(c.req.path)) return next();
  const method = methodOf(c);
  const attributes = { 'http.request.method': method, 'url.scheme': 'http' };
  const from = { traceparent: givenTraceparent(c.req.header('traceparent')) };
  const named = method === '_OTHER' ? 'HTTP' : method;
  await tracing.span({ name: named, kind: 'server', attributes, from }, async (span) => {
    c.set('traceparent', span.traceparent);
    await next();
    const route = routeOf(c);
    if (route) {
      span.rename(`${named} ${route}`);
      span.set({ 'http.route': route });
    }
    span.set({ 'http.response.status_code': c.res.status });
    if (c.res.status >= 500) span.fail(String(c.res.status));
  });
};

/** Measures how long a service takes to answer its requests, except health checks. */
export const meterRequests: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const answered = health.has(c.req.path) ? undefined : currentMetering()?.answering();
  await next();
  answered?.({ method: methodOf(c), route: routeOf(c), status: c.res.status });
};

const health = new Set(['/healthz', '/readyz']);
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

const methodOf = ({ req }: Context) => (methods.has(req.method) ? req.method : '_OTHER');

/** The route's template, in the notation of the API description; undefined if nothing is at the address. */
function routeOf(c: Context): string | undefined {
  const route = routePath(c, -1);
  if (!route || route.endsWith('*')) return undefined;
  return route.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
}
