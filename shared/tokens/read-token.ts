import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';

/** Even with all groups of a user pool a token stays below this, and what is longer need not be decoded to be refused. */
const tokenCharactersMax = 8_192;

const lifeSecondsMax = 600;
const clockSkewSecondsMax = 30;

/**
 * Reads a token that nobody has verified yet, so that what can be refused without a key is refused first, and a foreign or
 * stale token never makes us read any. Checks beyond what aws-jwt-verify does: see `requireLife`, and the readers given.
 * @throws for whatever is wrong
 */
export function readToken<Header, Claims extends Life>(
  token: string,
  read: { header: (value: unknown) => Header; claims: (value: unknown) => Claims },
): { header: Header; claims: Claims } {
  if (token.length > tokenCharactersMax) throw new Error('too long');
  const { header, payload, signatureB64 } = decomposeUnverifiedJwt(token);
  const claims = read.claims(payload);
  requireLife(claims);
  // base64url can spell the same bytes in several ways; a token has one spelling.
  if (Buffer.from(signatureB64, 'base64url').toString('base64url') !== signatureB64) throw new Error('signature not canonical');
  return { header: read.header(header), claims };
}

/** In seconds since 1970. */
type Life = { iat: number; exp: number };

function requireLife({ iat, exp }: Life): void {
  const nowSeconds = Date.now() / 1000;
  if (exp <= nowSeconds) throw new Error('expired');
  if (exp <= iat || exp - iat > lifeSecondsMax) throw new Error('a life that we never give');
  if (iat > nowSeconds + clockSkewSecondsMax) throw new Error('issued in the future');
}
