import type { AccessClaims } from '#shared/tokens/access-claims.ts';

export type User = { userId: string; email: string; name?: string | null | undefined; roles: AccessClaims['roles'] };

/** A user as they are kept. */
export type KnownUser = User & { /** Since when nobody is let in as them. */ disabledAt: Date | null };

/** A user as an access token is issued for: `sessionGeneration` is how often all their sessions have been ended. */
export type Subject = User & { sessionGeneration: number };

/** What an administrator can do to an account. */
export const accountActions = ['disable', 'enable'] as const;
export type AccountAction = (typeof accountActions)[number];

/** What everybody is told of themselves. */
export const viewOf = ({ userId, email, name, roles }: User) => ({ userId, email, ...(name ? { name } : {}), roles });

export const accessTokenLifeSeconds = 300;

/** From the sign-in on, however often it is refreshed. */
export const sessionLifeDays = 30;

/** A second use of a refresh token so soon is a client that lost our answer, or two of its tabs; later it is a theft. */
export const reuseGraceSeconds = 10;

/** What an access token says of its user. */
export function claimsOf(
  { userId, email, roles, sessionGeneration }: Subject,
  { scope, issuer, audience, tokenId, now }: { scope: string; issuer: string; audience: string; tokenId: string; now: Date },
): AccessClaims {
  const iat = Math.floor(now.getTime() / 1000);
  const life = { iat, exp: iat + accessTokenLifeSeconds };
  return { iss: issuer, aud: audience, sub: userId, jti: tokenId, ...life, roles, scope, email, generation: sessionGeneration };
}

/** The same password however a keyboard composes it (NIST SP 800-63B-4, 3.1.1.2). */
export const normalizePassword = (password: string) => password.normalize('NFKC');

/** Length as people count it: code points, not UTF-16 units. */
export const lengthOf = (password: string) => [...password].length;
