import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Serving, serve } from './resources/serve.ts';

/** A call of a service. `target` names DynamoDB's and SQS's operations; SNS's are in the body, a form. */
export type HttpCall = { method: string; path: string; target: string; body: Buffer };
/** One to an emulator, of a service that is known. */
export type WireCall = HttpCall & { caller: string; backend: keyof WireEndpoints };
export type WireAnswer = { status: number; headers: OutgoingHttpHeaders; body: Buffer };
export type WireEndpoints = { messaging: string; dynamodb: string };

/** Has the emulator answer a call, with another body if one is given. */
export type Pass = (body?: Buffer) => Promise<WireAnswer>;
/** What becomes of a call: an answer, the emulator's or another, or undefined to hang up. */
export type Around<Call = WireCall> = (call: Call, pass: Pass) => Promise<WireAnswer | undefined>;

export type WireProxy = {
  /** What a caller is to be told instead of the emulators' addresses, as environment variables. */
  environmentOf(caller: string): Record<string, string>;
  /** Where the calls go; until it is told, they wait. */
  connect(endpoints: WireEndpoints): void;
  stop(): Promise<void>;
};

/** Stands between the services and the emulators, and knows who calls. */
export async function startWireProxy(around: Around): Promise<WireProxy> {
  const endpoints = Promise.withResolvers<WireEndpoints>();

  const { url, stop } = await startHttpProxy(async (path) => {
    const [, caller = '', name = '', ...rest] = path.split('/');
    const backend = name as keyof WireEndpoints;
    return { target: new URL(`/${rest.join('/')}`, (await endpoints.promise)[backend]), whose: { caller, backend } };
  }, around);

  return {
    environmentOf: (caller) => ({
      AWS_ENDPOINT_URL_SNS: `${url}/${caller}/messaging`,
      AWS_ENDPOINT_URL_SQS: `${url}/${caller}/messaging`,
      AWS_ENDPOINT_URL_DYNAMODB: `${url}/${caller}/dynamodb`,
    }),
    connect: endpoints.resolve,
    stop,
  };
}

/** Where a call goes, and what is known of it by its path. */
type Find<Whose> = (path: string) => Promise<{ target: URL; whose: Whose }>;

/** Stands in the way of HTTP calls. One that is passed on after it was hung up takes its effect all the same, and late. */
export async function startHttpProxy<Whose>(find: Find<Whose>, around: Around<HttpCall & Whose>): Promise<Serving> {
  const serveCall = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    const { target, whose } = await find(path);
    const call = { method, path, target: String(headers['x-amz-target'] ?? ''), body: await buffer(incoming), ...whose };
    const pass: Pass = (body = call.body) => forward(target, { incoming, body, outgoing });
    const answer = await around(call, pass);
    if (answer) outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    else outgoing.destroy();
  };
  // A caller that hangs up, or a backend that has stopped, ends a call.
  const server = createServer((incoming, outgoing) => void serveCall(incoming, outgoing).catch(() => outgoing.destroy()));
  return serve(server, { port: 0, release: () => undefined });
}

type Exchange = { incoming: IncomingMessage; body: Buffer; outgoing: ServerResponse };

async function forward(target: URL, { incoming, body, outgoing }: Exchange): Promise<WireAnswer> {
  const headers = { ...incoming.headers, 'content-length': String(body.length) };
  const passed = request(target, { method: incoming.method ?? 'POST', headers });
  outgoing.once('close', () => passed.destroy());
  const answered = new Promise<IncomingMessage>((resolve, reject) => passed.once('response', resolve).once('error', reject));
  passed.end(body);
  const answer = await answered;
  const { 'transfer-encoding': _, ...kept } = answer.headers;
  const whole = await buffer(answer);
  return { status: answer.statusCode ?? 502, headers: { ...kept, 'content-length': whole.length }, body: whole };
}
