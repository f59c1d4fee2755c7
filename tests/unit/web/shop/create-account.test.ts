import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { beABrowser } from '../app/browser.ts';

const { fetch } = globalThis;
beforeEach(beABrowser);
afterEach(() => void Object.assign(globalThis, { fetch }));

const account = { email: 'ada@example.com', password: 'quite long and secret' };
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const answer = async (status: number, body: object = {}) => Response.json(body, { status });
const fine = () => answer(201, { accessToken: 'a', expiresIn: 300 });

type Answer = () => Promise<Response>;

/** The page, with a server that gives these answers in turn, and the requests that it sent. */
async function aPage(...answers: Answer[]) {
  const requests: { path: string; key: string | null }[] = [];
  const send = async ({ url, headers }: Request) => {
    requests.push({ path: new URL(url).pathname, key: headers.get('idempotency-key') });
    return (answers.shift() ?? fine)();
  };
  Object.assign(globalThis, { fetch: send });
  jest.resetModules();
  const { createAccount } = await import('../../../../web/shop/sign-in/create-account.ts');
  const keys = () => requests.flatMap(({ path, key }) => (path === '/v1/auth/register' ? [key] : []));
  return { createAccount, requests, keys };
}

describe('an account', () => {
  it('is created and signed in to', async () => {
    const { createAccount, requests } = await aPage();
    await createAccount(account);
    expect(requests.map(({ path }) => path)).toEqual(['/v1/auth/register', '/v1/auth/login']);
  });

  it.each<[string, Answer[], number]>([
    ['the answer was lost', [lost], 2],
    ['the sign-in failed', [fine, () => answer(503)], 2],
  ])('is created with the same key again after %s', async (_, answers, times) => {
    const { createAccount, keys } = await aPage(...answers);
    await expect(createAccount(account)).rejects.toThrow();
    await createAccount({ ...account });
    expect(keys()).toHaveLength(times);
    expect(new Set(keys()).size).toBe(1);
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([{ email: 'eda@example.com' }, { name: 'Ada' }, { password: 'another long secret' }])(
    'is another attempt with %j',
    async (change) => {
      const { createAccount, keys } = await aPage(lost);
      await expect(createAccount(account)).rejects.toThrow();
      await createAccount({ ...account, ...change });
      expect(new Set(keys()).size).toBe(2);
    },
  );
});
