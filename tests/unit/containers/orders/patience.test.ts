import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPatience } from '../../../../containers/orders/patience.ts';

const patienceAfter = (...samples: number[]) => {
  const patience = createPatience();
  for (const seconds of samples) patience.note(seconds);
  return patience.seconds();
};

describe('the delay before orders announces again', () => {
  it('is 5 s while nothing is known, and while answers come quickly', () => {
    expect(patienceAfter()).toBe(5);
    expect(patienceAfter(...Array(20).fill(0.3))).toBe(5);
  });

  it('exceeds the response time once that is long', () => {
    expect(patienceAfter(...Array(10).fill(9))).toBeGreaterThan(9);
  });

  it('never exceeds 15 s, whatever an outage or a skewed clock has taught it', () => {
    expect(patienceAfter(3_600)).toBe(15);
    expect(patienceAfter(-600, 0.2)).toBe(5);
  });

  it('returns to 5 s when answers are quick again', () => {
    expect(patienceAfter(600, ...Array(80).fill(0.2))).toBe(5);
  });

  it('always stays within its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true })), (samples) => {
        expect(patienceAfter(...samples)).toBeGreaterThanOrEqual(5);
        expect(patienceAfter(...samples)).toBeLessThanOrEqual(15);
      }),
    );
  });
});
