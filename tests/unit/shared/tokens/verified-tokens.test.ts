import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createVerifiedTokens } from '#shared/tokens/verified-tokens.ts';

const now = 1_800_000_000;
const verified = (exp = now + 300) => ({
  kid: 'k',
  key: 'the key',
  exp,
  actor: { userId: 'ada', email: undefined, roles: [], scopes: [] },
});

beforeEach(() => void jest.useFakeTimers({ now: now * 1000 }));
afterEach(() => void jest.useRealTimers());

test('a token is found again, by all of its bytes', () => {
  const tokens = createVerifiedTokens<string>();
  const ada = verified();
  tokens.add('a.b.c', ada);
  expect(tokens.find('a.b.c')).toBe(ada);
  for (const other of ['', 'a.b.d', 'a.b.c ', 'A.b.c', 'a.b']) expect(tokens.find(other)).toBeUndefined();
});

test('a token is forgotten the moment it expires', () => {
  const tokens = createVerifiedTokens<string>();
  tokens.add('a.b.c', verified());
  jest.setSystemTime((now + 300) * 1000 - 1);
  expect(tokens.find('a.b.c')).toBeDefined();
  jest.setSystemTime((now + 300) * 1000);
  expect(tokens.find('a.b.c')).toBeUndefined();
});

test('beyond 4,096 tokens the oldest are dropped', () => {
  const tokens = createVerifiedTokens<string>();
  for (let index = 0; index < 4_098; index++) tokens.add(`token ${index}`, verified());
  const found = (index: number) => tokens.find(`token ${index}`) !== undefined;
  expect([0, 1, 2, 4_097].map(found)).toEqual([false, false, true, true]);
});
