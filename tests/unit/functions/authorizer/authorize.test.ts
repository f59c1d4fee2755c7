import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { createTokenVerifier } from '#shared/tokens/verifier.ts';
import { createAuthorize } from '../../../../functions/authorizer/authorize.ts';
import { createTestKey, goodClaims, signToken, startTestIdentity, type TestIdentity } from '../../../support/identity.ts';

let identity: TestIdentity;
let ask: (headers: Record<string, string> | undefined) => Promise<unknown>;

beforeAll(async () => {
  identity = await startTestIdentity();
  const authorize = createAuthorize(createTokenVerifier(identity.trust));
  ask = (headers) => authorize({ ...event, headers } as unknown as APIGatewayRequestAuthorizerEventV2);
});
afterAll(() => identity.stop());

const event = {
  version: '2.0',
  type: 'REQUEST',
  routeKey: 'GET /v1/orders',
  rawPath: '/v1/orders',
  rawQueryString: '',
  cookies: [],
};

test('with a CDN secret, only requests with one of its values pass', async () => {
  const [former, next] = ['f'.repeat(43), 'n'.repeat(43)];
  const authorize = createAuthorize(createTokenVerifier(identity.trust), `${former},${next}`);
  const authorization = `Bearer ${await signToken(identity.key, goodClaims({}))}`;
  const passes = async (secret: object) => {
    const headers = { authorization, ...secret };
    return (await authorize({ ...event, headers } as unknown as APIGatewayRequestAuthorizerEventV2)).isAuthorized;
  };
  expect(await Promise.all([{ 'x-cdn-secret': former }, { 'x-cdn-secret': next }].map(passes))).toEqual([true, true]);
  const strangers = [{}, { 'x-cdn-secret': '' }, { 'x-cdn-secret': `${former},${next}` }, { 'x-cdn-secret': 'g'.repeat(43) }];
  expect(await Promise.all(strangers.map(passes))).toEqual([false, false, false, false]);
});

test('the smoke test’s call to a new version is refused as intended', async () => {
  const { call, answer } = JSON.parse(
    await readFile(new URL('../../../../infra/smoke.json', import.meta.url), 'utf8'),
  ).authorizer;
  await expect(createAuthorize(createTokenVerifier(identity.trust))(call)).resolves.toEqual(answer);
});

test('a valid token passes, with its user and roles', async () => {
  const claims = goodClaims({ roles: ['customer', 'operator'] });
  await expect(ask({ authorization: `Bearer ${await signToken(identity.key, claims)}` })).resolves.toEqual({
    isAuthorized: true,
    context: { sub: claims.sub, roles: 'customer operator' },
  });
});

test('the scheme is case-insensitive', async () => {
  await expect(ask({ authorization: `bearer ${await signToken(identity.key, goodClaims())}` })).resolves.toMatchObject({
    isAuthorized: true,
  });
});

test.each<[string, () => Promise<Record<string, string> | undefined>]>([
  ['no headers at all', async () => undefined],
  ['no Authorization', async () => ({})],
  ['an empty one', async () => ({ authorization: '' })],
  ['a scheme alone', async () => ({ authorization: 'Bearer ' })],
  ['another scheme', async () => ({ authorization: 'Basic YWRhOnNlY3JldA==' })],
  ['garbage', async () => ({ authorization: 'Bearer garbage' })],
  ['a token without its scheme', async () => ({ authorization: await signToken(identity.key, goodClaims()) })],
  ['two tokens', async () => ({ authorization: `Bearer ${await signToken(identity.key, goodClaims())},Bearer x` })],
  ['a token in another header', async () => ({ 'x-authorization': `Bearer ${await signToken(identity.key, goodClaims())}` })],
  ['a user in another header', async () => ({ 'x-user-id': 'admin', 'x-roles': 'admin' })],
  ['a token of an unknown key', async () => ({ authorization: `Bearer ${await signToken(createTestKey(), goodClaims())}` })],
])('%s does not pass', async (_, headers) => {
  await expect(ask(await headers())).resolves.toEqual({ isAuthorized: false });
});

test('while the keys cannot be read the result is an error, not a denial', async () => {
  const down = await startTestIdentity();
  down.status = 503;
  const authorize = createAuthorize(createTokenVerifier(down.trust));
  const headers = { authorization: `Bearer ${await signToken(down.key, goodClaims())}` };
  await expect(authorize({ ...event, headers } as unknown as APIGatewayRequestAuthorizerEventV2)).rejects.toThrow(
    'cannot be read',
  );
  await down.stop();
});
