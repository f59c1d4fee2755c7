import { createHash, type KeyObject } from 'node:crypto';
import { is, isString, matches, readShape, type Shaped } from './shape.ts';

/** A public key that verifies access tokens: an RFC 7517 key whose id is its RFC 7638 thumbprint, which no other key can share. */
const publicJwk = {
  kty: is('EC'),
  crv: is('P-256'),
  x: isString,
  y: isString,
  kid: matches(/^[\w-]{43}$/),
  alg: is('ES256'),
  use: is('sig'),
};

export type PublicJwk = Shaped<typeof publicJwk>;

/** Parses a published key. @throws for any other kind of key */
export const readPublicJwk = (value: unknown): PublicJwk => readShape(publicJwk, value);

/** A P-256 public key in its published form. @throws for any other kind of key */
export function toPublicJwk(key: KeyObject): PublicJwk {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  // The thumbprint covers exactly these members in exactly this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return readPublicJwk({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' });
}
