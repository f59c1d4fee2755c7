import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outageDelaySeconds, retryDelaySeconds } from '#shared/messaging/delivery.ts';
import { backoff } from '#shared/timing/backoff.ts';

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const middle = () => 0.5;

describe('waiting before the next attempt', () => {
  it('doubles up to its bound', () => {
    const waits = [1, 2, 3, 4, 5].map((attempt) => backoff({ attempt, first: 10, max: 50, spread: 0.2 }, middle));
    expect(waits).toEqual([10, 20, 40, 50, 50]);
  });

  it('varies by no more than its spread, however many attempts there were', () => {
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

  // Math.random ends just below 1. A third is not exact in binary, so the minimum is a little over its second and rounded up.
  it.each([
    { receiveCount: 1, seconds: [1, 2, 2] },
    { receiveCount: 2, seconds: [2, 3, 4] },
    { receiveCount: 3, seconds: [41, 60, 80] },
    { receiveCount: 4, seconds: [81, 120, 160] },
    { receiveCount: 6, seconds: [321, 480, 640] },
    { receiveCount: 7, seconds: [601, 900, 1200] },
    { receiveCount: 8, seconds: [601, 900, 1200] },
    { receiveCount: 1000, seconds: [601, 900, 1200] },
  ])('hides a message received $receiveCount times during an outage for $seconds s', ({ receiveCount, seconds }) => {
    const hidden = [0, 0.5, 1 - 2 ** -53].map((random) => outageDelaySeconds(receiveCount, () => random));
    expect(hidden).toEqual(seconds);
  });

  it('lets a message survive half an hour of outage with its eight receives', () => {
    const hidden = [1, 2, 3, 4, 5, 6, 7].map((receiveCount) => outageDelaySeconds(receiveCount, middle));
    expect(hidden.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(30 * 60);
    expect(Math.max(...hidden)).toBeLessThanOrEqual(20 * 60);
  });
});
