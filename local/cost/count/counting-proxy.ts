import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { serve } from '../../resources/serve.ts';
import { type Call, callOf } from './call-of.ts';

export type CountingProxy = {
  /** What a caller is to be told instead of the emulators' addresses, as environment variables. */
  environmentOf(caller: string): Record<string, string>;
  /** Where the calls go; until it is told, they wait. */
  connect(endpoints: Endpoints): void;
  /** The calls that have been answered since the last time, and forgets them. */
  take(): Call[];
  stop(): Promise<void>;
};

type Endpoints = { messaging: string; dynamodb: string };

/** Stands between the services and the emulators, passes every call on and notes who called what. */
export async function startCountingProxy(): Promise<CountingProxy> {
  const endpoints = Promise.withResolvers<Endpoints>();
  let calls: Call[] = [];

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const [, caller = '', backend = '', ...rest] = (incoming.url ?? '').split('/');
    const body = withCapacity(await buffer(incoming), backend);
    const target = new URL(`/${rest.join('/')}`, (await endpoints.promise)[backend as keyof Endpoints]);
    const answer = await forward(target, { incoming, body, outgoing });
    calls.push(callOf({ caller, target: String(incoming.headers['x-amz-target'] ?? ''), request: body, answer }));
  };
  // A caller that hangs up, or an emulator that has stopped, ends a call that nobody counts.
  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy()));
  const { url, stop } = await serve(server, { port: 0, release: () => undefined });

  return {
    environmentOf: (caller) => ({
      AWS_ENDPOINT_URL_SNS: `${url}/${caller}/messaging`,
      AWS_ENDPOINT_URL_SQS: `${url}/${caller}/messaging`,
      AWS_ENDPOINT_URL_DYNAMODB: `${url}/${caller}/dynamodb`,
    }),
    connect: endpoints.resolve,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    stop,
  };
}

/** DynamoDB says what it charges for only when it is asked. */
function withCapacity(body: Buffer, backend: string): Buffer {
  if (backend !== 'dynamodb') return body;
  return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), ReturnConsumedCapacity: 'TOTAL' }));
}

type Exchange = { incoming: IncomingMessage; body: Buffer; outgoing: ServerResponse };

async function forward(target: URL, { incoming, body, outgoing }: Exchange): Promise<Buffer> {
  const headers = { ...incoming.headers, 'content-length': String(body.length) };
  const passed = request(target, { method: incoming.method ?? 'POST', headers });
  outgoing.once('close', () => passed.destroy());
  const answered = new Promise<IncomingMessage>((resolve, reject) => passed.once('response', resolve).once('error', reject));
  passed.end(body);
  const answer = await answered;
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  await pipeline(answer, outgoing);
  return Buffer.concat(chunks);
}
