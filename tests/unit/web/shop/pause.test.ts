import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../../client/index.ts';
import { pauseMilliseconds, pauseOf } from '../../../../web/shop/orders/pause.ts';

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

describe('an order that someone looks for', () => {
  const answered = (status: number) => ({ state: { error: new RefusedError({}, new Response(null, { status })) } });

  it('and that does not exist is not looked for again', () => {
    expect(pauseOf(answered(404), {})).toBe(false);
  });

  it('is looked for again when a service is down', () => {
    expect(pauseOf(answered(503), {})).toBe(400);
  });

  it('and that is known is left alone once they may not see it any more', () => {
    const order = { settled: false, status: 'PLACED' } as const;
    expect(pauseOf({ state: { error: null } }, { order })).toBe(400);
    expect(pauseOf(answered(403), { order })).toBe(false);
  });
});
