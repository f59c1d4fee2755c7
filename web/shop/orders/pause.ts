import { type Bounds, backOffMilliseconds } from '../../app/back-off.ts';

/** How soon an order may change. */
export type Pace = 'moving' | 'resting' | 'over';

const bounds: Record<Pace, Bounds> = {
  moving: { secondsMin: 0.4, secondsMax: 15 },
  resting: { secondsMin: 0.4, secondsMax: 30 },
  over: { secondsMin: 0.4, secondsMax: 2 },
};
const patienceMinutes = { moving: 60, resting: 10, over: 0.25 } as const;

/** How long to wait before asking about an order again. `false` when asking again is pointless. */
export function pauseMilliseconds(pace: Pace, unchangedMilliseconds: number): number | false {
  if (unchangedMilliseconds > patienceMinutes[pace] * 60_000) return false;
  return backOffMilliseconds(unchangedMilliseconds, bounds[pace]);
}
