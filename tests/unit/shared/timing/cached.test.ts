import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cached } from '#shared/timing/cached.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A read that counts its calls. */
const counter = () => {
  let reads = 0;
  return async () => ++reads;
};

test('a cached result is kept for its lifetime, then read again', async () => {
  const ask = cached(30, counter());
  expect(await ask()).toBe(1);
  jest.advanceTimersByTime(29_999);
  expect(await ask()).toBe(1);
  jest.advanceTimersByTime(1);
  expect(await ask()).toBe(2);
});

test('the age includes the read: a result is never older than its lifetime', async () => {
  const slow = Promise.withResolvers<void>();
  const count = counter();
  const ask = cached(30, () => slow.promise.then(count));
  const first = ask();
  jest.advanceTimersByTime(30_000);
  slow.resolve();
  expect(await first).toBe(1);
  expect(await ask()).toBe(2);
});

test.each([0, 30])('concurrent callers share one read, also when it is cached for %i seconds', async (seconds) => {
  const ask = cached(seconds, counter());
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
});

test('a result with no lifetime is read on every call', async () => {
  const ask = cached(0, counter());
  expect([await ask(), await ask()]).toEqual([1, 2]);
});

test('a failed read rejects for all callers, and is not cached', async () => {
  const read = jest.fn(counter()).mockRejectedValueOnce(new Error('lost'));
  const ask = cached(30, read);
  expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe(1);
  expect(read).toHaveBeenCalledTimes(2);
});
