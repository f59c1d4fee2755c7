import type { Role } from './access-claims.ts';
import type { Scope } from './scopes.ts';

/** The caller according to the signed access token, and what the token may be used for. */
export type Actor = Readonly<{
  userId: string;
  email: string | undefined;
  roles: readonly Role[];
  scopes: readonly Scope[];
  /** How often all of the user's sessions had been ended when the token was issued; missing where tokens do not say. */
  generation?: number | undefined;
}>;

/**
 * Returns the actor of a token. Rejects with TokenRefusedError for an invalid token, and with DependencyUnavailableError when
 * it cannot be checked because the keys cannot be read.
 */
export type VerifyToken = (token: string) => Promise<Actor>;

export type TokenVerifier = { verify: VerifyToken };

/** The token is not ours, has expired or is not valid yet; `cause` says why and must not reach the caller. */
export class TokenRefusedError extends Error {
  constructor(options?: { cause: unknown }) {
    super('The access token is not valid', options);
    this.name = 'TokenRefusedError';
  }
}
