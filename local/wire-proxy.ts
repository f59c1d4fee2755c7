import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Serving, serve } from './resources/serve.ts';

/** A service's HTTP call. `target` names the operation for DynamoDB and SQS; for SNS it is in the form data of the body. */
export type HttpCall = { method: string; path: string; target: string; body: Buffer };
/** A call to an emulator from a known service. */
export type WireCall = HttpCall & { caller: string; backend: keyof WireEndpoints };
export type WireAnswer = { status: number; headers: OutgoingHttpHeaders; body: Buffer };
export type WireEndpoints = { messaging: string; dynamodb: string };

/** Lets the emulator answer a call, optionally with another body. */
export type Pass = (body?: Buffer) => Promise<WireAnswer>;
/** Decides the result of a call: a response, from the emulator or not, or undefined to hang up. */
export type Around<Call = WireCall> = (call: Call, pass: Pass) => Promise<WireAnswer | undefined>;

export type WireProxy = {
  /** The environment variables that give a caller this proxy's addresses instead of the emulators'. */
  environmentOf(caller: string): Record<string, string>;
  /** Sets where calls go; until then, they wait. */
  connect(endpoints: WireEndpoints): void;
  stop(): Promise<void>;
};

/** Sits between the services and the emulators, and knows who is calling. */
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

/** Where a call goes, and what its path says about it. */
type Find<Whose> = (path: string) => Promise<{ target: URL; whose: Whose }>;

/** Intercepts HTTP calls. A call that is forwarded after its caller was hung up on still takes effect, late. */
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
