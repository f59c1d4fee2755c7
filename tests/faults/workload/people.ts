import { setTimeout as sleep } from 'node:timers/promises';
import { customersCount } from '../schedule.ts';
import type { Tally } from '../tally.ts';
import { forged } from './forged.ts';

export type Answer = { status: number; body: Record<string, unknown>; text: string };

/** A user with an account. No other customer may ever read what they write in their orders. */
export type Person = {
  canary: string;
  userId: string;
  /** Never rejects: the status is 0 if no answer came in time. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** The same as someone who claims to be this person, with a token of a made-up key. */
  callForged(method: string, path: string): Promise<Answer>;
};

type PersonOptions = {
  gatewayUrl: string;
  email: string;
  password: string;
  canary: string;
  tally: Tally;
  pace: number;
  onKey: (kid: string) => void;
};

/** On an idle machine. The gateway itself gives up after 29 s. */
const answerSecondsMax = 40;
const tokenSecondsMax = 4;

/** Signs in as often as needed. A token is used for only a few seconds, so that every signing key is used. */
export async function becomePerson(options: PersonOptions): Promise<Person> {
  const { gatewayUrl, email, password, canary, tally, pace, onKey } = options;
  const secondsMax = answerSecondsMax * pace;
  let session: { accessToken: string; refreshToken: string } | undefined;
  let refreshedAt = 0;
  let renewing: Promise<void> | undefined;

  async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    try {
      const json = body === undefined ? {} : { body: JSON.stringify(body) };
      const all = { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
      const signal = AbortSignal.timeout(secondsMax * 1000);
      const response = await fetch(new URL(path, gatewayUrl), { method, headers: all, signal, ...json });
      const text = await response.text();
      return { status: response.status, body: parse(text), text };
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError')
        tally.violate('no hang', `${method} ${path.replace(/[0-9a-f-]{36}/, ':id')} had no answer for ${secondsMax} s`);
      return { status: 0, body: {}, text: '' };
    }
  }

  async function renew(): Promise<void> {
    const { refreshToken } = session ?? {};
    const refreshed = refreshToken && (await send('POST', '/v1/auth/refresh', { refreshToken }));
    const answer = refreshed && refreshed.status === 200 ? refreshed : await send('POST', '/v1/auth/login', { email, password });
    if (answer.status !== 200) return;
    session = answer.body as typeof session;
    refreshedAt = Date.now();
    onKey(kidOf(session?.accessToken ?? ''));
  }

  async function token(): Promise<string> {
    while (!session || Date.now() - refreshedAt > tokenSecondsMax * 1000) {
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      await renewing;
      if (session && Date.now() - refreshedAt < 200_000) break;
      await sleep(250);
    }
    return session.accessToken;
  }

  const call: Person['call'] = async (method, path, body, headers) =>
    send(method, path, body, { authorization: `Bearer ${await token()}`, ...headers });
  const callForged: Person['callForged'] = async (method, path) =>
    send(method, path, undefined, { authorization: `Bearer ${forged(await token())}` });
  const me = await call('GET', '/v1/auth/me');
  return { canary, call, callForged, userId: String(me.body.userId) };
}

type Shared = Pick<PersonOptions, 'gatewayUrl' | 'tally' | 'pace' | 'onKey'>;

/** Registers the run's customers. */
export async function registerCustomers({ gatewayUrl, ...shared }: Shared): Promise<Person[]> {
  const register = async (number: number) => {
    const credentials = { email: `customer-${number}@example.com`, password: `a password of customer ${number}` };
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${gatewayUrl}/v1/auth/register`, { method: 'POST', headers, body: JSON.stringify(credentials) });
    if (answer.status !== 201) throw new Error(`Customer ${number} could not register: ${answer.status} ${await answer.text()}`);
    return becomePerson({ gatewayUrl, ...credentials, canary: `canary-of-customer-${number}-`, ...shared });
  };
  return Promise.all(Array.from({ length: customersCount }, (_, number) => register(number)));
}

const kidOf = (token: string): string => String(parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid);

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text || '{}');
  } catch {
    return {};
  }
}
