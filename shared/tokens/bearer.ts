/**
 * The token of an Authorization header, if it holds exactly one: two headers arrive joined by a comma and count as none. The
 * scheme is case-insensitive (RFC 9110, section 11.1) and followed by one space. Any other scheme counts as no header, so the
 * caller is told to use this one.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer ([^\s,]+)$/i)?.[1];
}
