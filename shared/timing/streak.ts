import type { Log } from '#shared/logging/logger.ts';
import { outcomeOf } from '../errors/outcome.ts';
import { type Backoff, backoff } from './backoff.ts';

type StreakOptions = {
  log: Log;
  /** What to log at the first failure of a streak, and when the streak ends. */
  failing: string;
  recovered: string;
  /** Milliseconds. */
  pauses: Omit<Backoff, 'attempt'>;
  random?: (() => number) | undefined;
};

/** A streak of failures without a success in between: logged once when it starts and once when it ends. */
export function createStreak({ log, failing, recovered, pauses, random }: StreakOptions) {
  let failures = 0;

  return {
    /** Counts a failure; returns the milliseconds to wait before the next attempt. */
    failed(error: unknown): number {
      failures++;
      if (failures === 1) log.warn({ reason: outcomeOf(error).reason, err: error }, failing);
      return backoff({ attempt: failures, ...pauses }, random);
    },

    worked(): void {
      if (failures > 0) log.info({}, recovered);
      failures = 0;
    },

    isFailing: () => failures > 0,
  };
}
