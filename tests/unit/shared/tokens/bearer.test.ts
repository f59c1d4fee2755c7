import { expect, test } from '@jest/globals';
import { bearerToken } from '#shared/tokens/bearer.ts';

test.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER a.b.c'])('"%s" brings a token', (header) => {
  expect(bearerToken(header)).toBe('a.b.c');
});

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Basic a.b.c',
  'a.b.c',
  'Bearer a.b.c d',
  'Bearer a.b.c,d.e.f',
  'Bearer a.b.c, Bearer d.e.f',
  'xBearer a.b.c',
])('"%s" contains no token', (header) => {
  expect(bearerToken(header)).toBeUndefined();
});
