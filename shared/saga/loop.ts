import type { Draft, Event } from '#events/index.ts';
import { createLanes } from '#shared/concurrency/lanes.ts';
import { GivenUpError, PoisonError, RetryLaterError, VersionConflictError } from '#shared/errors/outcome.ts';
import { createRecentRows } from './recent-rows.ts';
import { type Folded, fold, StepImpossibleError, StepRefusedError, type Task } from './task.ts';
import { type Failure, failureOf } from './trouble.ts';
import { type Versioned, withState } from './versioned.ts';

export type LoopOptions<State> = {
  store: RowStore<State>;
  /** The state of an order that has no row. A service that leaves it out has a row for every order, so an unknown order is poison. */
  none?: State;
  toEvent: (state: State) => Draft | undefined;
  effects?: Effects<State>;
  publish: (event: Event) => Promise<void>;
  /** Whether to publish after a step, even one that changed nothing. By default every step is answered. */
  speaks?: (before: Versioned<State>, after: Versioned<State>) => boolean;
  /** The state after its event has been published. */
  published?: (state: State) => State;
  /** How long a step that can wait does so, to share its change with others of its order. Not at all by default. */
  patienceMilliseconds?: number;
  /** Called after each change has been stored. */
  onSaved?: (after: Versioned<State>, before: Versioned<State>) => void;
};

/** Where the rows are stored. Concurrent calls for several orders share a statement. */
export type RowStore<State> = {
  load: (orderId: string) => Promise<Versioned<State> | undefined>;
  /**
   * Writes `after` if the row still has the version of `before`.
   * @throws VersionConflictError if the version differs, StepImpossibleError if what the step needs is not there
   */
  save: (after: Versioned<State>, before: Versioned<State>) => Promise<void>;
};

/** Side effects that states ask for, such as a call to a provider. */
export type Effects<State> = {
  isAsked: (state: State) => boolean;
  /** Runs the effect that a state asks for and returns the resulting state. Must be idempotent. */
  run: (orderId: string, state: State) => Promise<State>;
  /** Whether a state can skip being stored before its effect runs. */
  isTransient?: (state: State) => boolean;
  /** The state that records a failed effect, for effects that are eventually given up. That state may no longer ask for an effect. */
  onFailure?: (state: State, failure: Failure, orderId: string) => State | undefined;
};

export type Loop<State> = ReturnType<typeof createLoop<State>>;

const triesMax = 5;

/**
 * The only place that takes steps: for every saga service, and for messages, requests and deadlines alike.
 *
 *   load -> step -> save -> effects -> publish -> acknowledge
 *
 * The code reads as the path of a single order. Many orders run concurrently and share calls to the store and the topic; tasks
 * that arrive for an order while it is in progress, or at the same moment, are folded into its next change.
 */
export function createLoop<State>(options: LoopOptions<State>) {
  const { publish, speaks = () => true, published = (state) => state, patienceMilliseconds = 0 } = options;
  const { decide, advance, save, recent } = createProgress(options);
  const runAll = async (orderId: string, tasks: readonly Open<State>[]): Promise<void> => {
    for (let left = tasks; left.length > 0; ) left = await runTogether(orderId, left);
  };
  const lanes = createLanes(runAll, { patienceMilliseconds: ({ canWait }) => (canWait ? patienceMilliseconds : 0) });

  /**
   * Takes an order through a step. Resolves when the change is stored and published, so the message can be acknowledged.
   * @throws RetryLaterError when it is too early, StepRefusedError when the state does not allow the step, or whatever went wrong
   */
  function take(task: Task<State>): Promise<void> {
    const open = { ...task, ...Promise.withResolvers<void>() };
    lanes.add(task.cause.subject, open);
    return open.promise;
  }

  /** Runs as many of an order's tasks as fit together and returns the rest. Decides again after losing the race for the row. */
  async function runTogether(orderId: string, tasks: readonly Open<State>[]): Promise<readonly Open<State>[]> {
    let together = tasks;
    for (let tries = 1; ; tries++) {
      try {
        const decided = await decide(orderId, together, tries === 1);
        together = decided.taken;
        await finish(decided, isRefused(decided) ? decided.before : await advance(decided));
      } catch (error) {
        recent.forget(orderId);
        if (error instanceof VersionConflictError && tries < triesMax) continue;
        if (error instanceof StepImpossibleError && together.length > 1) {
          // Steps that are impossible together may be possible one by one.
          together = together.slice(0, 1);
          continue;
        }
        rejectAll(together, error);
      }
      return tasks.filter((task) => !together.includes(task));
    }
  }

  /** Publishes the event of the stored state, and only then lets the tasks be acknowledged. */
  async function finish({ before, taken, by, unfit }: Decided<State>, after: Versioned<State>): Promise<void> {
    const fit = taken.filter((task) => !unfit.has(task));
    for (const { onStored } of fit) onStored?.(after);
    if (after.event && fit.some(({ isNote }) => !isNote) && speaks(before, after)) {
      await publish(after.event);
      await save(after, published(after.state), by);
    }
    for (const { resolve } of fit) resolve();
    for (const [{ reject }, error] of unfit) reject(error);
  }

  return { take, note: recent.note };
}

/** Parks one message as evidence when an order is given up, however many were in flight. */
function rejectAll(tasks: readonly Pick<PromiseWithResolvers<void>, 'reject'>[], error: unknown): void {
  const others = error instanceof GivenUpError ? new RetryLaterError(error.message, { cause: error }) : error;
  for (const [index, { reject }] of tasks.entries()) reject(index === 0 ? error : others);
}

type Open<State> = Task<State> & PromiseWithResolvers<void>;
type Decided<State> = Folded<State, Open<State>> & { before: Versioned<State> };
/** Whether none of the steps was possible. If so, they must not run an effect the row asks for, or fail with it. */
const isRefused = <State>({ taken, unfit }: Decided<State>): boolean =>
  taken.every((task) => unfit.get(task) instanceof StepRefusedError);

type Asking<State> = { row: Versioned<State>; state: State; mover: Task<State> };

/** Decides on a row, either as read or as expected, stores the result, and runs the effects that its states ask for. */
function createProgress<State>({ store, none, toEvent, effects, onSaved }: LoopOptions<State>) {
  const { isAsked = () => false, isTransient = () => false } = effects ?? {};
  const recent = createRecentRows<State>();

  /** Decides on the expected row if there is one. If the guess was wrong, saving detects it. */
  async function decide(orderId: string, tasks: readonly Open<State>[], mayGuess: boolean): Promise<Decided<State>> {
    const first = none && { orderId, state: none, version: 0, event: undefined };
    const guess = mayGuess ? (recent.find(orderId) ?? (tasks[0]?.isFirst ? first : undefined)) : undefined;
    if (guess) {
      const folded = fold(guess.state, tasks, isAsked);
      // Only a row that was actually read can tell that nothing changes or that it is too early.
      if (folded.state !== guess.state && folded.unfit.size === 0) return { before: guess, ...folded };
    }
    const before = (await store.load(orderId)) ?? first;
    if (!before) throw new PoisonError('there is no such order');
    return { before, ...fold(before.state, tasks, isAsked) };
  }

  /** Saves the next state, runs the effect it requires, saves the result, and repeats until no effect is required. */
  async function advance({ before, state: decided, taken, by, unfit }: Decided<State>): Promise<Versioned<State>> {
    const mover = taken.length === 1 ? by : { ...by, refuse: undefined };
    let row = before;
    for (let state = decided; ; ) {
      if (!isTransient(state)) {
        row = await save(row, state, mover);
        state = row.state;
        for (const task of taken) if (!unfit.has(task)) task.onTaken?.();
      }
      if (!effects || !isAsked(state)) return row;
      state = await run(effects, { row, state, mover });
    }
  }

  /** Runs an effect. If it fails, stores the failure where the state keeps track of it, which may mean giving up. */
  async function run(effects: Effects<State>, { row, state, mover }: Asking<State>): Promise<State> {
    try {
      return await effects.run(row.orderId, state);
    } catch (error) {
      const failure = failureOf(error);
      const failed = effects.onFailure?.(state, failure, row.orderId);
      if (!failed) throw error;
      await save(row, failed, mover);
      throw effects.isAsked(failed) ? error : new GivenUpError(`given up: ${failure.reason}`, { cause: error });
    }
  }

  async function save(row: Versioned<State>, state: State, by: Task<State>): Promise<Versioned<State>> {
    if (state === row.state) return row;
    const after = withState(row, state, { cause: by.cause, toEvent });
    try {
      await store.save(after, row);
    } catch (error) {
      if (!(error instanceof StepImpossibleError) || !by.refuse) throw error;
      return save(row, by.refuse(row.state, error.why), { ...by, refuse: undefined });
    }
    recent.note(after);
    onSaved?.(after, row);
    return after;
  }

  return { decide, advance, save, recent };
}
