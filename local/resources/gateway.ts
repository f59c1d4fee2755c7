import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Tracing } from '#shared/tracing/tracing.ts';
import { type Authorization, type Authorizer, createAuthorize } from './gateway/authorize.ts';
import { createCors } from './gateway/cors.ts';
import { bodyBytesMax, createForwarder, type Services } from './gateway/forward.ts';
import { compileRoutes, type GatewayRoute } from './gateway/match-route.ts';
import { refuse } from './gateway/refuse.ts';
import type { GatewaySettings } from './gateway/settings.ts';
import { createThrottle } from './gateway/throttle.ts';
import { traceRequest } from './gateway/trace-request.ts';
import { type Serving, serve } from './serve.ts';

type Document = { contentType: string; headers?: Record<string, string>; body: string | Buffer; brotli?: Buffer };

export type GatewayOptions = {
  port: number;
  host?: string;
  routes: GatewayRoute[];
  services: Services;
  authorizer: Authorizer;
  settings: GatewaySettings;
  /** The web origins whose pages may call the API; without any, CORS is not configured. */
  corsOrigins?: readonly string[];
  timeoutSeconds?: number;
  /** Documents that the gateway serves itself, by path; AWS serves them from elsewhere, such as `/openapi.json`. */
  documents?: Record<string, Document>;
  /** Serves any other path for which it returns something. */
  page?: (path: string) => Document | undefined;
  /** Handlers by path prefix for what other CDN origins serve on AWS, such as `/media/`. */
  origins?: Record<string, RequestListener>;
  /** Traces each request and makes the service continue the trace. */
  tracing?: Tracing | undefined;
};

/** The HTTP API limit on request line and headers together. */
const headerBytesMax = 10_240;

/**
 * A stand-in for an API Gateway HTTP API with private HTTP integrations: its routing, Lambda authorizer calls and their cache,
 * throttling, limits, CORS, headers, and its own error answers. Rejects with the code `EADDRINUSE` when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Serving> {
  const { port, host, routes, services, settings, tracing } = options;
  const { corsOrigins = [], timeoutSeconds = 29 } = options;
  const match = compileRoutes(routes);
  const mayPass = createThrottle(settings.throttle);
  const authorize = createAuthorize(options.authorizer, settings.authorizer);
  const cors = createCors({ ...settings.cors, allowMethods: methodsOf(routes), allowOrigins: corsOrigins });
  const forwarder = createForwarder({ services, timeoutSeconds, cors });

  async function handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?', 1)[0] as string;
    const elsewhere = handlerElsewhere(options, { method, path });
    if (elsewhere) return elsewhere(request, response);
    if (cors.begin(request, response)) return void response.writeHead(204, { 'apigw-requestid': requestId }).end();
    const found = match(method, path);
    if (!found) return refuse(response, 404, requestId);
    const traceparent = tracing && traceRequest(tracing, request, response, found.route.routeKey);
    if (!mayPass(found.route.routeKey)) return refuse(response, 429, requestId);
    if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return refuse(response, 413, requestId);
    const answer = found.route.authorizer ? await authorize(request, found, requestId) : 'allowed';
    if (answer !== 'allowed') return refuse(response, statusOf[answer], requestId);
    forwarder.forward(request, response, { service: found.route.service, requestId, traceparent });
  }

  const server = createServer({ maxHeaderSize: headerBytesMax }, (request, response) => {
    const requestId = newRequestId();
    handle(request, response, requestId).catch((error) => {
      // A single request that fails here must not end the process and all other requests with it.
      console.error('The gateway failed:', error);
      refuse(response, 500, requestId);
    });
  });
  return serve(server, { port, ...(host && { host }), release: forwarder.close });
}

/** Paths that AWS serves from outside the API: the CDN's other origins, and documents. */
function handlerElsewhere(
  { documents = {}, page, origins = {} }: GatewayOptions,
  { method, path }: { method: string; path: string },
): RequestListener | undefined {
  const [, origin] = Object.entries(origins).find(([prefix]) => path.startsWith(prefix)) ?? [];
  if (origin || (method !== 'GET' && method !== 'HEAD')) return origin;
  const document = documents[path] ?? page?.(path);
  return document && ((request, response) => send(document, request, response));
}

function send({ contentType, headers, body, brotli }: Document, request: IncomingMessage, response: ServerResponse): void {
  const isCompressed = brotli !== undefined && /\bbr\b/.test(String(request.headers['accept-encoding']));
  const encoding = { ...(brotli && { vary: 'accept-encoding' }), ...(isCompressed && { 'content-encoding': 'br' }) };
  response.writeHead(200, { ...headers, ...encoding, 'content-type': contentType }).end(isCompressed ? brotli : body);
}

/** The methods that pages may use; Terraform allows the same. */
const methodsOf = (routes: readonly GatewayRoute[]) => [...new Set(routes.map(({ routeKey }) => routeKey.split(' ')[0] ?? ''))];

const statusOf = { unauthorized: 401, forbidden: 403, failed: 500 } as const satisfies Record<
  Exclude<Authorization, 'allowed'>,
  number
>;

/** Shaped like API Gateway's: 16 base64 characters. */
function newRequestId(): string {
  return randomBytes(11).toString('base64');
}
