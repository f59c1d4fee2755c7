import { createServer } from 'node:http';
import { type Serving, serve } from '../../../../local/resources/serve.ts';

/** What a provider returns instead of its own response: a status and a body, or nothing. */
export type Failure = { status: number; body: string } | 'hang up';

export type Provider = Serving & {
  /** Where requests go while it does not fail. */
  target: string;
  failure: Failure | undefined;
  /** How many of its responses were failures. */
  failed: number;
};

/** A proxy in front of the real stand-in that can be told to fail. */
export async function startProvider(): Promise<Provider> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { failure } = provider;
    if (failure) provider.failed++;
    if (failure === 'hang up') return request.socket.destroy();
    if (failure) return response.writeHead(failure.status, { 'content-type': 'application/json' }).end(failure.body);
    const { host: _, connection: __, ...headers } = request.headers;
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const init = { method: request.method ?? 'GET', headers: headers as Record<string, string>, ...body };
    const answer = await fetch(new URL(request.url ?? '/', provider.target), init);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
    return response.end(Buffer.from(await answer.arrayBuffer()));
  });
  const serving = await serve(server, { port: 0, release: () => undefined });
  const provider: Provider = { ...serving, target: '', failure: undefined, failed: 0 };
  return provider;
}
