import type { Event } from '#events/index.ts';
import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '../timing/sleep.ts';
import { createStreak } from '../timing/streak.ts';

export type AnnouncerOptions = {
  /**
   * Takes the rows that are due, oldest first and at most 25, and sets when each is due again, in one statement.
   * Several replicas claim at once; none gets a row that another has just taken.
   */
  claim: () => Promise<readonly Event[]>;
  publish: (events: readonly Event[]) => Promise<void>;
  intervalMilliseconds?: number;
  log: Log;
  random?: () => number;
};

export type Announcer = {
  start: () => void;
  /** Resolves when the round under way, if any, has ended. */
  stop: () => Promise<void>;
};

/**
 * Publishes what rows stand for until the saga has answered: the cure for every lost message. A round that fails changes
 * nothing, because its rows fall due again by themselves.
 */
export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { claim, publish, intervalMilliseconds = 500, log, random } = options;
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
      await announce(await claim());
      rounds.worked();
      return intervalMilliseconds;
    } catch (error) {
      return Math.max(intervalMilliseconds, rounds.failed(error));
    }
  }

  /** Each event for itself, so that one which the topic refuses holds up no other; the publisher batches them anyway. */
  async function announce(events: readonly Event[]): Promise<void> {
    const results = await Promise.allSettled(events.map((event) => publish([event])));
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
