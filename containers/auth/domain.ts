import type { AccessClaims } from '#shared/tokens/access-claims.ts';

export type User = { userId: string; email: string; name?: string | null | undefined; roles: AccessClaims['roles'] };

/** A user as stored. */
export type KnownUser = User & { /** When the account was disabled; null if it is not. */ disabledAt: Date | null };

/** A user as an access token needs them. `sessionGeneration` counts how often all their sessions have been ended. */
export type Subject = User & { sessionGeneration: number };

/** What an administrator can do to an account. */
export const accountActions = ['disable', 'enable'] as const;
export type AccountAction = (typeof accountActions)[number];

/** A user as they see themselves. */
export const viewOf = ({ userId, email, name, roles }: User) => ({ userId, email, ...(name ? { name } : {}), roles });

export const accessTokenLifeSeconds = 300;

/** From sign-in, however often the session is refreshed. */
export const sessionLifeDays = 30;

/** A second use of a refresh token within this time is a lost response or another tab; a later one is a theft. */
export const reuseGraceSeconds = 10;

/** The claims of a user's access token. */
export function claimsOf(
  { userId, email, roles, sessionGeneration }: Subject,
  { scope, issuer, audience, tokenId, now }: { scope: string; issuer: string; audience: string; tokenId: string; now: Date },
): AccessClaims {
  const iat = Math.floor(now.getTime() / 1000);
  const life = { iat, exp: iat + accessTokenLifeSeconds };
  return { iss: issuer, aud: audience, sub: userId, jti: tokenId, ...life, roles, scope, email, generation: sessionGeneration };
}

/** Makes passwords equal however a keyboard composes their characters (NIST SP 800-63B-4, 3.1.1.2). */
export const normalizePassword = (password: string) => password.normalize('NFKC');

/** In code points, as users count characters, not in UTF-16 code units. */
export const lengthOf = (password: string) => [...password].length;
