import type { Log } from '#shared/logging/logger.ts';
import { sleep } from './sleep.ts';
import { createStreak } from './streak.ts';

export type RoundsOptions<Due> = {
  /** What is done in them, as the log has it: `announcing`. */
  name: string;
  /** What is due, at most `limit`, oldest first. */
  take: (limit: number) => Promise<readonly Due[]>;
  /** Does one of them. What fails is due again by itself. */
  each: (due: Due) => Promise<unknown>;
  sizeMax?: number;
  intervalMilliseconds?: number;
  log: Log;
  random?: () => number;
};

export type Rounds = {
  start: () => void;
  /** Resolves when the round in progress, if any, has ended. */
  stop: () => Promise<void>;
};

/**
 * Does what is due, round after round: the next one at once after a full one, else after an interval. Each is done for itself,
 * so one that fails holds up no other; only where all fail do rounds become rarer.
 */
export function createRounds<Due>(options: RoundsOptions<Due>): Rounds {
  const { name, take, each, sizeMax = 250, intervalMilliseconds = 500, log, random } = options;
  const rounds = createStreak({ log, broken: `${name} fails`, mended: `${name} works again`, pauses, random });
  const stopping = new AbortController();
  let running = Promise.resolve();

  function start(): void {
    running = run();
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) await sleep(await round(), stopping.signal);
  }

  /** Returns how many milliseconds to wait before the next round. */
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
