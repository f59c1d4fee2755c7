import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient, inMemory, orThrow, type Session, type SessionStore } from '../../../client/index.ts';
import { createPasswords } from '../../../containers/auth/password.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../support/auth-app.ts';

const me = '/v1/auth/me';
const password = 'correct horse battery staple';
const races = 25;
const navigatorHere = Object.getOwnPropertyDescriptor(globalThis, 'navigator') as PropertyDescriptor;

let auth: TestAuth;
let service: ReturnType<TestAuth['withDeps']>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords: createPasswords({ derive: deriveCheaply }) });
});
afterAll(() => auth.stop());
afterEach(() => void Object.defineProperty(globalThis, 'navigator', navigatorHere));

const withoutLocks = () => Object.defineProperty(globalThis, 'navigator', { value: undefined, configurable: true });
const soon = () => sleep(Math.random() * 5);

/** The service behind a slow network; `lose` responses get lost on the way back. */
function network({ lose = 0 } = {}) {
  const refreshed: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    await soon();
    const answer = await service.app.request(request);
    const isRefresh = request.url.endsWith('/refresh');
    if (isRefresh && answer.ok) refreshed.push(((await answer.clone().json()) as { refreshToken: string }).refreshToken);
    await soon();
    if (isRefresh && lose-- > 0) throw new TypeError('fetch failed');
    return answer;
  };
  return { fetch, refreshed };
}

/** A store shared by several tabs: each read and write takes a moment. */
function sharedStore(): SessionStore & { expire(): void } {
  const kept = inMemory();
  return {
    read: async () => {
      await soon();
      return kept.read();
    },
    write: async (session) => {
      await soon();
      kept.write(session);
    },
    expire: () => {
      const session = kept.read();
      if (session) kept.write({ ...session, expiresAt: 0 });
    },
  };
}

/** A page's view of the shared store: an access token is known only to the tab that got it. */
function knownToOneTab(shared: SessionStore): SessionStore {
  let own: Session | undefined;
  return {
    read: async () => {
      const session = await shared.read();
      const isOwn = session && own?.inCookie === session.inCookie && own?.refreshToken === session.refreshToken;
      return session && { ...session, ...(isOwn ? {} : { accessToken: '', expiresAt: 0 }) };
    },
    write: async (session) => {
      own = session;
      await shared.write(session);
    },
  };
}

/** How a browser handles cookies for this origin, and the headers it adds to a page's requests. */
function withCookies(fetch: (request: Request) => Promise<Response>) {
  const jar = new Map<string, string>();
  return async (request: Request): Promise<Response> => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const headers = { ...Object.fromEntries(request.headers), 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) };
    const answer = await fetch(new Request(request, { headers }));
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
}

async function tabs(fetch: (request: Request) => Promise<Response>, refreshTokenIn: 'body' | 'cookie' = 'body') {
  const session = sharedStore();
  const view = () => (refreshTokenIn === 'cookie' ? knownToOneTab(session) : session);
  const [one, other] = [1, 2].map(() => createClient({ baseUrl: 'http://shop', fetch, session: view(), refreshTokenIn }));
  const email = `ada.${randomUUID()}@example.com`;
  await service.post('/register', { email, password });
  await one?.signIn({ email, password });
  return { email, session, all: [one, other] as const };
}

/** Both tabs need new tokens at the same time, repeatedly. */
async function race({ email, session, all }: Awaited<ReturnType<typeof tabs>>): Promise<void> {
  for (let round = 0; round < races; round++) {
    session.expire();
    const answers = await Promise.all(all.map((tab) => tab && orThrow(tab.GET(me))));
    expect(answers).toEqual(Array(2).fill(expect.objectContaining({ email })));
  }
}

describe('two tabs on one store', () => {
  test('are never signed out, and refresh once for both where locks are available', async () => {
    const { fetch, refreshed } = network();
    await race(await tabs(fetch));
    expect(refreshed).toHaveLength(races);
  });

  test('are never signed out without locks either, and both hold the same token', async () => {
    withoutLocks();
    const { fetch, refreshed } = network();
    await race(await tabs(fetch));
    expect(new Set(refreshed).size).toBe(races);
  });

  test.each(['with', 'without'])('are never signed out %s locks with their refresh token in a cookie', async (how) => {
    if (how === 'without') withoutLocks();
    const { fetch } = network();
    const both = await tabs(withCookies(fetch), 'cookie');
    await race(both);
    const kept = await both.session.read();
    expect([kept?.refreshToken, kept?.inCookie]).toEqual([undefined, expect.any(String)]);
    await both.all[0]?.signOut();
    await expect(orThrow(both.all[1]?.GET(me) as never)).rejects.toMatchObject({ status: 401 });
  });

  test.each(['with', 'without'])('are never signed out %s locks by a service that accepts each token only once', async (how) => {
    if (how === 'without') withoutLocks();
    const { fetch } = network();
    const used = new Set<string>();
    const strict = async (request: Request) => {
      const token = request.url.endsWith('/refresh') ? await request.clone().text() : '';
      if (token && used.size === used.add(token).size)
        return Response.json({ type: 'urn:cloudservices:problem:bad-refresh-token', title: 'x', status: 401 }, { status: 401 });
      return fetch(request);
    };
    await race(await tabs(strict));
  });
});

describe('a session', () => {
  test('survives the loss of a refresh response', async () => {
    const { fetch, refreshed } = network({ lose: 1 });
    const { email, session, all } = await tabs(fetch);
    session.expire();
    await expect(orThrow(all[0]?.GET(me) as never)).resolves.toMatchObject({ email });
    expect(refreshed).toHaveLength(2);
    expect(new Set(refreshed).size).toBe(1);
    await expect(session.read()).resolves.toMatchObject({ refreshToken: refreshed[0] });
  });

  test('still exists for the next request after a refresh has failed twice', async () => {
    const { fetch } = network({ lose: 2 });
    const { email, session, all } = await tabs(fetch);
    session.expire();
    await expect(all[0]?.GET(me)).rejects.toThrow('fetch failed');
    await expect(orThrow(all[0]?.GET(me) as never)).resolves.toMatchObject({ email });
  });

  test.each(['with', 'without'])('that was ended elsewhere is over %s locks', async (how) => {
    if (how === 'without') withoutLocks();
    const { fetch } = network();
    const { session, all } = await tabs(fetch);
    const { refreshToken = '' } = (await session.read()) ?? {};
    await service.post('/logout', { refreshToken });
    session.expire();
    await expect(orThrow(all[0]?.GET(me) as never)).rejects.toMatchObject({ status: 401 });
    await expect(session.read()).resolves.toBeUndefined();
  });
});
