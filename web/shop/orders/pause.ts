import type { Schemas } from '../../../client/index.ts';
import { type Asked, type Bounds, backOffMilliseconds, isRefused, unchangedMilliseconds } from '../../app/back-off.ts';

/** How soon an order may change. */
export type Pace = 'moving' | 'resting' | 'over';

const bounds: Record<Pace, Bounds> = {
  moving: { secondsMin: 0.4, secondsMax: 15 },
  resting: { secondsMin: 0.4, secondsMax: 30 },
  over: { secondsMin: 0.4, secondsMax: 2 },
};
const patienceMinutes = { moving: 60, resting: 10, over: 0.25 } as const;

type Known = { order?: Pick<Schemas['Order'], 'settled' | 'status'> | undefined; events?: readonly object[] | undefined };

/** How long to wait before asking again for an order or its events: when one of the two changes, the other may follow. */
export function pauseOf(query: Asked, { order, events }: Known): number | false {
  if (isRefused(query)) return false;
  const unchanged = unchangedMilliseconds([order ?? query, ...(events ? [events] : [])]);
  return pauseMilliseconds(order ? paceOf(order) : 'moving', unchanged);
}

function paceOf({ settled, status }: NonNullable<Known['order']>): Pace {
  if (!settled) return 'moving';
  return status === 'CONFIRMED' || status === 'SHIPPED' ? 'resting' : 'over';
}

/** How long to wait before asking about an order again. `false` when asking again is pointless. */
export function pauseMilliseconds(pace: Pace, unchangedMilliseconds: number): number | false {
  if (unchangedMilliseconds > patienceMinutes[pace] * 60_000) return false;
  return backOffMilliseconds(unchangedMilliseconds, bounds[pace]);
}
