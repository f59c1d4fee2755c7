import { randomUUID, sign } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { importJWK, jwtVerify } from 'jose';
import { scopesOfRoles } from '#shared/tokens/scopes.ts';
import { createAccessTokens } from '../../../../containers/auth/access-token.ts';
import { createTestKey, ringOf } from '../../../support/identity.ts';

const { privateKey, jwk } = createTestKey();
const signer = {
  kid: jwk.kid,
  publicJwk: () => jwk,
  sign: async (bytes: Uint8Array) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
};
const issue = createAccessTokens({ keys: ringOf(signer), issuer: 'https://issuer.test', audience: 'cloudservices' });
const user = {
  userId: randomUUID(),
  email: 'ada@example.com',
  roles: ['customer' as const, 'admin' as const],
  sessionGeneration: 0,
};

test('an access token is accepted by an independent RFC 9068 library', async () => {
  const { payload, protectedHeader } = await jwtVerify(await issue(user), await importJWK(jwk), {
    algorithms: ['ES256'],
    typ: 'at+jwt',
    issuer: 'https://issuer.test',
    audience: 'cloudservices',
    subject: user.userId,
    maxTokenAge: '10 s',
    requiredClaims: ['sub', 'jti', 'iat', 'exp', 'roles', 'scope'],
  });
  expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid });
  expect(payload.scope).toBe(scopesOfRoles(user.roles).join(' '));
  expect(payload).toMatchObject({ email: user.email, roles: user.roles, exp: (payload.iat as number) + 300 });
});

test('two access tokens of one user have different ids', async () => {
  const ids = await Promise.all(
    [issue(user), issue(user)].map(async (token) => (await jwtVerify(await token, await importJWK(jwk))).payload.jti),
  );
  expect(new Set(ids).size).toBe(2);
});
