import type { Log } from '#shared/logging/logger.ts';
import { sleep } from './sleep.ts';
import { createStreak } from './streak.ts';

export type RoundsOptions<Due> = {
  /** The activity, as the log names it: `announcing`. */
  name: string;
  /** Takes what is due, at most `limit`, oldest first. */
  take: (limit: number) => Promise<readonly Due[]>;
  /** Processes one item. If it fails, the item becomes due again by itself. */
  each: (due: Due) => Promise<unknown>;
  sizeMax?: number;
  intervalMilliseconds?: number;
  log: Log;
  random?: () => number;
};

export type Rounds = {
  start: () => void;
  /** Resolves when the current round, if any, has ended. */
  stop: () => Promise<void>;
};

/**
 * Processes what is due, round after round: the next round follows a full one at once, otherwise after an interval. Items are
 * independent, so one failure does not hold up the others; only if all of them fail do rounds slow down.
 */
export function createRounds<Due>(options: RoundsOptions<Due>): Rounds {
  const { name, take, each, sizeMax = 250, intervalMilliseconds = 500, log, random } = options;
  const rounds = createStreak({ log, failing: `${name} fails`, recovered: `${name} works again`, pauses, random });
  const stopping = new AbortController();
  let running = Promise.resolve();

  function start(): void {
    running = run();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await sleep(await round(), stopping.signal);
  }

  /** Returns the milliseconds to wait before the next round. */
  async function round(): Promise<number> {
    try {
      const due = await take(sizeMax);
      const results = await Promise.allSettled(due.map(each));
      const failures = results.filter((result) => result.status === 'rejected');
      if (failures.length > 0 && failures.length === due.length) throw failures[0]?.reason;
      if (failures.length > 0) rounds.failed(failures[0]?.reason);
      else rounds.worked();
      return due.length === sizeMax ? 0 : intervalMilliseconds;
    } catch (error) {
      return Math.max(intervalMilliseconds, rounds.failed(error));
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  return { start, stop };
}

const pauses = { first: 500, max: 15_000, spread: 0.5 };
