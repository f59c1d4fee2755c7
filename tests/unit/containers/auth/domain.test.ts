import { describe, expect, test } from '@jest/globals';
import { claimsOf, lengthOf, normalizePassword } from '../../../../containers/auth/domain.ts';

describe('an access token', () => {
  const user = {
    userId: '019aa000-0000-7000-8000-000000000001',
    email: 'ada@example.com',
    roles: ['customer' as const],
    sessionGeneration: 3,
  };
  const trust = {
    issuer: 'https://issuer.test',
    audience: 'cloudservices',
    scope: 'account orders:read',
    tokenId: 'id',
    now: new Date('2026-11-21T12:00:00.999Z'),
  };

  test('names its user and lives for five minutes', () => {
    expect(claimsOf(user, trust)).toEqual({
      iss: 'https://issuer.test',
      aud: 'cloudservices',
      sub: user.userId,
      jti: 'id',
      iat: 1_795_262_400,
      exp: 1_795_262_700,
      roles: ['customer'],
      scope: 'account orders:read',
      email: 'ada@example.com',
      generation: 3,
    });
  });
});

describe('a password', () => {
  test('is the same in every Unicode composition', () => {
    expect(normalizePassword('cafe\u0301')).toBe(normalizePassword('caf\u00e9'));
  });

  test('is as long as people count it', () => {
    expect(lengthOf('🔑🔑🔑')).toBe(3);
  });
});
