import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outageDelaySeconds, retryDelaySeconds } from '#shared/messaging/delivery.ts';
import { backoff } from '#shared/timing/backoff.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const middle = () => 0.5;

describe('waiting before the next try', () => {
  it('doubles up to its bound', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => backoff({ attempt, first: 10, max: 50, spread: 0.2 }, middle));
    expect(waits).toEqual([10, 20, 40, 50, 50]);
  });

  it('strays by no more than its spread, however many attempts there were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fraction, (attempt, random) => {
        const wait = backoff({ attempt, first: 1, max: 100, spread: 0.3 }, () => random);
        const middle = Math.min(100, 2 ** (attempt - 1));
        expect(Math.abs(wait - middle)).toBeLessThanOrEqual(middle * 0.3 + 1e-9);
      }),
    );
  });

  it('hides a message for whole seconds, 1 to 2 at first and never over 2 minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fraction, (receiveCount, random) => {
        const seconds = retryDelaySeconds(receiveCount, () => random);
        expect(Number.isInteger(seconds)).toBe(true);
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(receiveCount === 1 ? 2 : 120);
      }),
    );
  });

  it.each([
    ['the first two receives, as ever', 1, [1, 2, 2]],
    ['the first two receives, as ever', 2, [2, 3, 4]],
    ['the third, for a minute', 3, [41, 60, 80]],
    ['the fourth, for two', 4, [81, 120, 160]],
    ['the seventh, for a quarter of an hour', 7, [601, 900, 1200]],
    ['the eighth, for no longer', 8, [601, 900, 1200]],
  ])('hides a message while something is away: after %s (%i)', (_, receiveCount, seconds) => {
    expect([0, 0.5, 1 - Number.EPSILON].map((random) => outageDelaySeconds(receiveCount, () => random))).toEqual(seconds);
  });

  it('lets a message outlast half an hour of outage before it has used up its eight receives', () => {
    const hidden = [1, 2, 3, 4, 5, 6, 7].map((receiveCount) => outageDelaySeconds(receiveCount, middle));
    expect(hidden.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(30 * 60);
    expect(Math.max(...hidden)).toBeLessThanOrEqual(20 * 60);
  });
});
