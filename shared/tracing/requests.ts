import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { givenTraceparent } from './traceparent.ts';
import { currentTracing } from './tracing.ts';

/**
 * Traces a service's requests, except health checks. What a request causes continues from its span. Records the route, not the
 * URL: URLs can contain anything.
 */
export const traceRequests: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const tracing = currentTracing();
  if (!tracing || health.has(c.req.path)) return next();
  const method = methods.has(c.req.method) ? c.req.method : '_OTHER';
  const attributes = { 'http.request.method': method, 'url.scheme': 'http' };
  const from = { traceparent: givenTraceparent(c.req.header('traceparent')) };
  const named = method === '_OTHER' ? 'HTTP' : method;
  await tracing.span({ name: named, kind: 'server', attributes, from }, async (span) => {
    c.set('traceparent', span.traceparent);
    await next();
    const route = routePath(c, -1);
    if (route && !route.endsWith('*')) {
      const template = templateOf(route);
      span.rename(`${named} ${template}`);
      span.set({ 'http.route': template });
    }
    span.set({ 'http.response.status_code': c.res.status });
    if (c.res.status >= 500) span.fail(String(c.res.status));
  });
};

const health = new Set(['/healthz', '/readyz']);
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

/** In the notation of the API description. */
const templateOf = (route: string) => route.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
