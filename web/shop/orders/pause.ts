/** How soon an order may change. */
export type Pace = 'moving' | 'resting' | 'over';

const secondsMax = { moving: 15, resting: 30, over: 2 } as const;
const patienceMinutes = { moving: 60, resting: 10, over: 0.25 } as const;

/**
 * How long to wait before asking about an order again: a quarter of the time in which nothing has changed, so a changing order is
 * followed closely and an unchanging one costs little. `false` when asking again is pointless. While nobody sees the page, the
 * query client does not ask at all; it asks at once when the page is seen again.
 */
export function pauseMilliseconds(pace: Pace, unchangedMilliseconds: number): number | false {
  if (unchangedMilliseconds > patienceMinutes[pace] * 60_000) return false;
  return Math.min(Math.max(unchangedMilliseconds / 4, 400), secondsMax[pace] * 1000);
}
