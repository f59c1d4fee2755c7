import { Agent, type IncomingMessage, request as openRequest } from 'node:http';

/** A request as sent on the wire, with nothing added but what HTTP requires. */
export type Wire = {
  method: string;
  /** The URL of a service or of the gateway. */
  base: string;
  /** Path and query. */
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer | undefined;
};

export type Answer = { status: number; headers: Record<string, string>; text: string };

export type Sender = { send(wire: Wire): Promise<Answer>; close(): void };

/** Sends requests over keep-alive connections, with a limit per address. Waits up to 30 s for a response. */
export function createSender({ connectionsMax = 32 } = {}): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });
  return {
    async send(wire) {
      try {
        return await once(agent, wire);
      } catch (error) {
        // A kept connection may be closed just as the next request is sent, or while a body is being refused.
        if (!isCut(error)) throw error;
        return once(agent, wire);
      }
    },
    close: () => agent.destroy(),
  };
}

const secondsMax = 30;
export const isCut = (error: unknown) => ['ECONNRESET', 'EPIPE'].includes(String((error as { code?: unknown }).code));

function once(agent: Agent, { method, base, path, headers, body }: Wire): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const isChunked = 'transfer-encoding' in headers;
    const length = body === undefined || isChunked ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { agent, hostname, port, method, path, headers: { ...length, ...headers } };
    const request = openRequest(options, (response) => read(response).then(resolve, reject));
    request.setTimeout(secondsMax * 1000, () => request.destroy(new Error(`no answer within ${secondsMax} s`)));
    request.on('error', reject);
    request.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
  return { status: response.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString() };
}
