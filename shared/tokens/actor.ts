import type { Role } from './access-claims.ts';
import type { Scope } from './scopes.ts';

/** Who is asking, as the signed access token says, and what the token may be used for. */
export type Actor = Readonly<{
  userId: string;
  email: string | undefined;
  roles: readonly Role[];
  scopes: readonly Scope[];
  /** How often all sessions of the user had been ended when the token was issued; absent where tokens do not say. */
  generation?: number | undefined;
}>;

/**
 * Tells whose a token is. Rejects with TokenRefusedError for a token that is not valid, and with DependencyUnavailableError
 * when that cannot be told because the keys cannot be read.
 */
export type VerifyToken = (token: string) => Promise<Actor>;

export type TokenVerifier = { verify: VerifyToken };

/** The token is not one of ours, not any more, or not yet; `cause` says why and must not reach the caller. */
export class TokenRefusedError extends Error {
  constructor(options?: { cause: unknown }) {
    super('The access token is not valid', options);
    this.name = 'TokenRefusedError';
  }
}
