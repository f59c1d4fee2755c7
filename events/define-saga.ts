import type { Publisher } from './define-events.ts';
import type { Event, EventType } from './index.ts';

/** What starts a step: `all` of these events, in any order, or `any` one of them. */
export type Trigger = { all: readonly EventType[] } | { any: readonly EventType[] };

export const all = <const T extends readonly EventType[]>(...types: T) => ({ all: types });
export const any = <const T extends readonly EventType[]>(...types: T) => ({ any: types });

/** One row of a saga: which service acts, what triggers it, and which events it publishes. */
export type Step = {
  by: Publisher;
  /** The route, if a user requests this step. Such a request can be refused; an event cannot. */
  asked?: string;
  on?: Trigger;
  /** When the step runs without being triggered. */
  at?: 'deadline';
  /** The event published when the step succeeds; absent if the step only records what happened elsewhere. */
  emits?: EventType;
  /** The event published when the step cannot be done. A refused step leaves no side effects behind. */
  refuses?: EventType;
  /** The steps that this one compensates. An undo cannot be refused, so it has no `refuses`. */
  undoes?: readonly string[];
  /** An event that this step could also publish but never does in this saga; the model checker proves it. */
  unreached?: EventType;
};

/** Declares a saga. No engine executes it: types, queues, topology, docs and failure tests are derived from it. */
export function defineSaga<const S extends Record<string, Step>>(steps: S): S {
  return steps;
}

type TypesOf<T> = T extends { all: readonly (infer E)[] } | { any: readonly (infer E)[] } ? Extract<E, EventType> : never;

/** The events that can trigger a step. */
export type TriggerOf<S extends Step> = S extends { on: infer T } ? Event<TypesOf<T>> : never;

/** The names of a service's rows. */
export type NamesOf<Saga extends Record<string, Step>, P extends Publisher> = {
  [K in keyof Saga & string]: Saga[K] extends { by: P } ? K : never;
}[keyof Saga & string];

/**
 * A row's logic as a pure function. Given a state and an event it returns the next state, the same object if nothing changes, or
 * `tooEarly` if an event that must come first has not arrived yet. A step that users request may also return `refused`. A row with
 * `refuses` has a second function, `refuse`, for the state after the step turns out to be impossible.
 */
export type StepFunction<S extends Step, State> = S extends { on: Trigger }
  ? ((state: State, event: TriggerOf<S>) => State | 'tooEarly' | (S extends { asked: string } ? 'refused' : never)) &
      (S extends { refuses: EventType } ? { refuse: Refusal<State> } : unknown)
  : (...asked: never[]) => State | 'refused';

/** The state after a refused step, given the reason: the shortages, or the refusing party's error code. */
export type Refusal<State> = (state: never, why: never) => State;

/** Attaches to a step the function for the state after it turns out to be impossible. */
export const refusable = <Step extends (...args: never[]) => unknown, Refuse>(step: Step, refuse: Refuse) =>
  Object.assign(step, { refuse });

export function triggerTypes(trigger: Trigger | undefined): readonly EventType[] {
  if (!trigger) return [];
  return 'all' in trigger ? trigger.all : trigger.any;
}
