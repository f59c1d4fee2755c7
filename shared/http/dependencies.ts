import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { createStreak } from '#shared/timing/streak.ts';

/** What a service cannot work without, by name. Each call succeeds once the dependency is there. */
export type Dependencies = Record<string, () => Promise<unknown>>;

type WaitOptions = { log: Log; signal: AbortSignal; secondsMax?: number };

/**
 * Resolves when every dependency has answered once, or when the signal is aborted. Logs which ones it waits for, and why.
 * @throws Error naming the dependency, when one has not answered after `secondsMax`
 */
export async function waitForDependencies(dependencies: Dependencies, options: WaitOptions): Promise<void> {
  await Promise.all(Object.entries(dependencies).map(([name, ping]) => waitForOne(name, ping, options)));
}

async function waitForOne(
  name: string,
  ping: () => Promise<unknown>,
  { log, signal, secondsMax = 120 }: WaitOptions,
): Promise<void> {
  const tries = createStreak({ log, failing: `waiting for ${name}`, recovered: `${name} reachable`, pauses });
  const began = performance.now();
  while (!signal.aborted) {
    try {
      await ping();
      return tries.worked();
    } catch (error) {
      const pause = tries.failed(error);
      if (performance.now() - began + pause > secondsMax * 1000)
        throw new Error(`${name} was not reachable within ${secondsMax} s of starting: ${outcomeOf(error).reason}`, {
          cause: error,
        });
      await sleep(pause, signal);
    }
  }
}

const pauses = { first: 200, max: 5_000, spread: 0.2 };
