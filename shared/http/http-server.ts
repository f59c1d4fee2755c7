import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError, problemDocument, problemHeaders } from '#shared/errors/problem.ts';
import { badRequest, type Fetch, toRequestListener } from './request-listener.ts';
import { securityHeaders } from './security-headers.ts';

/** What a caller can occupy before its request has been read. */
export type ServerLimits = {
  /** From the connection or the first byte: to the end of the headers, and to the end of the body. */
  headersTimeoutSeconds: number;
  requestTimeoutSeconds: number;
  connectionsMax: number;
};

const usualLimits: ServerLimits = { headersTimeoutSeconds: 10, requestTimeoutSeconds: 30, connectionsMax: 4_096 };

/** URL and headers together: the 10 KB that API Gateway lets through, plus what it and the load balancer add. */
const headerBytesMax = 16 * 1024;

// Longer than any load balancer keeps an idle connection (API Gateway and ALB: 60 s), so that none sends into one we just
// closed.
const keepAliveTimeout = 65_000;
const lingerMilliseconds = 500;

/** Node's HTTP server in front of an app: everything has a limit, and input that never becomes a request gets a problem document. */
export function createHttpServer(fetch: Fetch, limits: ServerLimits = usualLimits): Server {
  const options = {
    maxHeaderSize: headerBytesMax,
    headersTimeout: limits.headersTimeoutSeconds * 1000,
    requestTimeout: limits.requestTimeoutSeconds * 1000,
    connectionsCheckingInterval: Math.min(limits.headersTimeoutSeconds, 1) * 1000,
    keepAliveTimeout,
    // Node would answer a request without a Host header itself, without our problem document.
    requireHostHeader: false,
  };
  const server = createServer(options, toRequestListener(fetch));
  server.maxConnections = limits.connectionsMax;
  const hangUp = createHangUp(server);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => hangUp(socket, problemOf(error)));
  server.on('connect', (_, socket) => hangUp(socket, badRequest()));
  server.on('checkExpectation', (_, response) => {
    const problem = expectationFailed();
    response.writeHead(problem.status, headersOf(problem)).end(bodyOf(problem));
  });
  return server;
}

function problemOf({ code }: NodeJS.ErrnoException): ProblemError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new ProblemError(408, 'request-timeout', { title: 'The request took too long to arrive' });
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new ProblemError(431, 'headers-too-large', { title: 'The URL and headers are larger than 16 KB' });
  }
  return badRequest();
}

const expectationFailed = () =>
  new ProblemError(417, 'expectation-failed', { title: 'Only 100-continue is supported in the Expect header' });

/** Answers a connection from which nothing more can be read, and closes it. */
function createHangUp(server: Server): (socket: Duplex, problem: ProblemError) => void {
  const pending = new WeakMap<Duplex, Set<ServerResponse>>();
  const refused = new WeakSet<Duplex>();
  server.on('request', ({ socket }, response) => {
    const responses = pending.get(socket) ?? new Set();
    pending.set(socket, responses.add(response));
    response.on('close', () => responses.delete(response));
  });
  return (socket, problem) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    // This answer must not be mistaken for one that has begun, or for one that an earlier request on this connection awaits.
    const mistakable = [...(pending.get(socket) ?? [])].some(({ headersSent, req }) => headersSent || req.complete);
    if (mistakable || !socket.writable) return void socket.destroy();
    const lines = Object.entries({ ...headersOf(problem), connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
    socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('\r\n')}\r\n\r\n${bodyOf(problem)}`);
    // Closing at once on a client that is still sending would lose the answer.
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  };
}

const headersOf = (problem: ProblemError) => ({
  ...securityHeaders,
  ...problemHeaders(problem),
  'content-length': String(Buffer.byteLength(bodyOf(problem))),
});

const bodyOf = (problem: ProblemError) => JSON.stringify(problemDocument(problem));
