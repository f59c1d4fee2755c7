import { beforeEach, expect, jest, test } from '@jest/globals';
import { beABrowser } from './browser.ts';

const debt = 'sign-out-owed';
let logouts: number;
let isReachable: boolean;

beforeEach(() => {
  beABrowser();
  logouts = 0;
  isReachable = true;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    logouts++;
    if (!isReachable) throw new TypeError('Failed to fetch');
    return new Response(null, { status: 204 });
  });
});

/** Loads the page, as its modules do. */
async function load() {
  jest.resetModules();
  const page = await import('../../../../web/app/left-behind.ts');
  await new Promise((resolve) => setTimeout(resolve, 10));
  return page;
}

const signIn = () => localStorage.setItem('session', JSON.stringify({ signIn: 'a', token: 'a' }));

test('a sign-out that does not reach the server is remembered, and the next page retries it', async () => {
  signIn();
  isReachable = false;
  await (await load()).endSession();
  expect([localStorage.getItem('session'), localStorage.getItem(debt), logouts]).toEqual([null, '"failed"', 1]);
  isReachable = true;
  await load();
  expect([localStorage.getItem(debt), logouts]).toEqual([null, 2]);
});

test('one that a closed page had started is repeated', async () => {
  localStorage.setItem(debt, '"asked"');
  await load();
  expect([localStorage.getItem(debt), logouts]).toEqual([null, 1]);
});

test('it is remembered until the retry succeeds', async () => {
  const page = await load();
  localStorage.setItem(debt, '"failed"');
  const ended = page.endSession();
  expect(localStorage.getItem(debt)).toBe('"failed"');
  await ended;
  expect(localStorage.getItem(debt)).toBeNull();
});

test('a session that someone has begun since is left alone', async () => {
  localStorage.setItem(debt, '"failed"');
  signIn();
  await load();
  expect([localStorage.getItem('session') === null, localStorage.getItem(debt), logouts]).toEqual([false, null, 0]);
});
