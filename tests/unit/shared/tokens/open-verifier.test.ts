import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { route } from '#shared/http/route.ts';
import { createServiceApp } from '#shared/http/service-app.ts';
import { openTokenVerifier } from '#shared/tokens/open-verifier.ts';
import { createAuthorize } from '../../../../functions/authorizer/authorize.ts';
import { readConfig } from '../../../../functions/authorizer/config.ts';
import { goodClaims, signToken, startTestIdentity, type TestIdentity } from '../../../support/identity.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { createPoolKey, type PoolKey, poolClaims, signPoolToken } from '../../../support/user-pool.ts';

const pool = { COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEfGhI', COGNITO_CLIENT_ID: '1example23456789' };
let identity: TestIdentity;
let poolKey: PoolKey;
let tokens: { ours: string; ofPool: string };

beforeAll(async () => {
  identity = await startTestIdentity();
  poolKey = await createPoolKey();
  // Both are published, so that only the configuration tells them apart.
  identity.keys = [identity.key.jwk, poolKey.jwk];
  tokens = {
    ours: await signToken(identity.key, goodClaims()),
    ofPool: await signPoolToken(poolKey, poolClaims({ userPoolId: pool.COGNITO_USER_POOL_ID, clientId: pool.COGNITO_CLIENT_ID })),
  };
});
afterAll(() => identity.stop());

/** How a service and the authorizer judge both kinds of tokens, given their settings. */
async function judged(settings: Record<string, string>) {
  const { issuer, audience, jwksUrl } = identity.trust;
  const env = { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience, JWKS_URL: jwksUrl, ...settings };
  const verifier = openTokenVerifier(readConfig(env));
  const app = createServiceApp({
    service: 'test',
    log: silentLog().log,
    verifyToken: verifier.verify,
    ready: async () => undefined,
  });
  const me = {
    method: 'get',
    path: '/v1/me',
    access: 'signedIn',
    scope: 'account',
    responses: { 204: { description: 'In' } },
  } as const;
  app.openapi(route(me), (c) => c.body(null, 204));
  const authorize = createAuthorize(verifier);
  const judge = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const { isAuthorized } = await authorize({ headers } as unknown as Parameters<typeof authorize>[0]);
    return { service: (await app.request('/v1/me', { headers })).status, authorizer: isAuthorized };
  };
  return { ours: await judge(tokens.ours), ofPool: await judge(tokens.ofPool) };
}

const taken = { service: 204, authorizer: true };
const refused = { service: 401, authorizer: false };

test('without a user pool, tokens signed by auth are valid, and a pool’s are not', async () => {
  expect(await judged({})).toEqual({ ours: taken, ofPool: refused });
});

test('with a user pool, its tokens are valid, and those signed by auth are not', async () => {
  expect(await judged(pool)).toEqual({ ours: refused, ofPool: taken });
});

test('half a user pool is an invalid configuration', async () => {
  await expect(judged({ COGNITO_CLIENT_ID: pool.COGNITO_CLIENT_ID })).rejects.toThrow('must be set together, or not at all');
});
