import { readAccessClaims, readAccessHeader } from './access-claims.ts';
import type { TokenVerifier } from './actor.ts';
import { readPublicJwk } from './public-jwk.ts';
import { readToken } from './read-token.ts';
import { parseScopes } from './scopes.ts';
import { type Claimed, createSignedVerifier } from './verify-signed.ts';

export type TokenVerifierOptions = { issuer: string; audience: string; jwksUrl: string };

/**
 * Verifies the access tokens that `auth` signs, with the keys published at `jwksUrl`. aws-jwt-verify checks signature, issuer, audience
 * and expiry; this also checks what the library accepts when absent or odd: see `readAccessHeader`, `readAccessClaims` and `readToken`.
 *
 * The same content has two valid ES256 signatures, (r, s) and (r, n - s), and anyone who has one can compute the other. Both
 * are accepted: they mean the same, and the cache only says that exactly these bytes were valid.
 */
export function createTokenVerifier({ issuer, audience, jwksUrl }: TokenVerifierOptions): TokenVerifier {
  function read(token: string): Claimed {
    const { header, claims } = readToken(token, { header: readAccessHeader, claims: readAccessClaims });
    if (claims.iss !== issuer) throw new Error('another issuer');
    const { sub: userId, email, roles, generation } = claims;
    const actor = { userId, email, roles, scopes: parseScopes(claims.scope), generation };
    return { kid: header.kid, exp: claims.exp, actor };
  }

  return createSignedVerifier({ jwksUrl, readJwk: readPublicJwk, read, issuer, audience });
}
