import { describe, expect, test } from '@jest/globals';
import { roles } from '#shared/tokens/access-claims.ts';
import { parseScopes, scopes, scopesOfRoles } from '#shared/tokens/scopes.ts';

describe('the scopes of roles', () => {
  test.each([
    [[], ['account', 'orders:read', 'payments:read', 'shipments:read']],
    [['customer'], ['account', 'orders:read', 'orders:write', 'payments:read', 'shipments:read']],
    [
      ['operator'],
      ['account', 'accounts:read', 'orders:read', 'payments:read', 'shipments:read', 'shipments:write', 'ops:read', 'ops:write'],
    ],
    [
      ['admin'],
      ['account', 'accounts:read', 'accounts:write', 'catalog:write', 'stock:read', 'stock:write'].concat([
        ...['orders:read', 'payments:read', 'shipments:read'],
      ]),
    ],
  ] as const)('%j are %j', (some, allowed) => {
    expect(scopesOfRoles(some)).toEqual(allowed);
  });

  test('together are all scopes, each once', () => {
    expect(scopesOfRoles([...roles, ...roles])).toEqual(scopes);
  });
});

describe('a scope claim', () => {
  test('is parsed back to what was written', () => {
    expect(parseScopes(scopes.join(' '))).toEqual(scopes);
  });

  test.each(['orders:delete', 'ORDERS:READ', 'orders', 'orders:read,orders:write', '*', '__proto__'])(
    'grants nothing for %p, which is unknown',
    (claim) => {
      expect(parseScopes(claim)).toEqual([]);
    },
  );
});
