import { beforeEach, expect, jest, test } from '@jest/globals';
import type { SessionStore } from '../../../../client/index.ts';
import { beABrowser } from './browser.ts';

beforeEach(beABrowser);

/** The session as one tab of the browser keeps it: each has its own modules. */
async function aTab(): Promise<SessionStore> {
  jest.resetModules();
  return (await import('../../../../web/app/session.ts')).sessionStore;
}

const session = (accessToken: string, inCookie: string) => ({ accessToken, expiresAt: Date.now() + 300_000, inCookie });

test('a tab keeps its access token when another tab refreshes, and presents the newest refresh token', async () => {
  const [one, other] = [await aTab(), await aTab()];
  await one.write(session('first', 'a'));
  expect(await other.read()).toEqual({ accessToken: '', expiresAt: 0, inCookie: 'a' });
  await other.write(session('second', 'b'));
  expect(await one.read()).toMatchObject({ accessToken: 'first', inCookie: 'b' });
  expect(await other.read()).toMatchObject({ accessToken: 'second', inCookie: 'b' });
});

test('a tab forgets its access token when someone has signed in again in another tab', async () => {
  const [one, other] = [await aTab(), await aTab()];
  await one.write(session('first', 'a'));
  await other.write(undefined);
  expect(await one.read()).toBeUndefined();
  await other.write(session('of someone else', 'c'));
  expect(await one.read()).toEqual({ accessToken: '', expiresAt: 0, inCookie: 'c' });
});

test('what an older build has left is no session', async () => {
  localStorage.setItem('session', '"a"');
  expect(await (await aTab()).read()).toBeUndefined();
});
