import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';
import { unreachable } from '../../../support/http-caller.ts';

const password = 'correct horse battery staple';
const newPassword = 'another horse, another staple';
const badCredentials = { status: 401, body: { type: 'urn:cloudservices:problem:bad-credentials' } };
const unauthorized = { status: 401, body: { type: 'urn:cloudservices:problem:unauthorized' } };

let auth: TestAuth;
let service: Pick<TestAuth, 'call' | 'post'>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords: createPasswords({ derive: deriveCheaply }) });
});
afterAll(() => auth.stop());

const login = (email: string, password: string) => service.post('/login', { email, password });
const refresh = (refreshToken: string | undefined) => service.post('/refresh', { refreshToken });
const revocationOf = async (userId: string) =>
  (await auth.dynamo.send(new GetCommand({ TableName: 'revocations', Key: { userId } }))).Item;
const generationIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).generation;
const me = (token: string) => service.call('GET', '/me', { token });

async function signedIn() {
  const email = `ada.${randomUUID()}@example.com`;
  const name = `Ada ${randomUUID()}`;
  const { body: user } = await service.post('/register', { email, password, name });
  const { body } = await login(email, password);
  return {
    email,
    name,
    userId: user.userId as string,
    token: body.accessToken as string,
    refreshToken: body.refreshToken as string,
  };
}

describe('the name of an account', () => {
  const rename = (token: string, body: unknown) => service.call('PATCH', '/me', { token, body });

  test('is shown to its owner', async () => {
    const { email, name, userId, token } = await signedIn();
    expect((await me(token)).body).toEqual({ userId, email, name, roles: ['customer'] });
  });

  test('can be changed and removed', async () => {
    const { email, userId, token } = await signedIn();
    const renamed = { userId, email, name: 'Augusta Ada', roles: ['customer'] };
    expect(await rename(token, { name: '  Augusta Ada ' })).toMatchObject({ status: 200, body: renamed });
    expect((await me(token)).body).toEqual(renamed);
    expect((await rename(token, { name: null })).body).toEqual({ userId, email, roles: ['customer'] });
    expect((await me(token)).body).toEqual({ userId, email, roles: ['customer'] });
  });

  test.each([
    {},
    { name: '' },
    { name: ' ' },
    { name: 'x'.repeat(101) },
    { name: 'a\nb' },
    { name: 7 },
    { name: 'Ada', email: 'x' },
  ])('cannot be %j', async (body) => {
    const { name, token } = await signedIn();
    expect((await rename(token, body)).status).toBe(422);
    expect((await me(token)).body.name).toBe(name);
  });

  test('cannot be changed once the account is deleted', async () => {
    const { token } = await signedIn();
    await service.call('DELETE', '/me', { token, body: { password } });
    expect(await rename(token, { name: 'Eve' })).toMatchObject(unauthorized);
  });
});

describe('other services', () => {
  test('are told to accept no token from before the sessions ended, and to accept one from after it', async () => {
    const { email, userId, token } = await signedIn();
    expect(await revocationOf(userId)).toBeUndefined();
    for (const least of [1, 2]) {
      await service.post('/logout-everywhere', undefined, { token });
      expect(await revocationOf(userId)).toMatchObject({ generation: least });
    }
    const fresh = await login(email, password);
    expect([generationIn(token), generationIn(fresh.body.accessToken as string)]).toEqual([0, 2]);
    const { body } = await refresh(fresh.body.refreshToken);
    expect(generationIn(body.accessToken as string)).toBe(2);
    expect(generationIn((await refresh(fresh.body.refreshToken)).body.accessToken as string)).toBe(2);
  });

  test('are told when the password changes', async () => {
    const { email, userId, token } = await signedIn();
    await service.post('/password', { currentPassword: password, newPassword }, { token });
    expect(await revocationOf(userId)).toMatchObject({ generation: 1 });
    expect(generationIn((await login(email, newPassword)).body.accessToken as string)).toBe(1);
  });

  test('are told to accept no token once the account is deleted, for as long as one may be valid', async () => {
    const { userId, token } = await signedIn();
    await service.call('DELETE', '/me', { token, body: { password } });
    const { generation, expiresAt } = (await revocationOf(userId)) as { generation: number; expiresAt: number };
    expect(generation).toBe(Number.MAX_SAFE_INTEGER);
    expect(expiresAt - Date.now() / 1000).toBeGreaterThan(300);
    expect(expiresAt - Date.now() / 1000).toBeLessThan(400);
    await auth.deps.revocations.revoke(userId, 1);
    expect(await revocationOf(userId)).toMatchObject({ generation });
  });

  test('are told even if an expired revocation has not been removed yet', async () => {
    const userId = randomUUID();
    const expired = { userId, generation: Number.MAX_SAFE_INTEGER, expiresAt: Math.floor(Date.now() / 1000) };
    await auth.dynamo.send(new PutCommand({ TableName: 'revocations', Item: expired }));
    await auth.deps.revocations.revoke(userId, 1, true);
    expect(await revocationOf(userId)).toMatchObject({ generation: 1, accountDisabled: true });
  });

  test('are told nothing by someone without the password, and nothing is deleted if they cannot be told', async () => {
    const { email, userId, token } = await signedIn();
    await service.call('DELETE', '/me', { token, body: { password: 'a wrong password' } });
    await service.post('/password', { currentPassword: 'a wrong password', newPassword }, { token });
    expect(await revocationOf(userId)).toBeUndefined();
    const away = auth.withDeps({ passwords: createPasswords({ derive: deriveCheaply }), revocations: unreachable });
    expect(await away.call('DELETE', '/me', { token, body: { password } })).toMatchObject({ status: 503 });
    expect(await away.post('/password', { currentPassword: password, newPassword }, { token })).toMatchObject({ status: 503 });
    await expect(login(email, password)).resolves.toMatchObject({ status: 200 });
  });
});

describe('changing the password', () => {
  const change = (token: string, body: unknown) => service.post('/password', body, { token });

  test('lets the new one sign in, and no longer the old one', async () => {
    const { email, token } = await signedIn();
    await expect(change(token, { currentPassword: password, newPassword })).resolves.toMatchObject({ status: 204 });
    await expect(login(email, password)).resolves.toMatchObject(badCredentials);
    await expect(login(email, newPassword)).resolves.toMatchObject({ status: 200 });
  });

  test('ends all sessions of the user and of no one else', async () => {
    const [ada, grace] = [await signedIn(), await signedIn()];
    const another = await login(ada.email, password);
    await change(ada.token, { currentPassword: password, newPassword });
    for (const { refreshToken } of [ada, another.body])
      await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 401 });
    await expect(refresh(grace.refreshToken)).resolves.toMatchObject({ status: 200 });
  });

  test('requires the current one, not just the token', async () => {
    const { email, token, refreshToken } = await signedIn();
    await expect(change(token, { currentPassword: 'a wrong password', newPassword })).resolves.toMatchObject(badCredentials);
    await expect(change('none', { currentPassword: password, newPassword })).resolves.toMatchObject(unauthorized);
    await expect(login(email, password)).resolves.toMatchObject({ status: 200 });
    await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 200 });
  });

  test.each([
    ['is common', 'password12345678'],
    ['has fourteen characters', 'fourteen chars'],
    ['has fourteen once it is normalized', `e\u0301${'xy1!'.repeat(3)}z`],
    ['has 129 once it is normalized', `${'\ufdfa'.repeat(7)}ab!`],
    ['holds half a character', 'correct horse \ud83d staple'],
    ['holds a NUL', 'correct horse \u0000 staple'],
  ])('is refused when the new one %s', async (_, newPassword) => {
    const { token } = await signedIn();
    const { status, body } = await change(token, { currentPassword: password, newPassword });
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ path: 'newPassword', message: expect.any(String) }]);
  });

  test('is refused when the new one is the user’s email followed by digits', async () => {
    const { email, token } = await signedIn();
    const answer = await change(token, { currentPassword: password, newPassword: `${email}2026` });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'newPassword', message: 'Too easy to guess' }] } });
  });

  test('accepts one that has 128 characters after normalization and signs in with it', async () => {
    const { email, token } = await signedIn();
    const newPassword = `${'\ufdfa'.repeat(7)}ab`;
    await expect(change(token, { currentPassword: password, newPassword })).resolves.toMatchObject({ status: 204 });
    await expect(login(email, newPassword.normalize('NFKC'))).resolves.toMatchObject({ status: 200 });
  });

  test('succeeds once when ten change it at the same time', async () => {
    const { email, token } = await signedIn();
    const wishes = Array.from({ length: 10 }, (_, number) => `${newPassword} ${number}`);
    const answers = await Promise.all(wishes.map((newPassword) => change(token, { currentPassword: password, newPassword })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(401)]);
    const winner = wishes[answers.findIndex(({ status }) => status === 204)] as string;
    await expect(login(email, winner)).resolves.toMatchObject({ status: 200 });
  });
});

describe('a sign-in that began before the password change', () => {
  test('opens no session, or one that has already ended', async () => {
    const { email, userId, token } = await signedIn();
    const { openSession } = auth.deps.store;
    const before = await auth.deps.store.findByEmail(email);
    const session = { userId, generation: before?.sessionGeneration ?? -1, lifeDays: 1 };
    await expect(openSession({ ...session, sessionId: randomUUID(), tokenHash: randomUUID() })).resolves.toBe(true);
    await service.post('/password', { currentPassword: password, newPassword }, { token });
    await expect(openSession({ ...session, sessionId: randomUUID(), tokenHash: randomUUID() })).resolves.toBe(false);
  });

  test('cannot be refreshed, even if the change did not see its session', async () => {
    const { email, userId, token } = await signedIn();
    const { body } = await login(email, password);
    await service.post('/logout-everywhere', undefined, { token });
    await auth.admin`update auth.sessions set ended_at = null where user_id = ${userId}`;
    await expect(refresh(body.refreshToken)).resolves.toMatchObject({ status: 401 });
  });

  test('can be refreshed if a build without generations opened the session', async () => {
    const { userId, refreshToken } = await signedIn();
    await auth.admin`update auth.sessions set generation = null where user_id = ${userId}`;
    await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 200 });
  });
});

describe('signing out everywhere', () => {
  test('ends every session of the user and leaves the account unchanged', async () => {
    const { email, token, refreshToken } = await signedIn();
    const another = await login(email, password);
    for (const status of [204, 204])
      await expect(service.post('/logout-everywhere', undefined, { token })).resolves.toMatchObject({ status });
    for (const each of [refreshToken, another.body.refreshToken])
      await expect(refresh(each)).resolves.toMatchObject({ status: 401 });
    await expect(login(email, password)).resolves.toMatchObject({ status: 200 });
    await expect(me(token)).resolves.toMatchObject({ status: 200 });
  });

  test('requires an access token', async () => {
    await expect(service.post('/logout-everywhere', undefined)).resolves.toMatchObject(unauthorized);
  });
});

describe('deleting the account', () => {
  const remove = (token: string, password: string) => service.call('DELETE', '/me', { token, body: { password } });

  test('leaves nothing of the user, and nothing that still works', async () => {
    const { email, name, userId, token, refreshToken } = await signedIn();
    await expect(remove(token, password)).resolves.toMatchObject({ status: 204 });
    await expect(me(token)).resolves.toMatchObject(unauthorized);
    await expect(refresh(refreshToken)).resolves.toMatchObject({ status: 401 });
    await expect(login(email, password)).resolves.toMatchObject(badCredentials);
    await expect(remove(token, password)).resolves.toMatchObject(unauthorized);
    await expect(service.post('/logout-everywhere', undefined, { token })).resolves.toMatchObject({ status: 204 });
    for (const table of ['users', 'sessions', 'refresh_tokens', 'known_addresses', 'throttles']) {
      const rows = JSON.stringify(await auth.admin`select * from ${auth.admin(`auth.${table}`)}`);
      for (const trace of [email, userId, name]) expect(rows).not.toContain(trace);
    }
  });

  test('lets the email register again, as a different user', async () => {
    const { email, userId, token } = await signedIn();
    await remove(token, password);
    const { status, body } = await service.post('/register', { email, password: newPassword });
    expect(status).toBe(201);
    expect(body.userId).not.toBe(userId);
    await expect(me(token)).resolves.toMatchObject(unauthorized);
  });

  test('requires the password, not just the token', async () => {
    const { email, token } = await signedIn();
    await expect(remove(token, 'a wrong password')).resolves.toMatchObject(badCredentials);
    await expect(service.call('DELETE', '/me', { token })).resolves.toMatchObject({ status: 415 });
    await expect(login(email, password)).resolves.toMatchObject({ status: 200 });
  });

  test('succeeds once when ten ask for it at the same time', async () => {
    const { token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => remove(token, password)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(9).fill(401)]);
  });
});

test.each(['correct horse \udc00 staple', 'correct horse \u0000 staple'])(
  'an unpaired surrogate or a NUL is refused as a password',
  async (password) => {
    const answer = { status: 422, body: { errors: [{ path: 'password' }] } };
    await expect(login('ada@example.com', password)).resolves.toMatchObject(answer);
  },
);
