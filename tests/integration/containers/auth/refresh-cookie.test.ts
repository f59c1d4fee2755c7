import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';

const password = 'correct horse battery staple';
const asked = { 'x-refresh-token': 'cookie' };
let auth: TestAuth;
let service: ReturnType<TestAuth['withDeps']>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords: createPasswords({ derive: deriveCheaply }) });
});
afterAll(() => auth.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) => service.post(path, body, { headers });

/** A user who signed in from a page. @returns the header that their browser sends from now on */
async function signedIn(): Promise<{ cookie: string }> {
  const email = `ada.${randomUUID()}@example.com`;
  await post('/register', { email, password });
  const { headers, body } = await post('/login', { email, password }, asked);
  expect(Object.keys(body).sort()).toEqual(['accessToken', 'expiresIn', 'tokenType']);
  return cookieIn(headers);
}

function cookieIn(headers: Headers): { cookie: string } {
  const [cookie = ''] = headers.getSetCookie();
  expect(cookie).toMatch(/^__Host-session=[\w-]{40,}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  return { cookie: cookie.split(';')[0] ?? '' };
}

test('a refresh takes the token from the cookie and sets the next one, and a sign-out removes it', async () => {
  const first = await signedIn();
  const refreshed = await post('/refresh', {}, { ...asked, ...first, 'sec-fetch-site': 'same-origin' });
  expect([refreshed.status, refreshed.body.refreshToken]).toEqual([200, undefined]);
  const next = cookieIn(refreshed.headers);
  expect(next).not.toEqual(first);
  const { status, headers } = await post('/logout', {}, { ...asked, ...next });
  expect([status, headers.getSetCookie()]).toEqual([
    204,
    [expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/; Secure$/)],
  ]);
  expect((await post('/refresh', {}, { ...asked, ...next })).status).toBe(401);
});

test.each([
  ['no header asks for it', {}, 422],
  ['another site’s page asks', { ...asked, 'sec-fetch-site': 'cross-site' }, 401],
  ['a page of a neighbouring domain asks', { ...asked, 'sec-fetch-site': 'same-site' }, 401],
])('the cookie is ignored when %s', async (_, headers, status) => {
  const cookie = await signedIn();
  expect((await post('/refresh', {}, { ...headers, ...cookie })).status).toBe(status);
  expect((await post('/logout', {}, { ...headers, ...cookie })).status).toBe(status === 422 ? 422 : 204);
  expect((await post('/refresh', {}, { ...asked, ...cookie })).status).toBe(200);
});

test('without a cookie there is no session to continue and none to end', async () => {
  expect((await post('/refresh', {}, asked)).body.type).toBe('urn:cloudservices:problem:bad-refresh-token');
  expect((await post('/logout', {}, asked)).status).toBe(204);
  expect((await post('/refresh', {}, { 'x-refresh-token': 'query' })).status).toBe(400);
});

test('a token in the body is ignored if the request says it is in the cookie', async () => {
  const email = `ada.${randomUUID()}@example.com`;
  await post('/register', { email, password });
  const { refreshToken } = (await post('/login', { email, password })).body;
  expect((await post('/refresh', { refreshToken }, asked)).status).toBe(401);
  expect((await post('/refresh', { refreshToken })).status).toBe(200);
});
