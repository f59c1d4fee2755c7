/** The token of an Authorization header, if it holds exactly one: two headers arrive joined by a comma and count as none. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer ([^\s,]+)$/i)?.[1];
}
