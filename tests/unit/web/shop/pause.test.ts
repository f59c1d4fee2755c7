import { describe, expect, it } from '@jest/globals';
import { pauseMilliseconds } from '../../../../web/shop/orders/pause.ts';

describe('an order that is watched', () => {
  it.each([
    ['moving', 0, 400],
    ['moving', 8_000, 2_000],
    ['moving', 10 * 60_000, 15_000],
    ['resting', 5 * 60_000, 30_000],
    ['over', 3_000, 750],
  ] as const)('and is %s, unchanged for %i ms, is looked at after %i ms', (pace, unchanged, pause) => {
    expect(pauseMilliseconds(pace, unchanged)).toBe(pause);
  });

  it.each([
    ['moving', 61],
    ['resting', 11],
    ['over', 0.3],
  ] as const)('and is %s is left alone once nothing has changed for %d minutes', (pace, minutes) => {
    expect(pauseMilliseconds(pace, minutes * 60_000)).toBe(false);
  });
});
