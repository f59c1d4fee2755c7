import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readAccessClaims, readAccessHeader, roles, scopePattern } from '#shared/tokens/access-claims.ts';

// The hand-written checks of the authorizer, expressed in zod.
const header = z.strictObject({ alg: z.literal('ES256'), typ: z.literal('at+jwt'), kid: z.string().regex(/^[\w-]{43}$/) });
const claims = z.object({
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

const goodHeader = { alg: 'ES256', typ: 'at+jwt', kid: 'k'.repeat(43) };
const goodClaims = {
  iss: 'https://issuer.test',
  aud: 'cloudservices',
  sub: '01990000-0000-7000-8000-000000000002',
  jti: 'an id',
  iat: 1_800_000_000,
  exp: 1_800_000_300,
  roles: ['customer', 'admin'],
  scope: 'account orders:read',
  email: 'ada@example.com',
};

/** What JSON can have in place of a member; undefined omits it. */
const oddValues: unknown[] = [
  ...[undefined, null, true, false, 0, -1, 1, 0.5, 1e21, 2 ** 53 - 1, 2 ** 53, -0, 1_800_000_000],
  ...['', ' ', 'x', '\n', '1800000000', 'customer', 'ES256', 'es256', 'ES256 ', 'at+jwt', 'JWT', 'at+jwt\n', 'account', 'a  b'],
  ...['k'.repeat(42), 'k'.repeat(43), `${'k'.repeat(43)}\n`, 'k'.repeat(44), 'k'.repeat(64), 'k'.repeat(65), '☕'.repeat(64)],
  ...['💶'.repeat(32), '💶'.repeat(33), 'é'.repeat(43), `${'k'.repeat(42)}=`],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
  ...['01990000-0000-7000-8000-000000000002\n', '01990000000070008000000000000002', '{01990000-0000-7000-8000-000000000002}'],
  ...['01990000-0000-0000-8000-000000000002', '01990000-0000-9000-8000-000000000002', '01990000-0000-7000-c000-000000000002'],
  ...['01990000-0000-7000-8000-00000000000G', '0199ABCD-0000-8000-B000-00000000000F', '00000000-0000-0000-0000-000000000001'],
  ...[
    [],
    {},
    [[]],
    ['customer'],
    ['customer', 'customer'],
    ['root'],
    ['customer', null],
    [['customer']],
    { 0: 'customer', length: 1 },
  ],
];

const accepts = (run: () => unknown): boolean => {
  try {
    run();
    return true;
  } catch {
    return false;
  }
};

const readers = [
  ['header', header, readAccessHeader, goodHeader],
  ['claims', claims, readAccessClaims, goodClaims],
] as const;

describe.each(readers)('the %s', (_, schema, read, good) => {
  test('is parsed', () => {
    expect(read(good)).toEqual(schema.parse(good));
  });

  test.each(Object.keys(good))('is as strict about `%s` as its zod schema', (name) => {
    const others = oddValues.map((value) => JSON.parse(JSON.stringify({ ...good, [name]: value })));
    const verdicts = others.map((value) => ({ value, taken: accepts(() => read(value)) }));
    expect(verdicts).toEqual(others.map((value) => ({ value, taken: schema.safeParse(value).success })));
    expect(verdicts.some(({ taken }) => !taken)).toBe(true);
  });

  test.each([null, undefined, [], 'text', 1])('is an object, not %j', (value) => {
    expect(accepts(() => read(value))).toBe(false);
  });
});

test.each(['crit', 'jku', '__proto__', 'toString'])('a header that also has %s is refused', (name) => {
  expect(accepts(() => readAccessHeader(JSON.parse(JSON.stringify(goodHeader).replace('{', `{"${name}":"x",`))))).toBe(false);
});

test('unknown claims are dropped', () => {
  const more = JSON.parse(JSON.stringify(goodClaims).replace('{', '{"theme":"dark","__proto__":{"sub":"admin"},'));
  expect(readAccessClaims(more)).toEqual(goodClaims);
});

test.each(['', ' ', 'account ', ' account', 'account  stock:read', 'account\tstock:read', 'a"b', 'a\\b', 'größe', 'a\0'])(
  'the scope %j is malformed',
  (claim) => {
    expect(scopePattern.test(claim)).toBe(false);
  },
);
