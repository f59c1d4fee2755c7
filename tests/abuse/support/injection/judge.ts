import { type RawAnswer, sayOverSocket } from '../../../support/raw-http.ts';
import type { Operation } from '../api.ts';
import { flawsOf } from '../fuzz/judge.ts';
import type { Answer, Wire } from '../sender.ts';

/** The flaws of a response that came directly from a service. */
export function flawsInAnswer(answer: Answer, operation: Operation): string[] {
  const split = Object.keys(answer.headers).filter((name) => name === 'x-injected' || name === 'set-cookie');
  if (split.length > 0) return [`the answer has a header ${split}`];
  if (answer.headers['x-request-id'] === undefined) return flawsOfServer(answer);
  const flaws = flawsOf(answer, { ...operation, through: 'service' } as never, operation);
  // Stored text may look like a statement when it comes back.
  return answer.status < 300 ? flaws.filter((flaw) => flaw !== 'a stack or a statement in the answer') : flaws;
}

/** A request that never reaches the app is refused by the HTTP server in the same format. */
function flawsOfServer({ status, headers, text }: Answer): string[] {
  const isRefusal = [400, 408, 417, 431].includes(status) && headers['content-type'] === 'application/problem+json';
  return isRefusal && JSON.parse(text).status === status ? [] : [`${status} of the server: ${text.slice(0, 200)}`];
}

/** Sends a request with a header whose bytes no client would send. Undefined when the connection was closed without a response. */
export async function sendRaw({ method, base, path, headers, body = '' }: Wire, odd: string): Promise<Answer | undefined> {
  const lines = Object.entries(headers).filter(([name]) => name !== odd);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: a',
    'connection: close',
    length,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  const last = Buffer.from(`${odd}: ${headers[odd]?.toWellFormed()}\r\n\r\n`);
  const answers = await sayOverSocket(base, Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n`), last, Buffer.from(body)]));
  for (const answer of answers) if (answer.status >= 500) throw new Error(`${odd}: ${answer.status} ${answer.body}`);
  return answers[0] && toAnswer(answers[0]);
}

const toAnswer = ({ status, headers, body }: RawAnswer): Answer => ({ status, headers, text: body });
