import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';

/** Even with all the groups of a user pool a token is shorter; longer ones are refused without decoding. */
const tokenCharactersMax = 8_192;

const lifeSecondsMax = 600;
const clockSkewSecondsMax = 30;

/**
 * Reads a token before its signature is verified, so that everything that can be refused without a key is refused first, and a foreign
 * or expired token never triggers a read of the keys. Checks more than aws-jwt-verify does: see `requireLife` and the given readers.
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
  // base64url can encode the same bytes in several ways; accept only one.
  if (Buffer.from(signatureB64, 'base64url').toString('base64url') !== signatureB64) throw new Error('signature not canonical');
  return { header: read.header(header), claims };
}

/** In seconds since 1970. */
type Life = { iat: number; exp: number };

function requireLife({ iat, exp }: Life): void {
  const nowSeconds = Date.now() / 1000;
  if (exp <= nowSeconds) throw new Error('expired');
  if (exp <= iat || exp - iat > lifeSecondsMax) throw new Error('a lifetime that we never issue');
  if (iat > nowSeconds + clockSkewSecondsMax) throw new Error('issued in the future');
}
