import type { Role } from './access-claims.ts';

/** What a token may be used for; each protected route asks for one of these. */
export const scopes = [
  'account',
  'accounts:read',
  'accounts:write',
  'catalog:write',
  'stock:read',
  'stock:write',
  'orders:read',
  'orders:write',
  'payments:read',
  'shipments:read',
  'shipments:write',
  'ops:read',
  'ops:write',
] as const;

export type Scope = (typeof scopes)[number];

/** What everybody who is signed in may use their token for; whose orders they see is for the routes to tell. */
const ofEverybody = ['account', 'orders:read', 'payments:read', 'shipments:read'] as const;

/** What each role adds to that. */
const scopesOf: Record<Role, readonly Scope[]> = {
  customer: ['orders:write'],
  operator: ['shipments:write', 'ops:read', 'ops:write'],
  admin: ['accounts:read', 'accounts:write', 'catalog:write', 'stock:read', 'stock:write'],
};

/** Everything that somebody with these roles may do, each once, in the order of the list. */
export function scopesOfRoles(roles: readonly Role[]): readonly Scope[] {
  const allowed = new Set<Scope>([...ofEverybody, ...roles.flatMap((role) => scopesOf[role])]);
  return scopes.filter((scope) => allowed.has(scope));
}

/**
 * The scopes of a token's `scope` claim (RFC 8693, 4.2: separated by one space each). Those that we do not know allow
 * nothing and are left out, so that a new one can be given before every service knows it.
 */
export function parseScopes(claim: string): readonly Scope[] {
  const given = new Set(claim.split(' '));
  return scopes.filter((scope) => given.has(scope));
}
