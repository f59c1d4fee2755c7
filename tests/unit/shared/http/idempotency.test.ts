import { z } from '@hono/zod-openapi';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idempotencyHeader, requestHash } from '#shared/http/idempotency.ts';
import { fromCursor, toCursor } from '#shared/http/page.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
};

describe('the hash of a request', () => {
  test('does not depend on the order of its keys', () => {
    fc.assert(fc.property(fc.jsonValue(), (body) => expect(requestHash(reversed(body))).toBe(requestHash(body))));
  });

  test('distinguishes everything that differs', () => {
    const bodies = [
      {},
      [],
      null,
      0,
      '0',
      { a: 1 },
      { a: '1' },
      { b: 1 },
      { a: [1, 2] },
      { a: [2, 1] },
      { a: { b: 1 } },
      { 'a.b': 1 },
    ];
    expect(new Set(bodies.map(requestHash)).size).toBe(bodies.length);
  });
});

describe('an Idempotency-Key', () => {
  test.each(['a', 'x'.repeat(255), '~!"#'])('may be %.10s', (key) => {
    expect(idempotencyHeader.safeParse({ 'idempotency-key': key }).success).toBe(true);
  });
  test.each([undefined, '', 'x'.repeat(256), 'a b', 'é', 'a\n'])('may not be %p', (key) => {
    expect(idempotencyHeader.safeParse({ 'idempotency-key': key }).success).toBe(false);
  });
});

describe('a cursor', () => {
  test('returns the position that it was made from', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (position) =>
        expect(fromCursor(toCursor(position), z.unknown())).toEqual(JSON.parse(JSON.stringify(position))),
      ),
    );
  });
  test.each(['', 'nonsense', toCursor('1'), toCursor(-1), toCursor({ position: 1 })])(
    'that is none of ours is refused: %p',
    (cursor) => {
      expect(() => fromCursor(cursor, z.int().positive())).toThrow(expect.objectContaining({ status: 422, slug: 'validation' }));
    },
  );
});
