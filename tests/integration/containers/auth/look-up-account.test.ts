import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { allowances, createThrottle } from '../../../../containers/auth/throttle.ts';
import { createThrottleStore } from '../../../../containers/auth/throttle-store.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';

const password = 'correct horse battery staple';
const passwords = createPasswords({ derive: deriveCheaply });
const nothing = { items: [] };

let auth: TestAuth;
let service: ReturnType<TestAuth['withDeps']>;
let operator: Awaited<ReturnType<typeof someone>>;

beforeAll(async () => {
  auth = await startTestAuth();
  service = auth.withDeps({ passwords });
  operator = await someone({ role: 'operator' });
});
afterAll(() => auth.stop());

const newEmail = () => `ada.${randomUUID()}@example.com`;
const login = (email: string) => service.post('/login', { email, password });
const find = (email: string, { token = operator.token as string | undefined, on = service } = {}) =>
  on.post('/users/search', { email }, token === undefined ? {} : { token });

async function someone({ email = newEmail(), role = 'customer' as 'customer' | 'operator' | 'admin' } = {}) {
  const { body: user } = await service.post('/register', { email, password });
  if (role !== 'customer') await auth.deps.store.grantRole(email, role);
  return { email, userId: user.userId as string, token: (await login(email)).body.accessToken as string };
}

describe('an operator who knows an email', () => {
  test('learns the id of its account and nothing else', async () => {
    const { email, userId } = await someone();
    expect(await find(email)).toMatchObject({ status: 200, body: { userId, items: [] } });
    expect(Object.keys((await find(email)).body)).toEqual(['userId', 'items']);
    expect(await service.call('GET', `/users/${userId}`, { token: operator.token })).toMatchObject({ status: 403 });
  });

  test('finds it in every spelling that signs in to it, and in no other', async () => {
    const name = `zoë.${randomUUID()}`;
    const { userId } = await someone({ email: `${name}@münchen.example` });
    const same = [
      ` ${name.toUpperCase()}@MÜNCHEN.EXAMPLE`,
      `${name.normalize('NFD')}@xn--mnchen-3ya.example`,
      `${name}@mu\u0308nchen.example`,
    ];
    for (const said of same) {
      expect((await login(said)).status).toBe(200);
      expect((await find(said)).body).toEqual({ userId, items: [] });
    }
    // Without the diaeresis, and with a Cyrillic o or e instead of the Latin one.
    const others = [`${name.replace('ë', 'e')}@münchen.example`, `${name.replace('o', 'о')}@münchen.example`].concat(
      `${name}@münchеn.example`,
    );
    for (const said of others) {
      expect((await login(said)).status).toBe(401);
      expect((await find(said)).body).toEqual(nothing);
    }
  });

  test('finds nothing by a part of it, by a pattern, or once the account is deleted', async () => {
    const { email, token } = await someone();
    const [name = '', host = ''] = email.split('@');
    for (const said of [`${name.slice(0, -1)}@${host}`, `%@${host}`, `${name.slice(0, 4)}%@${host}`, `_${name.slice(1)}@${host}`])
      expect((await find(said)).body).toEqual(nothing);
    for (const said of [name, `@${host}`, '%', '', '*@*'])
      expect(await find(said)).toMatchObject({ status: 422, body: { errors: [{ path: 'email' }] } });
    await service.call('DELETE', '/me', { token, body: { password } });
    expect((await find(email)).body).toEqual(nothing);
  });

  test('also finds a disabled account, which still has orders', async () => {
    const [{ email, userId }, admin] = [await someone(), await someone({ role: 'admin' })];
    await service.post(`/users/${userId}/disable`, { reason: 'looked into' }, { token: admin.token });
    expect((await find(email)).body).toEqual({ userId, items: [] });
  });
});

describe('looking up an email', () => {
  test('is for staff: administrators also get the account, customers and strangers nothing', async () => {
    const [{ email, userId, token }, admin] = [await someone(), await someone({ role: 'admin' })];
    expect((await find(email, { token: admin.token })).body).toMatchObject({ userId, items: [{ userId, email, actions: [] }] });
    const refusal = { status: 403, body: { type: 'urn:cloudservices:problem:forbidden' } };
    expect(await find(email, { token })).toMatchObject(refusal);
    expect(JSON.stringify(await find(email, { token }))).not.toContain(userId);
    expect((await service.post('/users/search', { email })).status).toBe(401);
  });

  test('needs a role that the caller still has, in an account and a session that still exist', async () => {
    const { email } = await someone();
    const [former, disabled, left] = [
      await someone({ role: 'operator' }),
      await someone({ role: 'operator' }),
      await someone({ role: 'operator' }),
    ];
    await auth.admin`update auth.users set roles = array['customer'] where user_id = ${former.userId}`;
    await auth.admin`update auth.users set disabled_at = now() where user_id = ${disabled.userId}`;
    await service.post('/logout-everywhere', undefined, { token: left.token });
    expect(await find(email, { token: former.token })).toMatchObject({ status: 403 });
    expect(await find(email, { token: disabled.token })).toMatchObject({ status: 403 });
    expect(await find(email, { token: left.token })).toMatchObject({ status: 401 });
  });

  test('is limited for each caller, whatever it finds', async () => {
    const store = createThrottleStore(auth.database);
    const allowed = { ...allowances, lookup: { caller: { atOnce: 3, perHour: 60 } } };
    const on = auth.withDeps({ passwords, throttle: createThrottle({ store, sweep: async () => undefined, allowed }) });
    const [{ email }, one, other] = [await someone(), await someone({ role: 'operator' }), await someone({ role: 'admin' })];
    const asOne = { on, token: one.token };
    // What is no address is refused before it counts.
    expect((await find('ada', asOne)).status).toBe(422);
    const answers = [await find(email, asOne), await find(newEmail(), asOne), await find(email, asOne)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const before = auth.entries.length;
    for (const said of [email, newEmail()]) {
      const refused = await find(said, asOne);
      expect(refused).toMatchObject({ status: 429, body: { type: 'urn:cloudservices:problem:too-many-requests' } });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    expect(auth.entries.slice(before).map(({ message }) => message)).toEqual(['request refused', 'request refused']);
    expect((await find(email, { on, token: other.token })).status).toBe(200);
    await auth.admin`update auth.throttles set spent_until = spent_until - interval '1 minute' where key like 'lookup-caller:%'`;
    expect([(await find(email, asOne)).status, (await find(email, asOne)).status]).toEqual([200, 429]);
  });

  test('is logged with who asked and which account was found, without the email', async () => {
    const [{ email, userId }, unknown] = [await someone(), newEmail()];
    const before = auth.entries.length;
    for (const said of [email, unknown]) await find(said);
    const lines = auth.entries.slice(before).filter(({ message }) => message === 'account looked up by email');
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['info', { callerId: operator.userId, userId }],
      ['info', { callerId: operator.userId, userId: undefined }],
    ]);
    const kept = JSON.stringify([auth.entries, await auth.admin`select * from auth.throttles`]);
    for (const said of [email, unknown]) expect(kept).not.toContain(said.split('@')[0]);
  });

  test('says so where the accounts are in a user pool, as all routes for accounts do', async () => {
    const pool = auth.withDeps({ passwords, usesUserPool: true });
    const [{ email, userId, token: customer }, { token }] = [await someone(), await someone({ role: 'admin' })];
    const reason = { reason: 'looked into' };
    const answers = [
      await find(email, { on: pool, token }),
      await find(email, { on: pool }),
      await pool.call('GET', `/users/${userId}`, { token }),
      await pool.post(`/users/${userId}/disable`, reason, { token }),
      await pool.post(`/users/${userId}/enable`, reason, { token }),
    ];
    const elsewhere = { status: 409, type: 'urn:cloudservices:problem:accounts-elsewhere' };
    expect(answers.map(({ status, body }) => ({ status, type: body.type }))).toEqual(Array(5).fill(elsewhere));
    expect((await find(email, { on: pool, token: customer })).status).toBe(403);
  });
});
