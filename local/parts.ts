import type { ManagedProcess, Surroundings } from './resource.ts';
import { StartError } from './start-error.ts';

export type PartsOptions = {
  logFolder: string;
  /** Aborting it cancels the start. */
  signal?: AbortSignal | undefined;
  onProgress: (name: string, milliseconds: number) => void;
  onUnexpectedExit: Surroundings['onUnexpectedExit'];
};

export type Parts = {
  surroundings: Surroundings;
  /** Tracks the start of a part: times it, adds a hint to its error, and stops it if another part fails. */
  part<T>(name: string, starting: Promise<T>, hint?: string): Promise<T>;
  /** Marks the start as complete. From then on the signal ends nothing, because a running stack must be stopped in order. */
  complete(): void;
  /** Stops everything that has started or is starting, and resolves when nothing is left. */
  abandon(reason: unknown): Promise<void>;
};

/** The parts of a stack during its start. All start together, and if one fails, all are stopped. */
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
      // It is awaited later, maybe after another part has failed; meanwhile its failure must not count as unhandled.
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
