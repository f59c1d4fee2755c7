import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import postgres from 'postgres';
import { startTestAuth, type TestAuth, trust } from '../../../support/auth-app.ts';

const password = 'correct horse battery staple';
let auth: TestAuth;

beforeAll(async () => {
  auth = await startTestAuth();
});
afterAll(() => auth.stop());

const keySet = () => createLocalJWKSet({ keys: auth.deps.keys.published() });
const newEmail = () => `ada.${randomUUID()}@example.com`;
const post = (path: string, body: unknown) => auth.post(path, body);
const get = (path: string, token?: string) => auth.call('GET', path, { token });

async function signedIn() {
  const email = newEmail();
  await post('/register', { email, password });
  const { body } = await post('/login', { email, password });
  return { email, accessToken: body.accessToken as string, refreshToken: body.refreshToken as string };
}

const refresh = (refreshToken: string) => post('/refresh', { refreshToken });
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Backdates the use of a refresh token. */
const usedBefore = (token: string, seconds: number) =>
  auth.admin`update auth.refresh_tokens set used_at = now() - make_interval(secs => ${seconds}) where token_hash = ${hashOf(token)}`;

describe('registering', () => {
  test('creates a customer, whatever the body says about roles', async () => {
    const email = newEmail();
    const { status, body } = await post('/register', { email: ` ${email.toUpperCase()} `, password, name: 'Ada' });
    expect(status).toBe(201);
    expect(body).toEqual({
      userId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      email,
      name: 'Ada',
      roles: ['customer'],
    });
    const promoted = await post('/register', { email: newEmail(), password, roles: ['admin'] });
    expect(promoted.status).toBe(422);
  });

  test('stores neither the password nor a token in plain text', async () => {
    const { email, refreshToken } = await signedIn();
    const rows = await auth.admin`select users.*, refresh_tokens.* from auth.users join auth.sessions using (user_id)
      join auth.refresh_tokens using (session_id) where email = ${email}`;
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(password);
    expect(JSON.stringify(rows)).not.toContain(refreshToken);
    expect(rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  test('allows one account per email, whatever the script, case, Unicode form and form of the domain', async () => {
    const local = `schäfer.${randomUUID()}`;
    const email = `${local}@xn--mnchen-3ya.example`;
    expect(await post('/register', { email: `${local}@münchen.example`, password })).toMatchObject({
      status: 201,
      body: { email },
    });
    for (const same of [`${local.toUpperCase()}@MÜNCHEN.example`, `${local}@mu\u0308nchen.example`, email.normalize('NFD')]) {
      expect((await post('/register', { email: same, password })).status).toBe(409);
      expect((await post('/login', { email: same, password })).status).toBe(200);
    }
  });

  test('with a key replays the first response, also ten times at once', async () => {
    const body = { email: newEmail(), password, name: 'Ada' };
    const headers = { 'idempotency-key': randomUUID() };
    const ten = await Promise.all(Array.from({ length: 10 }, () => auth.post('/register', body, { headers })));
    expect(ten.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(ten.map(({ body }) => body.userId)).size).toBe(1);
    const { accessToken } = (await post('/login', body)).body;
    await auth.call('PATCH', '/me', { token: accessToken, body: { name: 'Augusta' } });
    await auth.deps.store.grantRole(body.email, 'admin');
    expect((await auth.post('/register', body, { headers })).body).toEqual(ten[0]?.body);
  });

  test('with a key of another body is refused, and keys are separate per email', async () => {
    const body = { email: newEmail(), password, name: 'Ada' };
    const headers = { 'idempotency-key': randomUUID() };
    await auth.post('/register', body, { headers });
    const reused = { status: 422, body: { type: 'urn:cloudservices:problem:idempotency-key-reused' } };
    const taken = { status: 409, body: { type: 'urn:cloudservices:problem:email-taken' } };
    expect(await auth.post('/register', { ...body, name: 'Eve' }, { headers })).toMatchObject(reused);
    expect(await auth.post('/register', { ...body, password: 'another horse, another staple' }, { headers })).toMatchObject(
      reused,
    );
    expect(await auth.post('/register', body)).toMatchObject(taken);
    expect(await auth.post('/register', body, { headers: { 'idempotency-key': randomUUID() } })).toMatchObject(taken);
    expect(await auth.post('/register', { ...body, email: newEmail() }, { headers })).toMatchObject({ status: 201 });
    expect(await auth.post('/register', body, { headers: { 'idempotency-key': 'a b' } })).toMatchObject({ status: 400 });
  });

  test('is refused for a known email, in any case, also when ten try at once', async () => {
    const email = newEmail();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/register', { email, password })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    const again = await post('/register', { email: email.toUpperCase(), password });
    expect(again).toMatchObject({ status: 409, body: { type: 'urn:cloudservices:problem:email-taken' } });
  });

  test.each([
    ['a password of fourteen characters', { password: 'fourteen chars' }, 'password'],
    ['a password of 129 characters', { password: 'ab cd'.repeat(26).slice(1) }, 'password'],
    ['a password that is easy to guess', { password: 'passwordpassword' }, 'password'],
    ['a password that is not a string', { password: 1234567890123456 }, 'password'],
    ['an invalid email', { email: 'ada' }, 'email'],
    ['an email of 255 characters', { email: `${'a'.repeat(243)}@example.com` }, 'email'],
    ['an email with a NUL', { email: 'ada\u0000@example.com' }, 'email'],
    ['a name with a NUL', { name: 'A\u0000da' }, 'name'],
    ['a key that is not asked for', { customerId: randomUUID() }, ''],
  ])('is refused with %s', async (_, wrong, path) => {
    const { status, body } = await post('/register', { email: newEmail(), password, ...wrong });
    expect(status).toBe(422);
    expect(body).toMatchObject({ type: 'urn:cloudservices:problem:validation', errors: [{ path }] });
  });

  test('accepts fifteen characters of any kind, and every Unicode composition of them signs in', async () => {
    const email = newEmail();
    expect((await post('/register', { email, password: 'caf\u00e9 🔑 \u4f60\u597d ab c\u0301d' })).status).toBe(201);
    expect((await post('/login', { email, password: 'cafe\u0301 🔑 \u4f60\u597d ab \u0107d' })).status).toBe(200);
  });
});

describe('signing in', () => {
  test('returns a token that the published keys verify', async () => {
    const email = newEmail();
    const registered = await post('/register', { email, password });
    const { status, headers, body } = await post('/login', { email: email.toUpperCase(), password });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 300,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    const { payload } = await jwtVerify(body.accessToken as string, keySet(), { ...trust, typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: registered.body.userId, email, roles: ['customer'] });
  });

  test('responds the same to a wrong password as to an unknown user', async () => {
    const { email } = await signedIn();
    const tries = [
      { email, password: 'a wrong password' },
      { email: newEmail(), password },
      { email, password: '' },
      { email: newEmail(), password: 'x' },
    ];
    const answers = await Promise.all(tries.map((credentials) => post('/login', credentials)));
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 401, body: answers[0]?.body });
    expect(answers[0]?.body).toMatchObject({ type: 'urn:cloudservices:problem:bad-credentials' });
  });

  test('rehashes a password whose hash has an outdated cost', async () => {
    const { email } = await signedIn();
    const cheap = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    await auth.admin`update auth.users set password_hash = ${cheap} where email = ${email}`;
    expect((await post('/login', { email, password: 'password' })).status).toBe(200);
    const [user] = await auth.admin`select password_hash from auth.users where email = ${email}`;
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await post('/login', { email, password: 'password' })).status).toBe(200);
  });
});

describe('a refresh token', () => {
  test('works once, and its successor once', async () => {
    const { refreshToken } = await signedIn();
    const first = await refresh(refreshToken);
    expect(first).toMatchObject({ status: 200, body: { tokenType: 'Bearer', expiresIn: 300 } });
    const second = await refresh(first.body.refreshToken as string);
    expect(second.status).toBe(200);
    expect(new Set([refreshToken, first.body.refreshToken, second.body.refreshToken]).size).toBe(3);
  });

  test('used fifty times at once yields the same valid successor for all', async () => {
    const { refreshToken } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const successors = [...new Set(answers.map(({ body }) => body.refreshToken as string))];
    expect(successors).toHaveLength(1);
    expect((await refresh(successors[0] as string)).status).toBe(200);
  });

  test('used again within ten seconds yields the same successor, creates no other, and the session survives', async () => {
    const { refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    await usedBefore(refreshToken, 9);
    const before = await auth.admin`select count(*) from auth.refresh_tokens`;
    const again = await refresh(refreshToken);
    expect(again).toMatchObject({ status: 200, body: { refreshToken: body.refreshToken } });
    await expect(jwtVerify(again.body.accessToken as string, keySet(), trust)).resolves.toBeDefined();
    expect(await auth.admin`select count(*) from auth.refresh_tokens`).toEqual(before);
    expect((await refresh(body.refreshToken as string)).status).toBe(200);
  });

  test('does not live longer by being used repeatedly', async () => {
    const { refreshToken } = await signedIn();
    await refresh(refreshToken);
    await usedBefore(refreshToken, 9);
    await refresh(refreshToken);
    const [token] = await auth.admin`select now() - used_at > interval '9 seconds' as old from auth.refresh_tokens
      where token_hash = ${hashOf(refreshToken)}`;
    expect(token).toEqual({ old: true });
  });

  test('whose successor has been used is only refused within ten seconds: a new one would end the session a little later', async () => {
    const { refreshToken } = await signedIn();
    const first = await refresh(refreshToken);
    const second = await refresh(first.body.refreshToken as string);
    expect(await refresh(refreshToken)).toMatchObject({
      status: 401,
      body: { type: 'urn:cloudservices:problem:bad-refresh-token' },
    });
    expect((await refresh(second.body.refreshToken as string)).status).toBe(200);
  });

  test('yields no successor once its session has ended', async () => {
    const { accessToken, refreshToken } = await signedIn();
    await refresh(refreshToken);
    await auth.post('/logout-everywhere', undefined, { token: accessToken });
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  test('leaves no secret that the database alone would reveal', async () => {
    const { email, refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    const rows = await auth.admin`select refresh_tokens.* from auth.users join auth.sessions using (user_id)
      join auth.refresh_tokens using (session_id) where email = ${email}`;
    expect(rows).toHaveLength(2);
    const kept = rows.flatMap((row) => Object.values(row)).map(String);
    for (const token of [refreshToken, body.refreshToken as string]) {
      expect(kept).not.toContain(token);
      expect(kept.map(hashOf)).not.toContain(hashOf(token));
    }
    await refresh(body.refreshToken as string);
    const seeds =
      await auth.admin`select seed from auth.refresh_tokens where token_hash = ${hashOf(body.refreshToken as string)}`;
    expect(seeds).toEqual([{ seed: null }]);
  });

  test('used by a build without successors is refused within ten seconds, and the session survives', async () => {
    const { refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    await auth.admin`update auth.refresh_tokens set successor_hash = null where token_hash = ${hashOf(refreshToken)}`;
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(body.refreshToken as string)).status).toBe(200);
  });

  test('used again later ends the session for everyone who holds a token of it', async () => {
    const { refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    await usedBefore(refreshToken, 11);
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(body.refreshToken as string)).status).toBe(401);
  });

  test('of another session is not affected', async () => {
    const { email, refreshToken } = await signedIn();
    const other = await post('/login', { email, password });
    await refresh(refreshToken);
    await usedBefore(refreshToken, 11);
    await refresh(refreshToken);
    expect((await refresh(other.body.refreshToken as string)).status).toBe(200);
  });

  test('cannot outlive thirty days from the sign-in, however often it is refreshed', async () => {
    const { email, refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    const [session] = await auth.admin`select extract(epoch from expires_at - now()) / 86400 as days from auth.sessions
      join auth.users using (user_id) where email = ${email}`;
    expect(Number(session?.days)).toBeCloseTo(30, 2);
    await auth.admin`update auth.sessions set expires_at = now() from auth.users
      where users.user_id = sessions.user_id and email = ${email}`;
    expect((await refresh(body.refreshToken as string)).status).toBe(401);
  });

  test('yields a token with the user’s current roles', async () => {
    const { email, refreshToken } = await signedIn();
    const store = auth.deps.store;
    await expect(store.grantRole(email, 'admin')).resolves.toMatchObject({ roles: ['customer', 'admin'] });
    await expect(store.grantRole(email, 'admin')).resolves.toMatchObject({ roles: ['customer', 'admin'] });
    await expect(store.grantRole(newEmail(), 'admin')).resolves.toBeUndefined();
    const { body } = await refresh(refreshToken);
    const { payload } = await jwtVerify(body.accessToken as string, keySet());
    expect(payload.roles).toEqual(['customer', 'admin']);
  });

  test.each(['unknown', randomUUID(), 'x'.repeat(128)])('like %s, which was never given out, is refused', async (token) => {
    expect((await refresh(token)).status).toBe(401);
  });

  test('is refused when it is really an access token', async () => {
    const { accessToken } = await signedIn();
    expect((await refresh(accessToken)).status).toBe(422);
  });
});

describe('signing out', () => {
  test('ends the session, and repeating it changes nothing', async () => {
    const { refreshToken } = await signedIn();
    const { body } = await refresh(refreshToken);
    expect((await post('/logout', { refreshToken: body.refreshToken })).status).toBe(204);
    expect((await post('/logout', { refreshToken: body.refreshToken })).status).toBe(204);
    expect((await refresh(body.refreshToken as string)).status).toBe(401);
  });

  test('with an unknown token succeeds', async () => {
    expect((await post('/logout', { refreshToken: 'unknown' })).status).toBe(204);
  });
});

describe('the current user', () => {
  test('is shown to anyone with an access token', async () => {
    const { email, accessToken } = await signedIn();
    const { status, body } = await get('/me', accessToken);
    expect(status).toBe(200);
    expect(body).toEqual({ userId: expect.any(String), email, roles: ['customer'] });
  });

  test('is not shown to anyone else', async () => {
    const { refreshToken } = await signedIn();
    expect((await get('/me')).status).toBe(401);
    expect((await get('/me', refreshToken)).status).toBe(401);
  });
});

describe('the keys', () => {
  test('are public and cacheable for a minute', async () => {
    const { status, headers, body } = await get('/.well-known/jwks.json');
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(JSON.stringify(body)).not.toMatch(/"d"/);
  });
});

describe('the service', () => {
  test('can access its own rows and nothing else', async () => {
    const sql = postgres(auth.postgresql.urlOf('auth'), { max: 1, onnotice: () => undefined });
    for (const statement of [
      'create table auth.more ()',
      'drop table auth.users',
      'alter table auth.users drop constraint users_email_key',
      'truncate auth.users',
      'create schema another',
      'delete from auth.migrations',
    ])
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^42501$/) });
    await sql.end();
  });

  test('logs neither passwords nor tokens nor emails', async () => {
    const { email, refreshToken, accessToken } = await signedIn();
    await refresh('unknown');
    await get('/me', `${accessToken}x`);
    const written = JSON.stringify(auth.entries);
    for (const secret of [password, email, refreshToken, accessToken]) expect(written).not.toContain(secret);
  });

  test('describes its routes and who may call them', () => {
    const { paths = {} } = auth.app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'auth', version: '1' } });
    expect(Object.keys(paths)).toHaveLength(13);
    expect(Object.keys(paths['/v1/auth/me'] ?? {})).toEqual(['get', 'patch', 'delete']);
    expect(paths['/v1/auth/me']?.get).toMatchObject({ 'x-access': 'signedIn', security: [{ bearer: ['account'] }] });
  });
});
