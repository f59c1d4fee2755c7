import { here, type Scope, together } from '#shared/tracing/tracing.ts';

/**
 * Runs tasks with the same key one after another, and tasks with different keys concurrently. Tasks that arrive for a key at
 * the same moment, or while its lane is busy, run together next. `run` must not reject.
 */
export function createLanes<Task>(run: (key: string, tasks: readonly Task[]) => Promise<void>) {
  const lanes = new Map<string, Waiting<Task>[]>();

  function add(key: string, task: Task): void {
    const waiting = { task, scope: here() };
    const lane = lanes.get(key);
    if (lane) {
      lane.push(waiting);
      return;
    }
    lanes.set(key, [waiting]);
    void drain(key);
  }

  async function drain(key: string): Promise<void> {
    // Lets tasks that are added in the same turn run together.
    await undefined;
    for (let waiting = takeAll(key); waiting.length > 0; waiting = takeAll(key)) {
      const tasks = waiting.map(({ task }) => task);
      const scopes = waiting.map(({ scope }) => scope);
      await together(scopes, () => run(key, tasks));
    }
    lanes.delete(key);
  }

  function takeAll(key: string): readonly Waiting<Task>[] {
    return lanes.get(key)?.splice(0) ?? [];
  }

  return { add };
}

/** A task, and the tracing scope where it was added. */
type Waiting<Task> = { task: Task; scope: Scope | undefined };
