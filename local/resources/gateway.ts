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
  /** The web origins whose pages may call; CORS is not configured without any. */
  corsOrigins?: readonly string[];
  timeoutSeconds?: number;
  /** Served by the gateway itself, by path: things that AWS would serve from elsewhere, such as `/openapi.json`. */
  documents?: Record<string, Document>;
  /** What is served at any other path for which this has something. */
  page?: (path: string) => Document | undefined;
  /** Answer what begins with their path, as the CDN's other origins do on AWS: `/media/`. */
  origins?: Record<string, RequestListener>;
  /** Traces each request, and tells the service to go on from there. */
  tracing?: Tracing | undefined;
};

/** What HTTP APIs accept as request line and headers together. */
const headerBytesMax = 10_240;

/**
 * A stand-in for an API Gateway HTTP API before private HTTP integrations: its routing, its calls to the Lambda authorizer and
 * their cache, its throttles, its limits, CORS, its headers, its own error answers. Rejects with the code `EADDRINUSE` when the port is taken.
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
      // One request that we cannot handle must not end the process, and with it all the others.
      console.error('The gateway failed:', error);
      refuse(response, 500, requestId);
    });
  });
  return serve(server, { port, ...(host && { host }), release: forwarder.close });
}

/** What on AWS is not behind the API at all: the CDN's other origins, and documents. */
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

/** What Terraform allows pages to use, too. */
const methodsOf = (routes: readonly GatewayRoute[]) => [...new Set(routes.map(({ routeKey }) => routeKey.split(' ')[0] ?? ''))];

const statusOf = { unauthorized: 401, forbidden: 403, failed: 500 } as const satisfies Record<
  Exclude<Authorization, 'allowed'>,
  number
>;

/** Shaped like API Gateway's: 16 characters of base64. */
function newRequestId(): string {
  return randomBytes(11).toString('base64');
}
