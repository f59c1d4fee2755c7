import type { Cause } from '#events/envelope.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import type { Versioned } from './versioned.ts';

/** One thing to do with an order: the step to take, and what caused it. */
export type Task<State> = {
  cause: Cause;
  step: (state: State) => State | 'tooEarly' | 'refused';
  /** The state to store instead when what the step needs is not there, given why. */
  refuse?: ((state: State, why: unknown) => State) | undefined;
  /** Whether no one waits for its result, so that it can wait a moment for others of its order and share their change. */
  canWait?: boolean | undefined;
  /** Whether the service probably has not heard of the order before, so there is no row to read. */
  isFirst?: boolean;
  /** Called when the step has been stored, before the effect it asks for has run; again after each further save. */
  onTaken?: () => void;
  /** Called when the step and its effects have been stored, before anything is published. */
  onStored?: (row: Versioned<State>) => void;
  /** Whether it only records something and publishes no event. */
  isNote?: boolean;
};

/** A step was requested that the current state does not allow: too early or too late. */
export class StepRefusedError extends Error {
  override name = 'StepRefusedError';
  readonly state: unknown;

  constructor(state: unknown) {
    super('the state does not allow this step');
    this.state = state;
  }
}

/** What the step needs is not there; `why` says what is missing. */
export class StepImpossibleError extends Error {
  override name = 'StepImpossibleError';
  readonly why: unknown;

  constructor(why: unknown) {
    super('what this step needs is missing');
    this.why = why;
  }
}

export type Folded<State, T> = {
  state: State;
  /** The tasks that were processed, in order. */
  taken: readonly T[];
  /** The last of them that changed the state, or the first if none did. */
  by: T;
  /** The tasks that came too early or were refused; they had no effect. */
  unfit: ReadonlyMap<T, Error>;
};

/** Takes one step after another until a state asks for an effect: tasks after that one must see its result. */
export function fold<State, T extends Task<State>>(
  before: State,
  tasks: readonly T[],
  isAsked: (state: State) => boolean,
): Folded<State, T> {
  const taken: T[] = [];
  const unfit = new Map<T, Error>();
  let state = before;
  let by = tasks[0] as T;
  for (const task of tasks) {
    if (state !== before && isAsked(state)) break;
    taken.push(task);
    const verdict = task.step(state);
    if (verdict === 'tooEarly') unfit.set(task, new RetryLaterError('its cause has not arrived yet'));
    else if (verdict === 'refused') unfit.set(task, new StepRefusedError(state));
    else if (verdict !== state) [state, by] = [verdict, task];
  }
  return { state, taken, by, unfit };
}
