import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';
import { unreachable } from '../../../support/http-caller.ts';

const password = 'correct horse battery staple';
const disabled = { status: 403, body: { type: 'urn:cloudservices:problem:account-disabled' } };
const passwords = createPasswords({ derive: deriveCheaply });
const reason = 'paid with stolen cards';

let auth: TestAuth;
let service: ReturnType<TestAuth['withDeps']>;
let admin: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords });
  admin = await anAdmin();
});
afterAll(() => auth.stop());

const login = (email: string, as = password) => service.post('/login', { email, password: as });
const refresh = (refreshToken: string | undefined) => service.post('/refresh', { refreshToken });
const act = (action: string, userId: string, { token = admin.token, body = { reason } as object, on = service } = {}) =>
  on.post(`/users/${userId}/${action}`, body, { token });
const read = (userId: string, token = admin.token) => service.call('GET', `/users/${userId}`, { token });
const find = (email: string, token = admin.token) => service.post('/users/search', { email }, { token });
const revocationOf = async (userId: string) =>
  (await auth.dynamo.send(new GetCommand({ TableName: 'revocations', Key: { userId } }))).Item;

async function signedIn(email = `ada.${randomUUID()}@example.com`) {
  const { body: user } = await service.post('/register', { email, password });
  const { body } = await login(email);
  return { email, userId: user.userId as string, token: body.accessToken as string, refreshToken: body.refreshToken };
}

async function anAdmin() {
  const { email, userId } = await signedIn();
  await auth.deps.store.grantRole(email, 'admin');
  const { body } = await login(email);
  return { email, userId, token: body.accessToken as string, refreshToken: body.refreshToken };
}

describe('a disabled account', () => {
  test('is reported as such only to those who know its password or hold its tokens', async () => {
    const { email, userId, token, refreshToken } = await signedIn();
    expect(await act('disable', userId)).toMatchObject({ status: 200, body: { userId, email, disabledAt: expect.any(String) } });
    expect(await login(email)).toMatchObject(disabled);
    expect(await refresh(refreshToken)).toMatchObject(disabled);
    expect(await login(email, 'a wrong password')).toMatchObject({ status: 401 });
    expect(await refresh('unknown')).toMatchObject({ status: 401 });
    expect(await service.call('GET', '/me', { token })).toMatchObject(disabled);
  });

  test('cannot be changed with its tokens: it cannot be deleted and registered again', async () => {
    const { email, userId, token } = await signedIn();
    await act('disable', userId);
    const tries = [
      service.call('PATCH', '/me', { token, body: { name: 'Eve' } }),
      service.call('DELETE', '/me', { token, body: { password } }),
      service.post('/password', { currentPassword: password, newPassword: 'another horse, another staple' }, { token }),
    ];
    for (const answer of await Promise.all(tries)) expect(answer).toMatchObject(disabled);
    expect(await service.post('/register', { email, password })).toMatchObject({ status: 409 });
  });

  test('is reported to other services, with its tokens', async () => {
    const { userId } = await signedIn();
    await act('disable', userId);
    expect(await revocationOf(userId)).toMatchObject({ generation: 1, accountDisabled: true });
    await act('enable', userId);
    expect(await revocationOf(userId)).toEqual(expect.objectContaining({ generation: 2 }));
    expect((await revocationOf(userId))?.accountDisabled).toBeUndefined();
  });

  test('opens no session for a sign-in that began before, and none by a concurrent refresh', async () => {
    const { email, userId, refreshToken } = await signedIn();
    const before = await auth.deps.store.findByEmail(email);
    const answers = await Promise.all([act('disable', userId), refresh(refreshToken)]);
    const session = { userId, generation: before?.sessionGeneration ?? -1, lifeDays: 1, sessionId: randomUUID() };
    await expect(auth.deps.store.openSession({ ...session, tokenHash: randomUUID() })).resolves.toBe(false);
    expect(await refresh(answers[1].body.refreshToken ?? refreshToken)).toMatchObject(disabled);
  });

  test('opens no session for a build that does not know about disabling', async () => {
    const { userId } = await signedIn();
    await act('disable', userId);
    const session = { sessionId: randomUUID(), tokenHash: randomUUID(), lifeDays: 1 };
    await expect(auth.deps.store.openSession({ ...session, userId, generation: 1 })).resolves.toBe(false);
  });

  test('can sign in again once it is enabled, without its former sessions', async () => {
    const { email, userId, refreshToken } = await signedIn();
    await act('disable', userId);
    const enabled = await act('enable', userId, { body: { reason: 'it was not them' } });
    expect(enabled.status).toBe(200);
    expect(enabled.body.disabledAt).toBeUndefined();
    expect(await refresh(refreshToken)).toMatchObject({ status: 401 });
    expect(await login(email)).toMatchObject({ status: 200 });
  });
});

describe('disabling and enabling', () => {
  test('are recorded once, with who, when and why', async () => {
    const { userId } = await signedIn();
    for (const action of ['disable', 'disable', 'enable', 'enable']) expect((await act(action, userId)).status).toBe(200);
    const { actions } = (await read(userId)).body as unknown as { actions: object[] };
    const noted = { adminId: admin.userId, reason, at: expect.any(String) };
    expect(actions).toEqual([
      { action: 'disable', ...noted },
      { action: 'enable', ...noted },
    ]);
  });

  test('are recorded permanently', async () => {
    const { userId } = await signedIn();
    await act('disable', userId);
    const change = auth.admin`update auth.account_actions set reason = 'none' where user_id = ${userId}`;
    await expect(change).rejects.toThrow(/stays as it was noted/);
    await expect(auth.admin`delete from auth.account_actions where user_id = ${userId}`).rejects.toThrow(/stays as it was noted/);
  });

  test('happen once when ten ask at the same time', async () => {
    const { userId } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => act('disable', userId)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await read(userId)).body.actions).toHaveLength(1);
  });

  test('are published to the other services again when repeated after that failed', async () => {
    const { userId } = await signedIn();
    const away = auth.withDeps({ passwords, revocations: unreachable });
    expect(await act('disable', userId, { on: away })).toMatchObject({ status: 503 });
    expect(await revocationOf(userId)).toBeUndefined();
    expect(await act('disable', userId)).toMatchObject({ status: 200 });
    expect(await revocationOf(userId)).toMatchObject({ generation: 1, accountDisabled: true });
  });

  test('are refused for one’s own account, so that someone is left to enable', async () => {
    expect(await act('disable', admin.userId)).toMatchObject({
      status: 409,
      body: { type: 'urn:cloudservices:problem:own-account' },
    });
    expect(await login(admin.email)).toMatchObject({ status: 200 });
  });

  test('are refused to an admin who is disabled, has ended their sessions, or is no longer an admin', async () => {
    const [other, { userId }] = [await anAdmin(), await signedIn()];
    await act('disable', other.userId);
    for (const [action, whom] of [
      ['disable', userId],
      ['enable', other.userId],
      ['disable', admin.userId],
    ] as const)
      expect(await act(action, whom, { token: other.token })).toMatchObject(disabled);
    expect(await read(userId, other.token)).toMatchObject(disabled);
    expect(await find(other.email, other.token)).toMatchObject(disabled);
    expect((await read(userId)).body.actions).toEqual([]);

    const careful = await anAdmin();
    await service.post('/logout-everywhere', undefined, { token: careful.token });
    expect(await act('disable', userId, { token: careful.token })).toMatchObject({ status: 401 });
    expect((await read(userId)).body.actions).toEqual([]);

    const former = await anAdmin();
    await auth.admin`update auth.users set roles = array['customer'] where user_id = ${former.userId}`;
    expect(await act('disable', userId, { token: former.token })).toMatchObject({ status: 403 });
    expect((await read(userId)).body.actions).toEqual([]);
  });

  test('leave one of two admins who disable each other at the same time', async () => {
    const [one, other] = [await anAdmin(), await anAdmin()];
    const answers = await Promise.all([
      act('disable', other.userId, { token: one.token }),
      act('disable', one.userId, { token: other.token }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  test('are for admins only', async () => {
    const [{ userId }, customer] = [await signedIn(), await signedIn()];
    for (const action of ['disable', 'enable'])
      expect(await act(action, userId, { token: customer.token })).toMatchObject({ status: 403 });
    expect(await read(userId, customer.token)).toMatchObject({ status: 403 });
    expect(await find(customer.email, customer.token)).toMatchObject({ status: 403 });
  });

  test('need an existing account and a visible reason', async () => {
    const { userId } = await signedIn();
    for (const action of ['disable', 'enable']) {
      expect(await act(action, randomUUID())).toMatchObject({ status: 404 });
      expect(await act(action, 'nobody')).toMatchObject({ status: 404 });
      for (const body of [{}, { reason: '' }, { reason: '\u3164' }, { reason, more: 1 }])
        expect(await act(action, userId, { body })).toMatchObject({ status: 422 });
    }
  });
});

describe('finding an account', () => {
  test('accepts its email in any spelling, and finds nothing for an unknown one', async () => {
    const { userId, email } = await signedIn();
    expect((await find(email.toUpperCase())).body).toEqual({ userId, items: [(await read(userId)).body] });
    expect((await find(`${randomUUID()}@example.com`)).body).toEqual({ items: [] });
  });

  test('reveals nothing about its password, and nothing at all once it is deleted', async () => {
    const { userId, email, token } = await signedIn();
    expect((await read(userId)).body).toEqual({
      userId,
      email,
      roles: ['customer'],
      registeredAt: expect.any(String),
      actions: [],
    });
    await service.call('DELETE', '/me', { token, body: { password } });
    expect(await read(userId)).toMatchObject({ status: 404 });
  });
});
