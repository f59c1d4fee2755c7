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
