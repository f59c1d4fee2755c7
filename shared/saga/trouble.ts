import type { Outcome } from '#shared/errors/outcome.ts';

/** How an effect has failed, and when, as an ISO 8601 instant. */
export type Failure = { kind: Exclude<Outcome['kind'], 'done'>; reason: string; at: string };

/** Why an undo keeps failing: stored in the row, so that it is given up eventually, and shown to operators. */
export type Trouble = { tries: number; since: string; reason: string; givenUp: boolean };

const triesMax = 15;
const outageMillisecondsMax = 30 * 60_000;

/**
 * Counts one more failure. A refusal of this one order is given up after so many tries; what looks like an outage only after a
 * time as well, because it may concern more than this order and pass by itself.
 */
export function afterFailure(before: Trouble | undefined, { kind, reason, at }: Failure): Trouble {
  const { tries, since } = before ?? { tries: 0, since: at };
  const isLong = Date.parse(at) - Date.parse(since) >= outageMillisecondsMax;
  return { tries: tries + 1, since, reason, givenUp: tries + 1 >= triesMax && (kind !== 'unavailable' || isLong) };
}

/** An operator's decision on something given up: who, when, why, as an ISO 8601 instant. It stays in the row. */
export type Resolution = { decision: 'retry' | 'settle'; operatorId: string; reason: string; at: string };

/** What a state remembers of either, to be shown. */
export function troubleOf(state: object): { trouble?: Trouble; resolution?: Resolution } {
  const { trouble, resolution }: { trouble?: Trouble | undefined; resolution?: Resolution } = state;
  return { ...(trouble ? { trouble } : {}), ...(resolution ? { resolution } : {}) };
}
