import { Agent, type ClientRequest, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import type { Cors } from './cors.ts';
import { hasBody, headersForClient, headersForService, type Told } from './headers.ts';
import { refuse } from './refuse.ts';

/** Where each service listens now; a service that is down may be missing. */
export type Services = Record<string, string> | (() => Record<string, string>);

type Forwarder = {
  forward(request: IncomingMessage, response: ServerResponse, to: Omit<Told, 'host'> & { service: string }): void;
  close(): void;
};

type ForwarderOptions = { services: Services; timeoutSeconds: number; cors: Pick<Cors, 'passes'> };

export const bodyBytesMax = 10 * 1024 * 1024;
const connectionsPerServiceMax = 256;

/** Streams requests to the services over keep-alive connections; 503 when a service is unreachable or exceeds the timeout. */
export function createForwarder({ services, timeoutSeconds, cors }: ForwarderOptions): Forwarder {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsPerServiceMax });
  const locate = locator(services);
  return {
    forward(request, response, { service, ...told }) {
      const { requestId } = told;
      const target = locate(service);
      if (!target) return refuse(response, 503, requestId);
      const { method, url: path } = request;
      const headers = headersForService(request, { host: target.host, ...told });
      const upstream = openRequest({ agent, host: target.hostname, port: target.port, method, path, headers });
      const timer = setTimeout(() => upstream.destroy(new Error('too slow')), timeoutSeconds * 1000);
      upstream.on('response', (answer) => sendAnswer(answer, response, { requestId, cors }));
      upstream.on('error', () => sendFailure(response, requestId));
      response.on('close', () => {
        clearTimeout(timer);
        if (!response.writableFinished) upstream.destroy();
      });
      sendBody(request, upstream, () => refuse(response, 413, requestId));
    },
    close: () => agent.destroy(),
  };
}

/** Finds a service's parsed address on every request, because a restarted service may have moved. */
function locator(services: Services): (service: string) => URL | undefined {
  const urls = new Map<string, URL>();
  return (service) => {
    const base = (typeof services === 'function' ? services() : services)[service];
    if (base === undefined) return undefined;
    const url = urls.get(base) ?? new URL(base);
    urls.set(base, url);
    return url;
  };
}

function sendAnswer(
  answer: IncomingMessage,
  response: ServerResponse,
  { requestId, cors }: { requestId: string; cors: Pick<Cors, 'passes'> },
): void {
  // Appended to the gateway's own headers, such as Vary.
  for (const [name, value] of headersForClient(answer, requestId)) if (cors.passes(name)) response.appendHeader(name, value);
  response.writeHead(answer.statusCode ?? 502);
  // The service died while responding: the client must not take the partial response for a complete one.
  answer.on('error', () => response.destroy());
  answer.pipe(response);
}

function sendFailure(response: ServerResponse, requestId: string): void {
  // Already answered, or the client is gone: the error only results from our own destroy().
  if (response.writableEnded || response.destroyed) return;
  if (response.headersSent) response.destroy();
  else refuse(response, 503, requestId);
}

function sendBody(request: IncomingMessage, upstream: ClientRequest, refuseTooLarge: () => void): void {
  if (!hasBody(request)) {
    upstream.end();
    return;
  }
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= bodyBytesMax || upstream.destroyed) return;
    refuseTooLarge();
    upstream.destroy();
  });
  request.pipe(upstream);
}
