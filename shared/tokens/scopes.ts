import type { Role } from './access-claims.ts';

/** What a token may be used for; each protected route requires one of these. */
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

/** The scopes of everyone who is signed in. The routes decide whose orders they see. */
const ofEverybody = ['account', 'orders:read', 'payments:read', 'shipments:read'] as const;

/** The scopes that each role adds. The routes decide how much of an account operators see. */
const scopesOf: Record<Role, readonly Scope[]> = {
  customer: ['orders:write'],
  operator: ['accounts:read', 'shipments:write', 'ops:read', 'ops:write'],
  admin: ['accounts:read', 'accounts:write', 'catalog:write', 'stock:read', 'stock:write'],
};

/** All scopes of these roles, without duplicates, in list order. */
export function scopesOfRoles(roles: readonly Role[]): readonly Scope[] {
  const allowed = new Set<Scope>([...ofEverybody, ...roles.flatMap((role) => scopesOf[role])]);
  return scopes.filter((scope) => allowed.has(scope));
}

/**
 * The scopes in a token's `scope` claim (RFC 8693, section 4.2: separated by single spaces). Unknown scopes are dropped and
 * allow nothing, so that a new one can be issued before every service knows it.
 */
export function parseScopes(claim: string): readonly Scope[] {
  const given = new Set(claim.split(' '));
  return scopes.filter((scope) => given.has(scope));
}
