import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type JWTPayload, SignJWT } from 'jose';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { TokenRefusedError, type TokenVerifier } from '#shared/tokens/actor.ts';
import { createCognitoVerifier } from '#shared/tokens/cognito-verifier.ts';
import { scopesOfRoles } from '#shared/tokens/scopes.ts';
import { createTestKey, startTestIdentity, type TestIdentity } from '../../../support/identity.ts';
import { createPoolKey, issuerOf, type PoolKey, poolClaims, signPoolToken } from '../../../support/user-pool.ts';

const userPoolId = 'eu-central-1_AbCdEfGhI';
const clientId = '1example23456789';

let published: TestIdentity;
let key: PoolKey;
let another: PoolKey;
let verifier: TokenVerifier;

beforeAll(async () => {
  published = await startTestIdentity();
  [key, another] = await Promise.all([createPoolKey(), createPoolKey()]);
  published.keys = [key.jwk];
  verifier = createCognitoVerifier({ userPoolId, clientId, jwksUrl: published.trust.jwksUrl });
});
afterAll(() => published.stop());

const now = () => Math.floor(Date.now() / 1000);
const claimsWith = (changes: Record<string, unknown> = {}) => poolClaims({ userPoolId, clientId }, changes);
const tokenWith = (changes: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
  signPoolToken(key, claimsWith(changes), header);

describe('a user pool’s access token', () => {
  test('identifies the caller; someone in no group is a customer', async () => {
    const claims = claimsWith();
    await expect(verifier.verify(await signPoolToken(key, claims))).resolves.toEqual({
      userId: claims.sub,
      email: undefined,
      roles: ['customer'],
      scopes: scopesOfRoles(['customer']),
    });
  });

  test.each([
    [['admin'], ['admin']],
    [
      ['operator', 'customer'],
      ['customer', 'operator'],
    ],
    [['eu-central-1_AbCdEfGhI_Google', 'admin'], ['admin']],
    [['Admin', 'admins', '__proto__'], ['customer']],
    [[], ['customer']],
  ] as const)('of the groups %j has the roles %j and all their scopes', async (groups, roles) => {
    const actor = await verifier.verify(await tokenWith({ 'cognito:groups': groups }));
    expect(actor).toMatchObject({ roles, scopes: scopesOfRoles(roles) });
  });

  test('with an id that only looks like a UUID yields a real one, always the same', async () => {
    // As issued by pools since 2023: the fourth group does not start with an RFC 9562 variant.
    const sub = '24688438-40e1-70d0-d97e-084cfc8992c7';
    const ids = await Promise.all(
      [sub, sub.toUpperCase()].map(async (id) => (await verifier.verify(await tokenWith({ sub: id }))).userId),
    );
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  test.each([
    ['under its newer issuer', { iss: `https://issuer-cognito-idp.eu-central-1.amazonaws.com/${userPoolId}` }, {}],
    ['that lives for ten minutes', { exp: now() + 595, iat: now() - 5 }, {}],
    ['that states its type', {}, { typ: 'JWT' }],
  ])('%s is valid', async (_, changes, header) => {
    await expect(verifier.verify(await tokenWith(changes, header))).resolves.toMatchObject({ roles: ['customer'] });
  });
});

describe('a token is refused', () => {
  test.each<[string, () => Promise<string> | string]>([
    ['of auth', () => auth({ iss: 'https://issuer.test', aud: 'cloudservices' })],
    ['of auth that names the pool', () => auth(claimsWith())],
    ['that is an ID token', () => tokenWith({ token_use: 'id', aud: clientId })],
    ['without a token_use', () => tokenWith({ token_use: undefined })],
    ['for another app client', () => tokenWith({ client_id: '2example23456789' })],
    ['for no app client', () => tokenWith({ client_id: undefined })],
    ['for several app clients', () => tokenWith({ client_id: [clientId] })],
    ['of another pool', () => tokenWith({ iss: issuerOf('eu-central-1_ZzZzZzZzZ') })],
    ['of a pool of that name in another region', () => tokenWith({ iss: issuerOf('eu-west-1_AbCdEfGhI') })],
    ['without an issuer', () => tokenWith({ iss: undefined })],
    ['that lives for an hour, the pools’ default', () => tokenWith({ exp: now() + 3600 })],
    ['that never expires', () => tokenWith({ exp: undefined })],
    ['that has expired', () => tokenWith({ iat: now() - 301, exp: now() - 1 })],
    ['that does not say when it was issued', () => tokenWith({ iat: undefined })],
    ['that is not valid yet', () => tokenWith({ nbf: now() + 60 })],
    ['without a user', () => tokenWith({ sub: undefined })],
    ['of a user whose id is not a UUID', () => tokenWith({ sub: 'admin' })],
    ['without an id', () => tokenWith({ jti: undefined })],
    ['whose groups are a text', () => tokenWith({ 'cognito:groups': 'admin' })],
    ['that says where to get its key', () => tokenWith({}, { jku: 'https://attacker.test/jwks.json' })],
    ['that has a critical header', () => tokenWith({}, { b64: true, crit: ['b64'] })],
    ['of another type', () => tokenWith({}, { typ: 'at+jwt' })],
    ['signed PS256', () => signPoolToken(key, claimsWith(), { alg: 'PS256' })],
    ['signed RS512', () => signPoolToken(key, claimsWith(), { alg: 'RS512' })],
    ['signed by another key under this id', () => signPoolToken({ ...another, jwk: key.jwk }, claimsWith())],
    ['signed by a key that was never published', () => signPoolToken(another, claimsWith())],
    ['that was changed', async () => changed(await tokenWith())],
    ['of 9,000 characters', () => tokenWith({ more: 'x'.repeat(6_500) })],
    ['that is not a token', () => 'garbage'],
  ])('%s', async (_, token) => {
    await expect(verifier.verify(await token())).rejects.toThrow(TokenRefusedError);
  });
});

describe('the keys of the pool', () => {
  test('make no statement about a token while they cannot be read', async () => {
    const down = await startTestIdentity();
    down.status = 500;
    const { verify } = createCognitoVerifier({ userPoolId, clientId, jwksUrl: down.trust.jwksUrl });
    await expect(verify(await tokenWith())).rejects.toThrow(DependencyUnavailableError);
    await down.stop();
  });

  test('are not read because of an expired token', async () => {
    const before = published.requests;
    const { verify } = createCognitoVerifier({ userPoolId, clientId, jwksUrl: published.trust.jwksUrl });
    await expect(verify(await tokenWith({ iat: now() - 301, exp: now() - 1 }))).rejects.toThrow(TokenRefusedError);
    await expect(verify(await tokenWith({ iss: issuerOf('eu-west-1_AbCdEfGhI') }))).rejects.toThrow(TokenRefusedError);
    expect(published.requests).toBe(before);
  });

  test('of another kind are skipped: one for encryption, one without its algorithm, one of another curve', async () => {
    const other = await startTestIdentity();
    const like = (kid: string, changes: object) => ({ ...another, jwk: { ...another.jwk, kid, ...changes } });
    const [forEncryption, open] = [like('enc', { use: 'enc' }), like('open', { alg: undefined })];
    other.keys = [forEncryption.jwk, open.jwk, createTestKey().jwk, key.jwk];
    const { verify } = createCognitoVerifier({ userPoolId, clientId, jwksUrl: other.trust.jwksUrl });
    await expect(verify(await tokenWith())).resolves.toBeDefined();
    for (const one of [forEncryption, open])
      await expect(verify(await signPoolToken(one, claimsWith()))).rejects.toThrow(TokenRefusedError);
    await other.stop();
  });

  test('may rotate, and a withdrawn one verifies nothing once that is known', async () => {
    const rotating = await startTestIdentity();
    rotating.keys = [key.jwk];
    const { verify } = createCognitoVerifier({ userPoolId, clientId, jwksUrl: rotating.trust.jwksUrl });
    await verify(await tokenWith());
    rotating.keys = [another.jwk];
    await expect(verify(await signPoolToken(another, claimsWith()))).resolves.toBeDefined();
    await expect(verify(await tokenWith())).rejects.toThrow(TokenRefusedError);
    await rotating.stop();
  });
});

const auth = (claims: JWTPayload) => {
  const { privateKey, jwk } = createTestKey();
  const whole = { sub: randomUUID(), jti: randomUUID(), iat: now(), exp: now() + 300, ...claims };
  return new SignJWT(whole).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid }).sign(privateKey);
};

function changed(token: string): string {
  const [header, payload, signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()), 'cognito:groups': ['admin'] };
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
}
