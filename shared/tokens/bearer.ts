/**
 * The token of an Authorization header, if it holds exactly one: two headers arrive joined by a comma and count as none. The
 * scheme may be written in any case (RFC 9110, 11.1), and one space follows it. Any other scheme brings no token: the caller is
 * told to use this one, as if there were no header.
 */
export function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer ([^\s,]+)$/i)?.[1];
}
