import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request as send } from 'node:http';
import { request as sendWithTls, Agent as TlsAgent } from 'node:https';

type Outgoing = Pick<RequestOptions, 'protocol' | 'hostname' | 'port' | 'method' | 'path'> & {
  headers: Record<string, string>;
  body?: string | Uint8Array;
};

type Bounds = {
  connectionMillisecondsMax: number;
  /** From the request to the last byte of the response. */
  requestMillisecondsMax: number;
};

/**
 * Replaces the SDK's NodeHttpHandler, which sets five timers and a dozen listeners per request. For requests and responses that
 * fit in memory: a response is read completely, within the time limit. Errors carry the names that the SDK and `isUnavailable`
 * recognize: `TimeoutError`, also for a broken connection, and `AbortError`.
 */
export function createRequestHandler(bounds: Bounds) {
  const options = { keepAlive: true, maxSockets: 50 };
  const plain = new Agent(options);
  const tls = new TlsAgent(options);
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request: Outgoing, { abortSignal }: { abortSignal?: AbortSignal } = {}) => {
      const { body, protocol, hostname, port, method, path, headers } = request;
      const isTls = protocol === 'https:';
      const target: RequestOptions = { hostname, port, method, path, headers, agent: isTls ? tls : plain };
      if (abortSignal) target.signal = abortSignal;
      return exchange({ send: isTls ? sendWithTls : send, target, body, bounds });
    },
    destroy() {
      plain.destroy();
      tls.destroy();
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

type Exchange = { send: typeof send; target: RequestOptions; body: Outgoing['body']; bounds: Bounds };
type Answer = { response: { statusCode: number; headers: Record<string, string>; body: Buffer } };

function exchange({ send, target, body, bounds }: Exchange): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const fail = (error: NodeJS.ErrnoException) => {
    clearTimeout(timer);
    reject(broken.has(error.code ?? '') ? Object.assign(error, { name: 'TimeoutError' }) : error);
  };
  const request = send(target, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('error', fail);
    answer.on('end', () => {
      clearTimeout(timer);
      resolve({ response: responseFrom(answer, parts) });
    });
  });
  const timer = expire(request, `no answer within ${bounds.requestMillisecondsMax} ms`, bounds.requestMillisecondsMax);
  request.on('error', fail);
  request.on('socket', ({ connecting }) => {
    if (connecting) boundConnecting(request, bounds.connectionMillisecondsMax);
  });
  request.end(body);
  return promise;
}

function boundConnecting(request: ClientRequest, milliseconds: number): void {
  const timer = expire(request, `no connection within ${milliseconds} ms`, milliseconds);
  const stop = () => clearTimeout(timer);
  request.socket?.once('connect', stop);
  request.once('close', stop);
}

function expire(request: ClientRequest, message: string, milliseconds: number): NodeJS.Timeout {
  return setTimeout(() => request.destroy(Object.assign(new Error(message), { code: 'ETIMEDOUT' })), milliseconds);
}

const broken = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

function responseFrom({ statusCode = 0, headers }: IncomingMessage, parts: Buffer[]): Answer['response'] {
  const joined = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { statusCode, headers: Object.fromEntries(joined), body: Buffer.concat(parts) };
}
