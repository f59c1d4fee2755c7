import { EffectRefusedError, EverybodyRefusedError, type Outcome, outcomeOf } from '#shared/errors/outcome.ts';

/**
 * How and when an effect failed: `refused` if this order was definitely refused, `refusesAll` if every request is. `at` is an ISO 8601
 * instant.
 */
export type Failure = { kind: Exclude<Outcome['kind'], 'done'> | 'refused' | 'refusesAll'; reason: string; at: string };

/** What an error says about the effect that threw it, now. */
export function failureOf(error: unknown): Failure {
  const { kind, reason } = outcomeOf(error);
  const at = new Date().toISOString();
  if (error instanceof EverybodyRefusedError) return { kind: 'refusesAll', reason, at };
  return { kind: error instanceof EffectRefusedError ? 'refused' : kind, reason, at };
}

/**
 * Why an undo or a capture keeps failing. Stored in the row so that it is eventually given up, and shown to operators. `tries` counts
 * since `since`, when it first failed or an operator last had it retried.
 */
export type Trouble = { tries: number; since: string; reason: string; givenUp: boolean };

const triesMax = 15;
const patienceMilliseconds = 30 * 60_000;

/**
 * Counts one more failure. A definite refusal is given up after `triesMax` tries. Anything else may end by itself (an outage, a
 * request in progress, a refund that is pending, a limit on requests), so it must also have lasted a while. What refuses every request
 * is recorded, but does not count.
 */
export function afterFailure(before: Trouble | undefined, { kind, reason, at }: Failure): Trouble {
  const { tries, since } = before ?? { tries: 0, since: at };
  if (kind === 'refusesAll') return before?.reason === reason ? before : { tries, since, reason, givenUp: false };
  const isLong = Date.parse(at) - Date.parse(since) >= patienceMilliseconds;
  const isDefinite = kind === 'refused' || kind === 'poison';
  return { tries: tries + 1, since, reason, givenUp: tries + 1 >= triesMax && (isDefinite || isLong) };
}

/**
 * After an operator has had it retried: counting starts over. Until the retry succeeds, it is still in trouble, and an operator can decide
 * differently.
 */
export const triedAgain = (before: Trouble, at: string): Trouble => ({ ...before, tries: 0, since: at, givenUp: false });

/** An operator's decision on trouble: who, when (an ISO 8601 instant) and why. The row keeps it unless it is only to try again. */
export type Resolution = { decision: 'retry' | 'settle' | 'fail'; operatorId: string; reason: string; at: string };

/** The trouble and the resolution that a state holds, for display; `of` says what is failing. */
export function troubleOf(
  state: object,
  of: 'undo' | 'capture' = 'undo',
): { trouble?: Trouble & { of: typeof of }; resolution?: Resolution } {
  const { trouble, resolution }: { trouble?: Trouble | undefined; resolution?: Resolution } = state;
  return { ...(trouble ? { trouble: { of, ...trouble } } : {}), ...(resolution ? { resolution } : {}) };
}
