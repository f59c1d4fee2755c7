import { createServer, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ProblemError, problemDocument, problemHeaders } from '#shared/errors/problem.ts';
import { badRequest, type Fetch, toRequestListener } from './request-listener.ts';
import { securityHeaders } from './security-headers.ts';

/** What a caller may take up of a replica before its request is known. */
export type ServerLimits = {
  /** From the first byte, or the connection, to the end of the headers; and to the end of the body. */
  headersTimeoutSeconds: number;
  requestTimeoutSeconds: number;
  connectionsMax: number;
};

const usualLimits: ServerLimits = { headersTimeoutSeconds: 10, requestTimeoutSeconds: 30, connectionsMax: 4_096 };

/** Address and headers together: what API Gateway lets through (10 KB), and what it and the balancer add. */
const headerBytesMax = 16 * 1024;

// Longer than any balancer in front keeps an idle connection (API Gateway and ALB: 60 s), so that it never sends into one we just closed.
const keepAliveTimeout = 65_000;
const lingerMilliseconds = 500;

/** Node's HTTP server before an app, with a bound for everything, and a problem document for what never becomes a request. */
export function createHttpServer(fetch: Fetch, limits: ServerLimits = usualLimits): Server {
  const options = {
    maxHeaderSize: headerBytesMax,
    headersTimeout: limits.headersTimeoutSeconds * 1000,
    requestTimeout: limits.requestTimeoutSeconds * 1000,
    connectionsCheckingInterval: Math.min(limits.headersTimeoutSeconds, 1) * 1000,
    keepAliveTimeout,
    // Node would answer a request without a host by itself, and not as we do.
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

/** Answers a connection on which nothing more can be read, and hangs up. */
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
    // An answer that has begun, or that an earlier request on this connection waits for, must not be mistaken for this one.
    const mistakable = [...(pending.get(socket) ?? [])].some(({ headersSent, req }) => headersSent || req.complete);
    if (mistakable || !socket.writable) return void socket.destroy();
    const lines = Object.entries({ ...headersOf(problem), connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
    socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n${lines.join('\r\n')}\r\n\r\n${bodyOf(problem)}`);
    // Hanging up on somebody who is still sending would take the answer from them.
    setTimeout(() => socket.destroy(), lingerMilliseconds).unref();
  };
}

const headersOf = (problem: ProblemError) => ({
  ...securityHeaders,
  ...problemHeaders(problem),
  'content-length': String(Buffer.byteLength(bodyOf(problem))),
});

const bodyOf = (problem: ProblemError) => JSON.stringify(problemDocument(problem));
