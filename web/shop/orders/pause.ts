/** How far an order is, for whoever watches it. */
export type Pace = 'moving' | 'resting' | 'over';

const secondsMax = { moving: 15, resting: 30, over: 2 } as const;
const patienceMinutes = { moving: 60, resting: 10, over: 0.25 } as const;

/**
 * How long to wait before looking at an order again: a quarter of the time in which nothing has changed, so that what moves is
 * watched closely and what rests costs little. `false` when looking any longer is not worth it. A page that nobody sees does not
 * look at all, and one that is looked at again looks at once; the query client sees to that.
 */
export function pauseMilliseconds(pace: Pace, unchangedMilliseconds: number): number | false {
  if (unchangedMilliseconds > patienceMinutes[pace] * 60_000) return false;
  return Math.min(Math.max(unchangedMilliseconds / 4, 400), secondsMax[pace] * 1000);
}
