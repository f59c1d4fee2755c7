import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import postgres from 'postgres';
import { tables as ofAuth } from '../../containers/auth/schema.ts';
import { tables as ofCatalog } from '../../containers/catalog/schema.ts';
import { type Serving, serve } from '../../local/resources/serve.ts';
import { signingKeys } from '../../local/signing-keys.ts';
import { type Asked, anHttpEvent } from '../support/an-http-event.ts';
import { startTestDynamo, type TestDynamo } from '../support/dynamodb.ts';
import { goodClaims, signToken, startTestIdentity, type TestIdentity } from '../support/identity.ts';
import { startTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { lambdaRuntime } from './support/lambda-runtime.ts';
import { type RunningFunction, runFunction } from './support/run-function.ts';

let identity: TestIdentity;
let trust: Record<'TOKEN_ISSUER' | 'TOKEN_AUDIENCE' | 'JWKS_URL', string>;
const running: RunningFunction[] = [];
const timings: string[] = [];

beforeAll(async () => {
  lambdaRuntime();
  identity = await startTestIdentity();
  trust = { TOKEN_ISSUER: 'https://issuer.test', TOKEN_AUDIENCE: 'cloudservices', JWKS_URL: identity.trust.jwksUrl };
}, 600_000);
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()));
});
afterAll(async () => {
  await identity.stop();
  console.log(`On Node 22 behind the runtime client, milliseconds:\n${timings.join('\n')}`);
});

/** A function that runs until the test is over. */
async function run(name: string, env: Record<string, string>): Promise<RunningFunction> {
  const one = await runFunction(name, env);
  running.push(one);
  expect(one.error).toBeUndefined();
  return one;
}

/** Calls a function three times with the same event, records the durations, and returns its last answer. */
async function timed(name: string, { startMilliseconds, invoke }: RunningFunction, event: unknown): Promise<unknown> {
  const answers = [await invoke(event), await invoke(event), await invoke(event)];
  const [first, , warm] = answers.map(({ milliseconds }) => milliseconds.toFixed(1));
  timings.push(`${name.padEnd(14)} init ${startMilliseconds.toFixed(0)}, first call ${first}, warm call ${warm}`);
  const last = answers[2];
  return last && 'result' in last ? last.result : last;
}

/** Sends a service an HTTP request. */
async function ask({ invoke }: RunningFunction, asked: Asked) {
  const answer = await invoke(anHttpEvent(asked));
  if ('error' in answer) throw new Error(answer.error.errorMessage);
  const { statusCode, body = '' } = answer.result as APIGatewayProxyStructuredResultV2;
  return { status: statusCode, body: body && JSON.parse(body) };
}

describe('the authorizer', () => {
  const eventWith = (authorization: string) => ({ version: '2.0', type: 'REQUEST', headers: { authorization } });

  test('accepts a valid token and reports whose it is', async () => {
    const authorizer = await run('authorizer', trust);
    const token = await signToken(
      identity.key,
      goodClaims({ sub: 'b0a9f0b6-8d4e-4f6e-9a1c-0123456789ab', roles: ['customer', 'admin'] }),
    );
    expect(await timed('authorizer', authorizer, eventWith(`Bearer ${token}`))).toEqual({
      isAuthorized: true,
      context: { sub: 'b0a9f0b6-8d4e-4f6e-9a1c-0123456789ab', roles: 'customer admin' },
    });
  });

  test('refuses garbage and tokens signed by others', async () => {
    const { invoke } = await run('authorizer', trust);
    const expired = await signToken(identity.key, goodClaims({ iat: 1, exp: 300 }));
    for (const authorization of ['', 'garbage', 'Bearer a.b.c', `Bearer ${expired}`]) {
      expect(await invoke(eventWith(authorization))).toMatchObject({ result: { isAuthorized: false } });
    }
  });

  test('fails instead of refusing while the keys cannot be read', async () => {
    const { invoke } = await run('authorizer', { ...trust, JWKS_URL: 'http://127.0.0.1:1/jwks.json' });
    const token = await signToken(identity.key, goodClaims());
    expect(await invoke(eventWith(`Bearer ${token}`))).toMatchObject({ error: { errorType: 'DependencyUnavailableError' } });
  });
});

describe('a function without its settings', () => {
  // Settings are read near the end of the bundle, so getting there proves that Node 22 has everything before it.
  test.each([
    ['authorizer', ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'JWKS_URL']],
    ['timeline', ['TIMELINE_TABLE']],
    ['dead-letters', ['DEAD_LETTERS_TABLE', 'DEAD_LETTER_QUEUES']],
    ['reconcile', ['API_URL', 'OPERATOR_SECRET_ARN']],
    [
      'catalog',
      [
        'TOKEN_ISSUER',
        'TOKEN_AUDIENCE',
        'JWKS_URL',
        'PRODUCTS_TABLE',
        'OFFERS_TABLE',
        'UPLOADS_TABLE',
        'REVOCATIONS_TABLE',
        'MEDIA_BUCKET',
        'MEDIA_URL',
      ],
    ],
    ['media', ['PRODUCTS_TABLE', 'UPLOADS_TABLE', 'MEDIA_BUCKET', 'MEDIA_URL']],
    ['auth', ['TOKEN_ISSUER', 'TOKEN_AUDIENCE', 'JWKS_URL', 'DATABASE_URL', 'REVOCATIONS_TABLE']],
    ['auth-migrate', ['DATABASE_URL', 'DATABASE_SECRET_ARN']],
  ])('does not start, and lists everything missing: %s', async (name, settings) => {
    const { error, stop } = await runFunction(name, {});
    await stop();
    for (const setting of settings) {
      expect(error).toMatchObject({ errorType: 'ConfigError', errorMessage: expect.stringContaining(`${setting} is missing`) });
    }
  });
});

describe('the catalog', () => {
  let dynamo: TestDynamo;
  beforeAll(async () => {
    dynamo = await startTestDynamo([...ofAuth, ...ofCatalog]);
  });
  afterAll(() => dynamo.stop());

  test('accepts a product and shows it', async () => {
    const media = { MEDIA_BUCKET: 'media', MEDIA_URL: 'https://cdn.test' };
    const ownTables = { PRODUCTS_TABLE: 'products', OFFERS_TABLE: 'offers', UPLOADS_TABLE: 'uploads' };
    const settings = { ...trust, ...media, ...ownTables, REVOCATIONS_TABLE: 'revocations', AWS_ENDPOINT_URL: dynamo.endpoint };
    const catalog = await run('catalog', settings);
    const list = anHttpEvent({ path: '/v1/catalog/products' });
    expect(await timed('catalog', catalog, list)).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    const token = await signToken(identity.key, goodClaims({ roles: ['admin'] }));
    const mouse = { name: 'Mouse ☕', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };
    const added = await ask(catalog, {
      method: 'POST',
      path: '/v1/catalog/products',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(mouse),
    });
    expect(added).toMatchObject({ status: 201, body: mouse });
    const path = `/v1/catalog/products/${added.body.productId}`;
    expect(await ask(catalog, { path })).toEqual({ status: 200, body: added.body });
    expect(await ask(catalog, { path: '/v1/catalog/products', query: 'limit=0' })).toMatchObject({ status: 422 });
  });
});

describe('auth', () => {
  const secretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:cluster';
  const password = 'correct horse battery staple';
  const request = { path: '/v1/auth/login', method: 'POST', headers: { 'content-type': 'application/json' } };
  let database: TestDatabase;
  let secrets: Serving;
  let folder: string;

  beforeAll(async () => {
    database = await startTestDatabase({ services: [] });
    folder = await mkdtemp(join(tmpdir(), 'auth-'));
    const { username, password } = new URL(database.adminUrl);
    const secret = JSON.stringify({ ARN: secretArn, SecretString: JSON.stringify({ username, password }) });
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(secret),
    );
    secrets = await serve(server, { port: 0, release: () => undefined });
  });
  afterAll(async () => {
    await secrets.stop();
    await database.stop();
    await rm(folder, { recursive: true });
  });

  test('migrates its schema repeatedly, and signs users up and in', async () => {
    const { host, pathname } = new URL(database.adminUrl);
    const migration = await run('auth-migrate', {
      DATABASE_URL: `postgres://${host}${pathname}`,
      DATABASE_SECRET_ARN: secretArn,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    });
    expect(await timed('auth-migrate', migration, {})).toEqual({ migrated: 'auth' });

    const admin = postgres(database.adminUrl, { max: 1 });
    await admin`alter role auth password 'of-auth'`;
    await admin.end();
    const auth = await run('auth', {
      ...trust,
      DATABASE_URL: `postgres://auth:of-auth@${host}${pathname}`,
      REVOCATIONS_TABLE: 'revocations',
      SIGNING_KEYS: signingKeys(join(folder, 'keys')),
    });
    const ada = { email: 'ada@example.com', password };
    const login = { ...request, body: JSON.stringify(ada) };
    // An unknown user's password check takes as much work as a known one's.
    expect(await timed('auth (login)', auth, anHttpEvent(login))).toMatchObject({ statusCode: 401 });
    const registered = await ask(auth, { ...request, path: '/v1/auth/register', body: JSON.stringify(ada) });
    expect(registered).toMatchObject({ status: 201, body: { email: ada.email, roles: ['customer'] } });
    expect(await ask(auth, login)).toMatchObject({ status: 200, body: { tokenType: 'Bearer' } });
    for (const wrong of ['', 'incorrect horse battery staple']) {
      expect(await ask(auth, { ...request, body: JSON.stringify({ ...ada, password: wrong }) })).toMatchObject({ status: 401 });
    }
  });
});
