import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { createApp } from '../../../../containers/auth/app.ts';
import { createPasswords } from '../../../../containers/auth/password.ts';
import { createSweep } from '../../../../containers/auth/sweep-store.ts';
import { allowances, createThrottle } from '../../../../containers/auth/throttle.ts';
import { createThrottleStore } from '../../../../containers/auth/throttle-store.ts';
import { deriveCheaply, startTestAuth, type TestAuth } from '../../../support/auth-app.ts';
import { createCaller, unreachable, verifyToken } from '../../../support/http-caller.ts';

type App = ReturnType<typeof createApp>;

const password = 'correct horse battery staple';
const newPassword = 'another horse, another staple';
const account = `/v1/auth/users/${randomUUID()}`;
const email = `ada.${randomUUID()}@example.com`;
const deps = { passwords: createPasswords({ derive: deriveCheaply }) };
let auth: TestAuth;
let caller: ReturnType<typeof createCaller>;
let app: App;
let token: string;
let refreshToken: string;

beforeAll(async () => {
  auth = await startTestAuth();
  app = auth.withDeps(deps).app;
  caller = createCaller(app);
});
afterAll(() => auth.stop());

const credentials = { email, password };
const bodies: Record<string, object> = {
  'POST /v1/auth/register': credentials,
  'POST /v1/auth/login': credentials,
  'POST /v1/auth/refresh': { refreshToken: 'unknown' },
  'POST /v1/auth/logout': { refreshToken: 'unknown' },
  'POST /v1/auth/password': { currentPassword: password, newPassword },
  'PATCH /v1/auth/me': { name: 'Ada' },
  'DELETE /v1/auth/me': { password },
  'POST /v1/auth/users/search': { email },
  [`POST ${account}/disable`]: { reason: 'looked into' },
  [`POST ${account}/enable`]: { reason: 'looked into' },
};
const routes = [
  ...Object.keys(bodies),
  'POST /v1/auth/logout-everywhere',
  'GET /v1/auth/me',
  `GET ${account}`,
  'GET /v1/auth/.well-known/jwks.json',
];
const needToken = routes.filter((route) => /password|everywhere|me$|users/.test(route));

type Ask = Parameters<typeof caller.call>[3];

async function ask(route: string, more: Ask = {}, of: App = app): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const body = more?.raw === undefined ? { body: bodies[route] } : {};
  return (await caller.call(of, method, path, { ...body, ...more })).status;
}

const isJson = { 'content-type': 'application/json' };

test('every body is small JSON as documented, or refused', async () => {
  const { accessToken } = await signedIn();
  for (const route of Object.keys(bodies)) {
    const statuses = [
      await ask(route, { as: accessToken, raw: '{', headers: isJson }),
      await ask(route, { as: accessToken, raw: `"${'x'.repeat(65_536)}"`, headers: isJson }),
      await ask(route, { as: accessToken, raw: 'text', headers: { 'content-type': 'text/plain' } }),
      await ask(route, { as: accessToken, body: { ...bodies[route], more: 1 } }),
    ];
    expect([route, ...statuses]).toEqual([route, 400, 413, 415, 422]);
  }
});

test('callers without access are told so', async () => {
  const limited = auth.withDeps({ ...deps, verifyToken: async () => ({ userId: randomUUID(), email, roles: [], scopes: [] }) });
  for (const route of needToken) {
    expect([route, await ask(route), await ask(route, { as: 'x' }, limited.app)]).toEqual([route, 401, 403]);
  }
  await caller.refuseStrangers(auth.withDeps({ ...deps, verifyToken }).app);
});

test('callers with too many attempts are told so', async () => {
  const { accessToken } = await signedIn();
  const one = { atOnce: 1, perHour: 1 };
  const { password, registration } = allowances;
  const allowed = {
    password: { ...password, knownAddress: one, account: one },
    registration: { ...registration, address: one },
    refresh: { address: one },
    lookup: { caller: one },
  };
  const throttle = createThrottle({ store: createThrottleStore(auth.database), sweep: createSweep(auth.database), allowed });
  const strict = auth.withDeps({ ...deps, throttle }).app;
  const limited = routes.filter((route) => /register|login|refresh|password|DELETE|search/.test(route));
  await ask('POST /v1/auth/login', { body: { email, password: 'a wrong password' } }, strict);
  for (const route of limited) {
    await ask(route, { as: accessToken }, strict);
    expect([route, await ask(route, { as: accessToken }, strict)]).toEqual([route, 429]);
  }
  await auth.admin`delete from auth.throttles`;
});

test('callers are told to retry while a dependency is down', async () => {
  const { accessToken } = await signedIn();
  const away = auth.withDeps({
    ...deps,
    store: unreachable,
    throttle: createThrottle({ store: unreachable, sweep: async () => {} }),
  });
  const busy = auth.withDeps({ ...deps, requestsMax: 0 });
  for (const route of routes) {
    expect([route, await ask(route, { as: accessToken }, busy.app)]).toEqual([route, 503]);
    if (!route.includes('jwks')) expect([route, await ask(route, { as: accessToken }, away.app)]).toEqual([route, 503]);
  }
});

test('valid requests are answered, and outdated ones are refused', async () => {
  expect(await ask('POST /v1/auth/register')).toBe(409);
  await signedIn();
  const asUser = { as: token };
  expect(await ask('POST /v1/auth/login', { body: { email, password: 'a wrong password' } })).toBe(401);
  expect(await ask('GET /v1/auth/me', asUser)).toBe(200);
  expect(await ask('PATCH /v1/auth/me', asUser)).toBe(200);
  expect(await ask('GET /v1/auth/.well-known/jwks.json')).toBe(200);
  expect(await ask('POST /v1/auth/refresh', { body: { refreshToken } })).toBe(200);
  expect(await ask('POST /v1/auth/logout', { body: { refreshToken } })).toBe(204);
  expect(await ask('POST /v1/auth/refresh', { body: { refreshToken } })).toBe(401);
  expect(await ask('POST /v1/auth/logout-everywhere', asUser)).toBe(204);
  expect(await ask('POST /v1/auth/password', asUser)).toBe(204);
  expect(await ask('POST /v1/auth/password', asUser)).toBe(401);
  expect(await ask('DELETE /v1/auth/me', { ...asUser, body: { password: newPassword } })).toBe(204);
});

test('administrators are answered, and disabled users are told so', async () => {
  const [grace, ada] = [`grace.${randomUUID()}@example.com`, `ada.${randomUUID()}@example.com`];
  const enter = async (email: string) => {
    const registered = await caller.call(app, 'POST', '/v1/auth/register', { body: { email, password } });
    await auth.deps.store.grantRole(email, 'admin');
    const { body } = await caller.call(app, 'POST', '/v1/auth/login', { body: { email, password } });
    return { ...(registered.body as { userId: string }), ...(body as { accessToken: string; refreshToken: string }) };
  };
  const [one, other] = [await enter(grace), await enter(ada)];
  const users = '/v1/auth/users';
  const because = { as: one.accessToken, body: { reason: 'looked into' } };
  const as = { as: one.accessToken };
  expect(await ask(`POST ${users}/search`, as)).toBe(200);
  expect(await ask(`GET ${account}`, as)).toBe(404);
  const { app: pool } = auth.withDeps({ ...deps, usesUserPool: true });
  for (const route of routes.filter((route) => route.includes('/users/'))) expect(await ask(route, as, pool)).toBe(409);
  expect(await ask(`GET ${users}/${other.userId}`, as)).toBe(200);
  for (const action of ['enable', 'disable']) {
    expect(await ask(`POST ${account}/${action}`, as)).toBe(404);
    expect(await ask(`POST ${users}/${one.userId}/${action}`, because)).toBe(409);
    expect(await ask(`POST ${users}/${other.userId}/${action}`, because)).toBe(200);
  }
  expect(await ask('POST /v1/auth/login', { body: { email: ada, password } })).toBe(403);
  expect(await ask('POST /v1/auth/refresh', { body: { refreshToken: other.refreshToken } })).toBe(403);
});

test('every documented status occurs, and no other', () => {
  expect(caller.unseen()).toEqual([]);
  expect(caller.undocumented()).toEqual([]);
});

/** Registers once, as someone with every right, and signs in again. */
async function signedIn() {
  await caller.call(app, 'POST', '/v1/auth/register', { body: credentials });
  await auth.deps.store.grantRole(email, 'admin');
  const { body } = await caller.call(app, 'POST', '/v1/auth/login', { body: credentials });
  const tokens = body as { accessToken: string; refreshToken: string };
  [token, refreshToken] = [tokens.accessToken, tokens.refreshToken];
  return tokens;
}
