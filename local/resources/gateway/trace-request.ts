import type { IncomingMessage, ServerResponse } from 'node:http';
import { givenTraceparent } from '#shared/tracing/traceparent.ts';
import type { Tracing } from '#shared/tracing/tracing.ts';

/** Traces a request until it is answered, continuing the caller's trace. Returns the `traceparent` for the service. */
export function traceRequest(
  tracing: Tracing,
  request: IncomingMessage,
  response: ServerResponse,
  routeKey: string,
): string | undefined {
  const [, route = ''] = routeKey.split(' ');
  const { method = '' } = request;
  const attributes = { 'http.request.method': method, 'http.route': route, 'url.scheme': 'http' };
  const from = { traceparent: givenTraceparent(String(request.headers.traceparent)) };
  let traceparent: string | undefined;
  void tracing.span({ name: `${method} ${route}`, kind: 'server', attributes, from }, async (span) => {
    traceparent = span.traceparent;
    await new Promise((closed) => response.once('close', closed));
    span.set({ 'http.response.status_code': response.statusCode });
    if (response.statusCode >= 500) span.fail(String(response.statusCode));
  });
  return traceparent;
}
