import { generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JWTPayload, SignJWT } from 'jose';
import { roles } from '../../shared/tokens/access-claims.ts';
import { createKeyRing, type KeyRing } from '../../shared/tokens/key-ring.ts';
import { type PublicJwk, toPublicJwk } from '../../shared/tokens/public-jwk.ts';
import { scopesOfRoles } from '../../shared/tokens/scopes.ts';
import type { Signer } from '../../shared/tokens/signer.ts';

export type TestKey = { privateKey: KeyObject; jwk: PublicJwk };
export type TestIdentity = Awaited<ReturnType<typeof startTestIdentity>>;

/**
 * An issuer of access tokens made by an independent library, with its keys on its own port, until it is stopped. `keys` is what
 * it publishes; changing it rotates them. `requests` counts the requests for them.
 */
export async function startTestIdentity() {
  const key = createTestKey();
  const state = { keys: [key.jwk] as unknown[], status: 200, requests: 0 };
  const server = createServer((_, response) => {
    state.requests++;
    response.writeHead(state.status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: state.keys }));
  });
  await once(server.listen(0, '127.0.0.1').unref(), 'listening');
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  return Object.assign(state, {
    key,
    trust: { issuer: 'https://issuer.test', audience: 'cloudservices', jwksUrl },
    stop: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  });
}

export function createTestKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, jwk: toPublicJwk(publicKey) };
}

/** The key ring of an issuer with a single key. */
export const ringOf = (signer: Signer): KeyRing => createKeyRing([{ key: signer, signsFrom: 0 }]);

/** The claims of a valid token, with these changes; a claim set to undefined is omitted. */
export function goodClaims(changes: Record<string, unknown> = {}): JWTPayload {
  const iat = Math.floor(Date.now() / 1000);
  const good = { iss: 'https://issuer.test', aud: 'cloudservices', sub: randomUUID(), jti: randomUUID(), iat, exp: iat + 300 };
  const named = Array.isArray(changes.roles) ? changes.roles : ['customer'];
  const scope = scopesOfRoles(roles.filter((role) => named.includes(role))).join(' ');
  return { ...good, roles: ['customer'], scope, email: 'ada@example.com', ...changes } as JWTPayload;
}

/** Signs a token with a test key, whatever it claims. */
export function signToken(
  { privateKey, jwk }: TestKey,
  claims: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid, ...header }).sign(privateKey);
}
