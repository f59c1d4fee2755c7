import { createPublicKey, type KeyObject } from 'node:crypto';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import { z } from 'zod';
import type { Actor } from '#shared/http/access.ts';
import { DependencyUnavailableError } from '#shared/messaging/outcome.ts';
import { type AccessClaims, accessClaims, accessHeader } from './access-claims.ts';
import { createKeyCache } from './key-cache.ts';
import { type PublicJwk, publicJwk } from './public-jwk.ts';

export type TokenVerifier = { verify(token: string): Promise<Actor> };

export type TokenVerifierOptions = { issuer: string; audience: string; jwksUrl: string };

/** The token is not one of ours, not any more, or not yet; `cause` says why and must not reach the caller. */
export class TokenRefusedError extends Error {
  constructor(options?: { cause: unknown }) {
    super('The access token is not valid', options);
    this.name = 'TokenRefusedError';
  }
}

const lifeSecondsMax = 600;
const clockSkewSecondsMax = 30;
const fetchMillisecondsMax = 2_000;

/**
 * Verifies access tokens with the keys published at `jwksUrl`. Beyond the signature, issuer, audience and expiry, which
 * aws-jwt-verify checks, it requires everything that the library lets pass when absent or odd: see `accessHeader`,
 * `accessClaims` and `requireLife`.
 *
 * `verify` rejects with TokenRefusedError for a token that is not valid, and with DependencyUnavailableError when that
 * cannot be told because the keys cannot be read.
 */
export function createTokenVerifier({ issuer, audience, jwksUrl }: TokenVerifierOptions): TokenVerifier {
  const keys = createKeyCache(() => readKeys(jwksUrl));

  async function verify(token: string): Promise<Actor> {
    const { kid, claims } = refusing(() => readToken(token, issuer));
    const key = await keys.find(kid);
    if (!key) throw new TokenRefusedError({ cause: new Error('signed with an unknown key') });
    refusing(() => verifyJwtSync(token, key.jwk, { issuer, audience }, () => key.object));
    return { userId: claims.sub, email: claims.email, roles: claims.roles };
  }

  return { verify };
}

/** What can be refused without a key is refused first, so that a foreign or stale token never makes us read any. */
function readToken(token: string, issuer: string): { kid: string; claims: AccessClaims } {
  const { header, payload, signatureB64 } = decomposeUnverifiedJwt(token);
  const { kid } = accessHeader.parse(header);
  const claims = accessClaims.parse(payload);
  if (claims.iss !== issuer) throw new Error('another issuer');
  requireLife(claims);
  // base64url can spell the same bytes in several ways; a token has one spelling.
  if (Buffer.from(signatureB64, 'base64url').toString('base64url') !== signatureB64) throw new Error('signature not canonical');
  return { kid, claims };
}

function requireLife({ iat, exp }: AccessClaims): void {
  const nowSeconds = Date.now() / 1000;
  if (exp <= nowSeconds) throw new Error('expired');
  if (exp <= iat || exp - iat > lifeSecondsMax) throw new Error('a life that we never give');
  if (iat > nowSeconds + clockSkewSecondsMax) throw new Error('issued in the future');
}

function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    throw new TokenRefusedError({ cause });
  }
}

type Key = { jwk: PublicJwk; object: KeyObject };

/** Keys of other kinds are not for us and are skipped. */
async function readKeys(jwksUrl: string): Promise<ReadonlyMap<string, Key>> {
  try {
    const response = await fetch(jwksUrl, { redirect: 'error', signal: AbortSignal.timeout(fetchMillisecondsMax) });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const ours = jwks.parse(await response.json()).keys.flatMap((key) => publicJwk.safeParse(key).data ?? []);
    return new Map(ours.map((jwk) => [jwk.kid, { jwk, object: createPublicKey({ key: jwk, format: 'jwk' }) }]));
  } catch (cause) {
    throw new DependencyUnavailableError('The keys that verify access tokens cannot be read', { cause });
  }
}

const jwks = z.object({ keys: z.array(z.unknown()) });
