import { z } from 'zod';
import { scopePattern } from './scopes.ts';

export const roles = ['customer', 'operator', 'admin'] as const;

/** What the header of an access token says, and all of it: no `jku`, `jwk`, `x5u` or `crit` is ever looked at. RFC 9068 names the type. */
export const accessHeader = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('at+jwt'),
  kid: z.string().regex(/^[\w-]{43}$/),
});

/** What an access token says of its bearer. Times are seconds since 1970. */
export const accessClaims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.uuid(),
  jti: z.string().min(1).max(64),
  iat: z.int().positive(),
  exp: z.int().positive(),
  roles: z.array(z.enum(roles)),
  scope: z.string().regex(scopePattern),
  email: z.string().optional(),
});

export type Role = (typeof roles)[number];
export type AccessHeader = z.infer<typeof accessHeader>;
export type AccessClaims = z.infer<typeof accessClaims>;
