import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { Actor } from '#shared/http/access.ts';
import { accessClaims, accessHeader } from './access-claims.ts';
import { publicJwk } from './public-jwk.ts';
import { createPublishedKeys } from './published-keys.ts';
import { readToken } from './read-token.ts';
import { parseScopes } from './scopes.ts';

/**
 * `verify` rejects with TokenRefusedError for a token that is not valid, and with DependencyUnavailableError when that cannot
 * be told because the keys cannot be read.
 */
export type TokenVerifier = { verify(token: string): Promise<Actor> };

export type TokenVerifierOptions = { issuer: string; audience: string; jwksUrl: string };

/** The token is not one of ours, not any more, or not yet; `cause` says why and must not reach the caller. */
export class TokenRefusedError extends Error {
  constructor(options?: { cause: unknown }) {
    super('The access token is not valid', options);
    this.name = 'TokenRefusedError';
  }
}

/**
 * Verifies the access tokens that `auth` signs with the keys published at `jwksUrl`. Beyond the signature, issuer, audience and
 * expiry, which aws-jwt-verify checks, it requires everything that the library lets pass when absent or odd: see
 * `accessHeader`, `accessClaims` and `readToken`.
 *
 * One content has two valid ES256 signatures, (r, s) and (r, n - s), and whoever has one can make the other. Both are taken:
 * they say the same, and nothing here knows a token by its bytes.
 */
export function createTokenVerifier({ issuer, audience, jwksUrl }: TokenVerifierOptions): TokenVerifier {
  const keys = createPublishedKeys(jwksUrl, publicJwk);

  async function verify(token: string): Promise<Actor> {
    const { header, claims } = refusing(() => readOwn(token));
    const key = await keys.find(header.kid);
    if (!key) throw new TokenRefusedError({ cause: new Error('signed with an unknown key') });
    refusing(() => verifyJwtSync(token, key.jwk, { issuer, audience }, () => key.object));
    return { userId: claims.sub, email: claims.email, roles: claims.roles, scopes: parseScopes(claims.scope) };
  }

  function readOwn(token: string) {
    const read = readToken(token, { header: accessHeader, claims: accessClaims });
    if (read.claims.iss !== issuer) throw new Error('another issuer');
    return read;
  }

  return { verify };
}

/** Whatever a check throws refuses the token. */
export function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (cause) {
    throw new TokenRefusedError({ cause });
  }
}
