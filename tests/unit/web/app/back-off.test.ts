import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../../client/index.ts';
import { backingOff, backOffMilliseconds, expectChange, unchangedMilliseconds } from '../../../../web/app/back-off.ts';

describe('an answer', () => {
  it('is unchanged for as long as it is the same object', () => {
    const answer = { status: 'PLACED' };
    expect([1_000, 5_000, 9_000].map((now) => unchangedMilliseconds([answer], now))).toEqual([0, 4_000, 8_000]);
    expect(unchangedMilliseconds([{ ...answer }], 9_000)).toBe(0);
  });

  it('counts as new once something has been done about it', () => {
    const answer = { status: 'CONFIRMED' };
    unchangedMilliseconds([answer], 1_000);
    expectChange(answer, 8_000);
    expect(unchangedMilliseconds([answer], 9_000)).toBe(1_000);
  });

  it('is as new as the newest of the answers on the page', () => {
    const order = { status: 'PLACED' };
    unchangedMilliseconds([order], 1_000);
    expect(unchangedMilliseconds([order, []], 9_000)).toBe(0);
  });
});

it.each([
  [0, 2_000],
  [20_000, 5_000],
  [3_600_000, 15_000],
])('after %i ms without a change the next request follows %i ms later', (unchanged, pause) => {
  expect(backOffMilliseconds(unchanged, { secondsMin: 2, secondsMax: 15 })).toBe(pause);
});

describe('a query', () => {
  const pause = backingOff({ secondsMin: 2, secondsMax: 15 });
  const pauseAfter = (error: Error | null, data?: object) => pause({ state: { data, error } });
  const refused = (status: number) => new RefusedError({}, new Response(null, { status }));

  it.each([400, 401, 403, 404, 422])('that was refused with %i is not repeated', (status) => {
    expect(pauseAfter(refused(status))).toBe(false);
    expect(pauseAfter(refused(status), { answered: 'before' })).toBe(false);
  });

  it.each([
    ['too many requests', refused(429)],
    ['a service that is down', refused(503)],
    ['no answer', new TypeError('Failed to fetch')],
    ['an answer', null],
  ])('is repeated after %s', (_, error) => {
    expect(pauseAfter(error)).toBe(2_000);
  });
});
