import type { AccessClaims } from '#shared/tokens/access-claims.ts';

export type User = { userId: string; email: string; roles: AccessClaims['roles'] };

export const accessTokenLifeSeconds = 300;

/** From the sign-in on, however often it is refreshed. */
export const sessionLifeDays = 30;

/** A second use of a refresh token so soon is a client that lost our answer, or two of its tabs; later it is a theft. */
export const reuseGraceSeconds = 10;

/** What an access token says of its user. */
export function claimsOf(
  { userId, email, roles }: User,
  { issuer, audience, tokenId, now }: { issuer: string; audience: string; tokenId: string; now: Date },
): AccessClaims {
  const iat = Math.floor(now.getTime() / 1000);
  return { iss: issuer, aud: audience, sub: userId, jti: tokenId, iat, exp: iat + accessTokenLifeSeconds, roles, email };
}

/** The same password however a keyboard composes it (NIST SP 800-63B-4, 3.1.1.2). */
export const normalizePassword = (password: string) => password.normalize('NFKC');

/** Length as people count it: code points, not UTF-16 units. */
export const lengthOf = (password: string) => [...password].length;

/**
 * Whether a long password is nevertheless among the first that anyone tries: a short piece repeated, a run along the
 * alphabet, the digits or the keyboard, or the user's own address.
 * @param password normalized
 */
export function isGuessable(password: string, email: string): boolean {
  const points = [...password.toLowerCase()];
  return points.join('') === email || repeatsPiece(points) || runs.some((run) => run.includes(points.join('')));
}

const pieceLengthMax = 10;

function repeatsPiece(points: readonly string[]): boolean {
  const lengths = Array.from({ length: pieceLengthMax }, (_, index) => index + 1);
  return lengths.some((length) => points.every((point, index) => index < length || point === points[index - length]));
}

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm', '1qaz2wsx3edc4rfv5tgb6yhn7ujm'];
const runs = rows.flatMap((row) => [row, [...row].toReversed().join('')]);
