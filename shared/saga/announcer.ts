import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { createStreak } from '#shared/timing/streak.ts';

export type AnnouncerOptions<Due> = {
  /**
   * Takes what is due, oldest first and at most `limit`, and sets when each is due again, in one statement. Several replicas
   * claim at once; none gets a row that another has just taken.
   */
  claim: (limit: number) => Promise<readonly Due[]>;
  announce: (due: Due) => Promise<void>;
  intervalMilliseconds?: number;
  log: Log;
  random?: () => number;
};

export type Announcer = {
  start: () => void;
  /** Resolves when the round in progress, if any, has ended. */
  stop: () => Promise<void>;
};

/** It looks twice a second, so this is at most 50 a second for each replica. */
const claimsMax = 25;

/**
 * Publishes what rows tell until the saga has answered: the cure for every lost message. A round that fails changes nothing,
 * because its rows fall due again by themselves.
 */
export function createAnnouncer<Due>(options: AnnouncerOptions<Due>): Announcer {
  const { claim, announce, intervalMilliseconds = 500, log, random } = options;
  const rounds = createStreak({ log, broken: 'announcing fails', mended: 'announcing works again', pauses, random });
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
      await announceAll(await claim(claimsMax));
      rounds.worked();
      return intervalMilliseconds;
    } catch (error) {
      return Math.max(intervalMilliseconds, rounds.failed(error));
    }
  }

  /** Each for itself, so that one which cannot be announced holds up no other. */
  async function announceAll(due: readonly Due[]): Promise<void> {
    const results = await Promise.allSettled(due.map(announce));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await running;
  }

  return { start, stop };
}

const pauses = { first: 500, max: 15_000, spread: 0.5 };
