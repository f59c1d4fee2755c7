import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { serve } from '../../../local/resources/serve.ts';

/** An error as the runtime client reports it. */
export type FunctionError = { errorType: string; errorMessage: string };
export type Answer = { result: unknown } | { error: FunctionError };

const deadlineSeconds = 30;

/**
 * Lambda's side of the Runtime API, from which the client in a function's process gets its next event and
 * to which it reports the result.
 */
export async function startRuntimeApi() {
  const started = Promise.withResolvers<{ error?: FunctionError }>();
  let next = Promise.withResolvers<ServerResponse>();
  let answered = Promise.withResolvers<Answer>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, what] =
      /^\/2018-06-01\/runtime\/(?:invocation\/)?(next|init\/error|[\w-]+\/(?:response|error))$/.exec(request.url ?? '') ?? [];
    if (what === 'next') {
      next.resolve(response);
      started.resolve({});
      return;
    }
    const said = await json(request);
    response.writeHead(what ? 202 : 404).end();
    if (what === 'init/error') started.resolve({ error: said as FunctionError });
    else answered.resolve(what?.endsWith('/error') ? { error: said as FunctionError } : { result: said });
  }

  /** Gives the function an event as soon as it asks for one. */
  async function invoke(event: unknown): Promise<Answer> {
    const response = await next.promise;
    next = Promise.withResolvers();
    answered = Promise.withResolvers();
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': randomUUID(),
      'lambda-runtime-deadline-ms': String(Date.now() + deadlineSeconds * 1000),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:test',
      'lambda-runtime-trace-id': 'Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e;Parent=53995c3f42cd8ad8;Sampled=1',
    });
    response.end(JSON.stringify(event));
    return answered.promise;
  }

  const server = createServer((request, response) => void handle(request, response));
  const { url, stop } = await serve(server, { port: 0, release: () => undefined });
  return { address: new URL(url).host, started: started.promise, invoke, stop };
}
