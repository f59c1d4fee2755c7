import type { Log } from '#shared/logging/logger.ts';
import { DependencyUnavailableError, type Outcome } from '../errors/outcome.ts';
import type { Backoff } from '../timing/backoff.ts';
import { sleep } from '../timing/sleep.ts';
import { createStreak } from '../timing/streak.ts';

type OutageOptions = {
  log: Log;
  triesMax?: number;
  /** Milliseconds between tries. */
  pauses?: Omit<Backoff, 'attempt'>;
  random?: (() => number) | undefined;
};

/**
 * Keeps a consumer from burning its messages' receives while a store or provider is away. The first message that finds it
 * away is held and tried again, with a growing pause, until it gets through; others go back to the queue meanwhile. After
 * `triesMax` further tries the held message goes back, too, and another may try: were the trouble its own, it must not
 * stand in everybody's way.
 */
export function createOutage({ log, triesMax = 3, pauses = { first: 200, max: 30_000, spread: 0.3 }, random }: OutageOptions) {
  const streak = createStreak({ log, broken: 'dependency unavailable', mended: 'dependency available', pauses, random });
  let someoneTries = false;
  let nextTryAt = 0;

  /** Attempts a message as the circumstances allow. `unavailable` means that it should go back to the queue. */
  async function ride(attempt: () => Promise<Outcome>, stopping: AbortSignal): Promise<Outcome> {
    if (someoneTries) return { kind: 'unavailable', reason: 'another message is trying' };
    if (!streak.isUnderWay()) {
      const outcome = await attempt();
      if (outcome.kind !== 'unavailable' || someoneTries) return outcome;
      fail(outcome.reason);
    }
    someoneTries = true;
    try {
      return await keepTrying(attempt, stopping);
    } finally {
      someoneTries = false;
    }
  }

  async function keepTrying(attempt: () => Promise<Outcome>, stopping: AbortSignal): Promise<Outcome> {
    for (let tries = 0; tries < triesMax; tries++) {
      await sleep(nextTryAt - performance.now(), stopping);
      if (stopping.aborted) break;
      const outcome = await attempt();
      if (outcome.kind !== 'unavailable') {
        streak.worked();
        return outcome;
      }
      fail(outcome.reason);
    }
    return { kind: 'unavailable', reason: 'still unavailable' };
  }

  function fail(reason: string): void {
    nextTryAt = performance.now() + streak.failed(new DependencyUnavailableError(reason));
  }

  return { ride, isUnderWay: streak.isUnderWay };
}
