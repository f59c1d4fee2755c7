import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Authorization, type Authorizer, createAuthorize } from './gateway/authorize.ts';
import { bodyBytesMax, createForwarder, type Services } from './gateway/forward.ts';
import { compileRoutes, type GatewayRoute } from './gateway/match-route.ts';
import { refuse } from './gateway/refuse.ts';
import { type Serving, serve } from './serve.ts';

export type GatewayOptions = {
  port: number;
  host?: string;
  routes: GatewayRoute[];
  services: Services;
  authorizer: Authorizer;
  authorizerCacheTtlSeconds?: number;
  timeoutSeconds?: number;
  /** Served by the gateway itself, by path: things that AWS would serve from elsewhere, such as `/openapi.json`. */
  documents?: Record<string, { contentType: string; body: string | Buffer }>;
};

/** What HTTP APIs accept as request line and headers together. */
const headerBytesMax = 10_240;

/**
 * A stand-in for an API Gateway HTTP API before private HTTP integrations: its routing, its calls to the Lambda authorizer and
 * their cache, its limits, its headers, its own error answers. Rejects with the code `EADDRINUSE` when the port is taken.
 */
export async function startGateway(options: GatewayOptions): Promise<Serving> {
  const { port, host, routes, services, authorizer } = options;
  const { authorizerCacheTtlSeconds = 60, timeoutSeconds = 29, documents = {} } = options;
  const match = compileRoutes(routes);
  const authorize = createAuthorize({ authorizer, cacheTtlSeconds: authorizerCacheTtlSeconds });
  const forwarder = createForwarder({ services, timeoutSeconds });

  async function handle(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const path = url.split('?', 1)[0] as string;
    const document = method === 'GET' && documents[path];
    if (document) {
      response.writeHead(200, { 'content-type': document.contentType, 'apigw-requestid': requestId }).end(document.body);
      return;
    }
    const found = match(method, path);
    if (!found) return refuse(response, 404, requestId);
    if (Number(request.headers['content-length'] ?? 0) > bodyBytesMax) return refuse(response, 413, requestId);
    const answer = found.route.authorizer ? await authorize(request, found, requestId) : 'allowed';
    if (answer !== 'allowed') return refuse(response, statusOf[answer], requestId);
    forwarder.forward(request, response, { service: found.route.service, requestId });
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

const statusOf = { unauthorized: 401, forbidden: 403, failed: 500 } as const satisfies Record<
  Exclude<Authorization, 'allowed'>,
  number
>;

/** Shaped like API Gateway's: 16 characters of base64. */
function newRequestId(): string {
  return randomBytes(11).toString('base64');
}
