import type { ManagedProcess, Surroundings } from './resource.ts';
import { StartError } from './start-error.ts';

export type PartsOptions = {
  logFolder: string;
  /** Aborting it gives up the start. */
  signal?: AbortSignal | undefined;
  onProgress: (name: string, milliseconds: number) => void;
  onUnexpectedExit: Surroundings['onUnexpectedExit'];
};

export type Parts = {
  surroundings: Surroundings;
  /** Follows a part's start: times it, adds a hint to its error, and remembers to stop it should another part fail. */
  part<T>(name: string, starting: Promise<T>, hint?: string): Promise<T>;
  /** The start is over: from now on the signal ends nothing, for what runs is to be stopped in order. */
  complete(): void;
  /** Ends everything that has been started or still is being, and returns once nothing is left. */
  abandon(reason: unknown): Promise<void>;
};

/** The parts of a stack while it starts, which all go up together and, when one cannot, all come down together. */
export function createParts({ logFolder, signal, onProgress, onUnexpectedExit }: PartsOptions): Parts {
  const failure = new AbortController();
  const running = new Set<ManagedProcess>();
  const followed: Promise<unknown>[] = [];
  const surroundings = { logFolder, running, onUnexpectedExit, signal: failure.signal };
  const giveUp = () => failure.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();

  async function follow<T>(name: string, starting: Promise<T>, hint?: string): Promise<T> {
    const began = performance.now();
    try {
      const started = await starting;
      if (!surroundings.signal.aborted) onProgress(name, performance.now() - began);
      return started;
    } catch (error) {
      if (!hint || !(error instanceof Error) || (error instanceof StartError && error.hint)) throw error;
      throw new StartError(error instanceof StartError ? error.message : `${name} did not start: ${error.message}`, {
        hint,
        cause: error,
      });
    }
  }

  return {
    surroundings,
    part(name, starting, hint) {
      const part = follow(name, starting, hint);
      followed.push(part);
      // It is awaited later, maybe after another part has failed; that must not make this failure an unhandled one.
      part.catch(() => undefined);
      return part;
    },
    complete: () => signal?.removeEventListener('abort', giveUp),
    async abandon(reason) {
      failure.abort(reason);
      await Promise.all([...running].map((process) => process.stop()));
      const outcomes = await Promise.allSettled(followed);
      await Promise.all(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? stop(outcome.value) : undefined)));
    },
  };
}

async function stop(started: unknown): Promise<void> {
  if (started instanceof Object && 'stop' in started && started.stop instanceof Function) await started.stop();
}
