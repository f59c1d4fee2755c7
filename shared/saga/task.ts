import type { Cause } from '#events/envelope.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import type { Versioned } from './versioned.ts';

/** Something that an order is told or asked: the step to take, and what made us take it. */
export type Task<State> = {
  cause: Cause;
  step: (state: State) => State | 'tooEarly' | 'refused';
  /** What is left when there is not what the step needs, given why. */
  refuse?: ((state: State, why: unknown) => State) | undefined;
  /** Whether it is likely the first that the service hears of the order, so that there is no row to be read. */
  isFirst?: boolean;
  /** Called when the step has been taken and stored, before anything is published. */
  onStored?: (row: Versioned<State>) => void;
  /** Whether it only records something, and no event is published. */
  isNote?: boolean;
};

/** A step was asked for, and its turn has not come or is over. */
export class StepRefusedError extends Error {
  override name = 'StepRefusedError';
  readonly state: unknown;

  constructor(state: unknown) {
    super('it is not the turn of this step');
    this.state = state;
  }
}

/** There is not what a step needs; `why` says what was short. */
export class StepImpossibleError extends Error {
  override name = 'StepImpossibleError';
  readonly why: unknown;

  constructor(why: unknown) {
    super('there is not what this step needs');
    this.why = why;
  }
}

export type Folded<State, T> = {
  state: State;
  /** The tasks that were looked at, in their order. */
  taken: readonly T[];
  /** The last of them that changed the state, or the first if none did. */
  by: T;
  /** Those that came too early or were refused, and took no part. */
  unfit: ReadonlyMap<T, Error>;
};

/** Takes one step after the other, as far as a state that asks for an effect: what comes behind that must know its result. */
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
