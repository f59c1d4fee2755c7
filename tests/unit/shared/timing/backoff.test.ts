import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
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
});
