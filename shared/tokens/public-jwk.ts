import { createHash, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** A public key that verifies access tokens: RFC 7517, named by its RFC 7638 thumbprint, which no other key can share. */
export const publicJwk = z
  .object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string().regex(/^[\w-]{43}$/),
    alg: z.literal('ES256'),
    use: z.literal('sig'),
  })
  .meta({ id: 'PublicKey', description: 'A public key that verifies access tokens' });

export type PublicJwk = z.infer<typeof publicJwk>;

/** A public key of the curve P-256 as it is published. @throws for a key of any other kind */
export function toPublicJwk(key: KeyObject): PublicJwk {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  // The thumbprint is over exactly these members in exactly this order.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
  return publicJwk.parse({ kty, crv, x, y, kid, alg: 'ES256', use: 'sig' });
}
