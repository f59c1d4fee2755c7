import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body?: Readable };

export type Upstream = {
  /** @throws Error when the emulator cannot be reached */
  ask(asked: Asked): Promise<IncomingMessage>;
  close(): void;
};

/** Sends requests to the emulator over keep-alive connections. */
export function createUpstream(endpoint: string): Upstream {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  return {
    ask: ({ method, path, headers: { host: _, expect: __, connection: ___, ...headers }, body }) =>
      new Promise((resolve, reject) => {
        const asked = openRequest({ agent, hostname, port, method, path, headers }, resolve).on('error', reject);
        if (body) body.on('close', () => asked.writableEnded || asked.destroy()).pipe(asked);
        else asked.end();
      }),
    close: () => agent.destroy(),
  };
}

/** Forwards a response. A response that breaks off must not look complete. */
export function sendOn(answer: IncomingMessage, response: ServerResponse, headers: IncomingHttpHeaders = answer.headers): void {
  const { connection: _, 'keep-alive': __, ...kept } = headers;
  response.writeHead(answer.statusCode ?? 502, kept);
  answer.on('error', () => response.destroy()).pipe(response);
}
