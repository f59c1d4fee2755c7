import type { Outcome } from '#shared/errors/outcome.ts';

/** How and when an effect failed; `at` is an ISO 8601 instant. */
export type Failure = { kind: Exclude<Outcome['kind'], 'done'>; reason: string; at: string };

/** Why an undo keeps failing. Stored in the row so that it is eventually given up, and shown to operators. */
export type Trouble = { tries: number; since: string; reason: string; givenUp: boolean };

const triesMax = 15;
const outageMillisecondsMax = 30 * 60_000;

/**
 * Counts one more failure. A refusal that concerns only this order is given up after `triesMax` tries. What looks like an
 * outage must also have lasted a while, because it may affect other orders and end by itself.
 */
export function afterFailure(before: Trouble | undefined, { kind, reason, at }: Failure): Trouble {
  const { tries, since } = before ?? { tries: 0, since: at };
  const isLong = Date.parse(at) - Date.parse(since) >= outageMillisecondsMax;
  return { tries: tries + 1, since, reason, givenUp: tries + 1 >= triesMax && (kind !== 'unavailable' || isLong) };
}

/** An operator's decision on a failing undo: who, when (an ISO 8601 instant) and why. The row keeps it only if it settles the undo. */
export type Resolution = { decision: 'retry' | 'settle'; operatorId: string; reason: string; at: string };

/** The trouble and the resolution that a state holds, for display. */
export function troubleOf(state: object): { trouble?: Trouble; resolution?: Resolution } {
  const { trouble, resolution }: { trouble?: Trouble | undefined; resolution?: Resolution } = state;
  return { ...(trouble ? { trouble } : {}), ...(resolution ? { resolution } : {}) };
}
