import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { cached } from '../../../../containers/catalog/cached.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A read that counts how often it is made. */
const counter = () => {
  let reads = 0;
  return async () => ++reads;
};

test('an answer is kept for its time, and then read again', async () => {
  const ask = cached(30, counter());
  expect(await ask()).toBe(1);
  jest.advanceTimersByTime(29_999);
  expect(await ask()).toBe(1);
  jest.advanceTimersByTime(1);
  expect(await ask()).toBe(2);
});

test('the time of a read counts: an answer is never older than its time', async () => {
  const slow = Promise.withResolvers<void>();
  const count = counter();
  const ask = cached(30, () => slow.promise.then(count));
  const first = ask();
  jest.advanceTimersByTime(30_000);
  slow.resolve();
  expect(await first).toBe(1);
  expect(await ask()).toBe(2);
});

test.each([0, 30])('all who ask at once share one read, also when it is kept for %i seconds', async (seconds) => {
  const ask = cached(seconds, counter());
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
});

test('an answer that is kept for no time is read whenever it is asked for', async () => {
  const ask = cached(0, counter());
  expect([await ask(), await ask()]).toEqual([1, 2]);
});

test('a failed read is told to all who asked, and not kept', async () => {
  const read = jest.fn(counter()).mockRejectedValueOnce(new Error('lost'));
  const ask = cached(30, read);
  expect((await Promise.allSettled([ask(), ask()])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask()).toBe(1);
  expect(read).toHaveBeenCalledTimes(2);
});
