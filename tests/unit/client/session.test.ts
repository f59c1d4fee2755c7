import { describe, expect, test } from '@jest/globals';
import { createClient, inMemory, orThrow, RefusedError, type Session, type SessionStore } from '../../../client/index.ts';

const me = '/v1/auth/me';
const user = { userId: '01990000-0000-7000-8000-000000000001', email: 'ada@example.com', roles: ['customer'] };
const credentials = { email: 'ada@example.com', password: 'correct horse battery staple' };

/** A shop whose refresh tokens work once, and which accepts only the latest access token. */
function shopWith({ refreshStatus = 200, tokenRefusedAs = 401 } = {}) {
  let issued = 0;
  const calls: string[] = [];
  const problem = (status: number, name: string) =>
    Response.json({ type: `urn:cloudservices:problem:${name}`, title: name, status }, { status, headers: problemJson });
  const tokens = (expiresIn: number) => {
    issued++;
    return Response.json({ accessToken: `access${issued}`, tokenType: 'Bearer', expiresIn, refreshToken: `refresh${issued}` });
  };
  const shop = {
    calls,
    outlivingThePage: [] as string[],
    expiresIn: 300,
    /** As after a sign-out elsewhere, or a withdrawn key. */
    withdraw: () => {
      issued++;
    },
    fetch: async (request: Request) => {
      const { pathname } = new URL(request.url);
      calls.push(`${pathname} ${request.headers.get('authorization') ?? '-'}`);
      if (request.keepalive) shop.outlivingThePage.push(pathname);
      if (pathname === '/v1/auth/login') return tokens(shop.expiresIn);
      if (pathname === '/v1/auth/logout') return new Response(null, { status: 204 });
      if (pathname === '/v1/auth/refresh') {
        const { refreshToken } = (await request.json()) as { refreshToken: string };
        if (refreshStatus !== 200) return problem(refreshStatus, refreshStatus === 403 ? 'account-disabled' : 'unavailable');
        return refreshToken === `refresh${issued}` ? tokens(300) : problem(401, 'bad-refresh-token');
      }
      if (pathname === '/v1/auth/password') return problem(401, 'bad-credentials');
      if (request.headers.get('authorization') === `Bearer access${issued}`) return Response.json(user);
      return tokenRefusedAs === 403 ? Response.json({ message: 'Forbidden' }, { status: 403 }) : problem(401, 'unauthorized');
    },
  };
  return shop;
}

const problemJson = { 'content-type': 'application/problem+json' };
const refreshes = (calls: string[]) => calls.filter((call) => call.startsWith('/v1/auth/refresh'));

async function signedIn(shop: ReturnType<typeof shopWith>, session?: SessionStore) {
  const client = createClient({ baseUrl: 'http://shop/', fetch: shop.fetch, ...(session && { session }) });
  await client.signIn(credentials);
  return client;
}

describe('a signed-in user', () => {
  test('is identified by the token from the sign-in', async () => {
    const shop = shopWith();
    const client = await signedIn(shop);
    expect(await orThrow(client.GET(me))).toEqual(user);
    expect(shop.calls).toEqual(['/v1/auth/login -', `${me} Bearer access1`]);
  });

  test('gets new tokens before the old ones expire, once for all concurrent requests', async () => {
    const shop = shopWith();
    shop.expiresIn = 1;
    const client = await signedIn(shop);
    const answers = await Promise.all(Array.from({ length: 20 }, () => orThrow(client.GET(me))));
    expect(answers).toEqual(Array(20).fill(user));
    expect(refreshes(shop.calls)).toHaveLength(1);
    expect(shop.calls).not.toContain(`${me} Bearer access1`);
  });

  test.each([401, 403])('gets new tokens, once for all, when the old ones are refused with %i', async (tokenRefusedAs) => {
    const shop = shopWith({ tokenRefusedAs });
    const client = await signedIn(shop);
    const session: Session = { accessToken: 'stale', refreshToken: 'refresh1', expiresAt: Date.now() + 300_000 };
    const other = createClient({ baseUrl: 'http://shop', fetch: shop.fetch, session: inMemory(session) });
    const answers = await Promise.all(Array.from({ length: 5 }, () => orThrow(other.GET(me))));
    expect(answers).toEqual(Array(5).fill(user));
    expect(refreshes(shop.calls)).toHaveLength(1);
    expect(client).toBeDefined();
  });

  test('keeps the token when it is the password that is wrong', async () => {
    const shop = shopWith();
    const client = await signedIn(shop);
    const body = { currentPassword: 'not this one', newPassword: 'something else entirely' };
    const { error } = await client.POST('/v1/auth/password', { body });
    expect(error).toMatchObject({ type: 'urn:cloudservices:problem:bad-credentials' });
    expect(refreshes(shop.calls)).toHaveLength(0);
  });

  test('is signed out locally and on the server', async () => {
    const shop = shopWith();
    const client = await signedIn(shop);
    await client.signOut();
    expect(shop.outlivingThePage).toEqual(['/v1/auth/logout']);
    await expect(orThrow(client.GET(me))).rejects.toThrow(RefusedError);
    expect(shop.calls.slice(1)).toEqual(['/v1/auth/logout -', `${me} -`]);
  });
});

describe('a session', () => {
  test('ends when its refresh token is refused, and later requests do not try again', async () => {
    const shop = shopWith();
    const store = inMemory();
    const client = await signedIn(shop, store);
    shop.withdraw();
    await expect(orThrow(client.GET(me))).rejects.toMatchObject({ status: 401 });
    expect(store.read()).toBeUndefined();
    await expect(orThrow(client.GET(me))).rejects.toMatchObject({ status: 401 });
    expect(refreshes(shop.calls)).toHaveLength(1);
  });

  test('ends when the account is disabled, and the caller is told so', async () => {
    const shop = shopWith({ refreshStatus: 403 });
    shop.expiresIn = 1;
    const store = inMemory();
    const client = await signedIn(shop, store);
    const refusal = { status: 403, problem: { type: 'urn:cloudservices:problem:account-disabled' } };
    await expect(orThrow(client.GET(me))).rejects.toMatchObject(refusal);
    expect(store.read()).toBeUndefined();
  });

  test('continues when its state is unknown even after a second try', async () => {
    const shop = shopWith({ refreshStatus: 503 });
    shop.expiresIn = 1;
    const store = inMemory();
    const client = await signedIn(shop, store);
    const answers = await Promise.all([client.GET(me), client.GET(me)]);
    expect(answers.map(({ response }) => response.status)).toEqual([503, 503]);
    expect(answers.map(({ error }) => error)).toEqual(Array(2).fill(expect.objectContaining({ title: 'unavailable' })));
    expect(refreshes(shop.calls)).toHaveLength(2);
    expect(store.read()).toMatchObject({ refreshToken: 'refresh1' });
  });

  test('that was stored is resumed', async () => {
    const shop = shopWith();
    const store = inMemory();
    await signedIn(shop, store);
    const later = createClient({ baseUrl: 'http://shop', fetch: shop.fetch, session: store });
    expect(await orThrow(later.GET(me))).toEqual(user);
  });

  test('of a user who signed in meanwhile is not overwritten by a refresh of the previous one', async () => {
    const shop = shopWith();
    shop.expiresIn = 1;
    const store = inMemory();
    const client = await signedIn(shop, store);
    const other: Session = { accessToken: 'access2', refreshToken: 'other', expiresAt: Date.now() + 300_000 };
    const slow = createClient({
      baseUrl: 'http://shop',
      session: store,
      fetch: async (request) => {
        const answer = await shop.fetch(request);
        if (request.url.endsWith('/refresh')) await store.write(other);
        return answer;
      },
    });
    expect(await orThrow(slow.GET(me))).toEqual(user);
    expect(store.read()).toBe(other);
    expect(client).toBeDefined();
  });
});

describe('a session whose refresh token is in a cookie', () => {
  /** The browser's part: keeps the cookie, and may hold an answer back or lose the request. */
  function browserWith(trouble: { logout?: (answer: () => Promise<Response>) => Promise<Response> }) {
    const browser = { cookie: undefined as string | undefined, logouts: 0 };
    const shop = shopWith();
    const client = createClient({
      baseUrl: 'http://shop',
      refreshTokenIn: 'cookie',
      fetch: async (request) => {
        const answer = () => shop.fetch(request);
        if (request.url.endsWith('/logout')) {
          browser.logouts++;
          const answered = await (trouble.logout?.(answer) ?? answer());
          browser.cookie = undefined;
          return answered;
        }
        const { refreshToken, ...tokens } = (await (await answer()).json()) as Record<string, unknown>;
        browser.cookie = String(refreshToken);
        return Response.json(tokens);
      },
    });
    return { browser, client, trouble };
  }

  test('can be ended again if the server was not told', async () => {
    const { browser, client, trouble } = browserWith({ logout: () => Promise.reject(new TypeError('Failed to fetch')) });
    await client.signIn(credentials);
    await expect(client.signOut()).rejects.toThrow('Failed to fetch');
    expect(browser.cookie).toBe('refresh1');
    delete trouble.logout;
    await client.signOut();
    expect(browser.cookie).toBeUndefined();
  });

  test('is not ended by the slow sign-out of the one before', async () => {
    const slowly = Promise.withResolvers<void>();
    const { browser, client } = browserWith({ logout: (answer) => slowly.promise.then(answer) });
    await client.signIn(credentials);
    const signedOut = client.signOut();
    await new Promise(setImmediate);
    const signedIn = client.signIn(credentials);
    await new Promise(setImmediate);
    slowly.resolve();
    await Promise.all([signedOut, signedIn]);
    expect(browser).toEqual({ cookie: 'refresh2', logouts: 1 });
  });

  test('is not ended by a sign-out that comes late', async () => {
    const { browser, client } = browserWith({});
    const signedIn = client.signIn(credentials);
    await Promise.all([signedIn, client.signOut()]);
    expect(browser).toEqual({ cookie: 'refresh1', logouts: 0 });
  });
});
