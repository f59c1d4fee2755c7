import { here, type Scope, together } from '#shared/tracing/tracing.ts';

export type LaneOptions<Task> = {
  /** How long a task may wait for others of its key to run with. By default none waits. */
  patienceMilliseconds?: (task: Task) => number;
};

/**
 * Runs tasks with the same key one after another, and tasks with different keys concurrently. Tasks that arrive for a key at
 * the same moment, or while its lane is busy, run together next. A lane starts as soon as one of its tasks cannot wait, or has
 * waited long enough. `run` must not reject.
 */
export function createLanes<Task>(
  run: (key: string, tasks: readonly Task[]) => Promise<void>,
  { patienceMilliseconds = () => 0 }: LaneOptions<Task> = {},
) {
  const lanes = new Map<string, Lane<Task>>();

  function add(key: string, task: Task): void {
    const startAt = performance.now() + patienceMilliseconds(task);
    const waiting = { task, startAt, scope: here() };
    const lane = lanes.get(key);
    if (lane) {
      lane.waiting.push(waiting);
      lane.hasCompany();
      return;
    }
    const opened: Lane<Task> = { waiting: [waiting], hasCompany: () => undefined };
    lanes.set(key, opened);
    void drain(key, opened);
  }

  async function drain(key: string, lane: Lane<Task>): Promise<void> {
    // Lets tasks that are added in the same turn run together.
    await undefined;
    while (lane.waiting.length > 0) {
      await untilDue(lane);
      const waiting = lane.waiting.splice(0);
      const tasks = waiting.map(({ task }) => task);
      const scopes = waiting.map(({ scope }) => scope);
      await together(scopes, () => run(key, tasks));
    }
    lanes.delete(key);
  }

  return { add };
}

/** A task, when it must start at the latest, and the tracing scope where it was added. */
type Waiting<Task> = { task: Task; startAt: number; scope: Scope | undefined };
/** Calls `hasCompany` after each task that joins. */
type Lane<Task> = { waiting: Waiting<Task>[]; hasCompany: () => void };

async function untilDue<Task>(lane: Lane<Task>): Promise<void> {
  for (let left = millisecondsLeft(lane); left > 0; left = millisecondsLeft(lane)) {
    const { promise, resolve } = Promise.withResolvers<void>();
    lane.hasCompany = resolve;
    const timer = setTimeout(resolve, left);
    await promise;
    clearTimeout(timer);
  }
}

const millisecondsLeft = <Task>({ waiting }: Lane<Task>): number =>
  Math.min(...waiting.map(({ startAt }) => startAt)) - performance.now();
