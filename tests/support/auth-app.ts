import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import postgres from 'postgres';
import { connect } from '#shared/postgres/connect.ts';
import type { Role } from '#shared/tokens/access-claims.ts';
import { TokenRefusedError } from '#shared/tokens/actor.ts';
import { parseScopes } from '#shared/tokens/scopes.ts';
import { signingKeys as signingKeysSetting } from '#shared/tokens/signing-keys.ts';
import { createAccessTokens } from '../../containers/auth/access-token.ts';
import { type AuthDeps, createApp } from '../../containers/auth/app.ts';
import { deriveArgon2id } from '../../containers/auth/derive-argon2id.ts';
import { openKeyRing } from '../../containers/auth/open-key-ring.ts';
import { createPasswords, type Derive } from '../../containers/auth/password.ts';
import { createRevocationStore } from '../../containers/auth/revocation-store.ts';
import { tables } from '../../containers/auth/schema.ts';
import { createStore } from '../../containers/auth/store.ts';
import { createSweep } from '../../containers/auth/sweep-store.ts';
import { createThrottle } from '../../containers/auth/throttle.ts';
import { createThrottleStore } from '../../containers/auth/throttle-store.ts';
import { signingKeys } from '../../local/signing-keys.ts';
import { startTestDynamo } from './dynamodb.ts';
import { startTestDatabase } from './postgres.ts';
import { silentLog } from './silent-log.ts';

export type TestAuth = Awaited<ReturnType<typeof startTestAuth>>;

export const trust = { issuer: 'https://issuer.test', audience: 'cloudservices' };

/**
 * The auth service in this process, with its own PostgreSQL, until it is stopped. `withDeps` makes the same service with some
 * parts replaced; `call` sends a request from an address, as the gateway would.
 */
export async function startTestAuth() {
  const folder = await mkdtemp(join(tmpdir(), 'auth-'));
  const { log, entries } = silentLog();
  const keys = await openKeyRing(signingKeysSetting.parse(signingKeys(folder)), log);
  const postgresql = await startTestDatabase({ services: ['auth'] });
  const database = connect(postgresql.urlOf('auth'), { connectionsMax: 10, name: 'auth' });
  const emulator = await startTestDynamo(tables);
  const admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  const deps: AuthDeps = {
    log,
    keys,
    ready: database.ping,
    store: createStore(database),
    revocations: createRevocationStore(emulator.dynamo, 'revocations'),
    passwords: createPasswords({ derive: deriveArgon2id }),
    throttle: createThrottle({ store: createThrottleStore(database), sweep: createSweep(database) }),
    issueAccessToken: createAccessTokens({ keys, ...trust }),
    verifyToken: async (token) => {
      const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: keys.published() }), trust).catch((cause) => {
        throw new TokenRefusedError({ cause });
      });
      const roles = payload.roles as Role[];
      const generation = payload.generation as number;
      return { userId: payload.sub as string, email: undefined, roles, scopes: parseScopes(String(payload.scope)), generation };
    },
  };
  const app = createApp(deps);
  return {
    ...{ deps, database, admin, postgresql, entries, dynamo: emulator.dynamo },
    ...callers(app),
    withDeps: (other: Partial<AuthDeps>) => callers(createApp({ ...deps, ...other })),
    stop: async () => {
      await admin.end();
      await database.close();
      await postgresql.stop();
      await emulator.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A substitute for Argon2id where its cost is not under test: as many bytes, depending on the same inputs. */
export const deriveCheaply: Derive = async (password, { salt, tag }) =>
  createHash('shake256', { outputLength: tag.length }).update(salt).update(password).digest();

type Call = { body?: unknown; token?: string | undefined; from?: string; headers?: Record<string, string> };

function callers(app: ReturnType<typeof createApp>) {
  async function call(method: string, path: string, { body, token, from = '192.0.2.1', headers = {} }: Call = {}) {
    const response = await app.request(`/v1/auth${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        'x-client-address': from,
        ...headers,
      },
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : {}) as Record<string, string> };
  }
  return { app, call, post: (path: string, body: unknown, more: Call = {}) => call('POST', path, { body, ...more }) };
}
