import type { Publisher } from './define-events.ts';
import type { Event, EventType } from './index.ts';

/** When a step begins: once all of these events have arrived, in whatever order, or as soon as any one has. */
export type Trigger = { all: readonly EventType[] } | { any: readonly EventType[] };

export const all = <const T extends readonly EventType[]>(...types: T) => ({ all: types });
export const any = <const T extends readonly EventType[]>(...types: T) => ({ any: types });

/** One row of a saga: which service acts, on which events or on which route, and what it emits. */
export type Step = {
  by: Publisher;
  /** The route of a step that people ask for; such a step may be refused, one told by events may not. */
  asked?: string;
  on?: Trigger;
  /** The moment at which the step is taken by itself. */
  at?: 'deadline';
  /** The fact that follows when the step succeeds; none for a step that only takes notice. */
  emits?: EventType;
  /** The fact that follows when the step cannot be done. It leaves nothing behind. */
  refuses?: EventType;
  /** The steps whose effects this one takes back. An undo has no `refuses`. */
  undoes?: readonly string[];
  /** A fact that this step can also end in, but which no run of the saga reaches; the model proves that. */
  unreached?: EventType;
};

/** Declares a saga. Nothing executes it: types, queues, topology, docs and failure tests are derived from it. */
export function defineSaga<const S extends Record<string, Step>>(steps: S): S {
  return steps;
}

type TypesOf<T> = T extends { all: readonly (infer E)[] } | { any: readonly (infer E)[] } ? Extract<E, EventType> : never;

/** The events that can set off a step. */
export type TriggerOf<S extends Step> = S extends { on: infer T } ? Event<TypesOf<T>> : never;

/** The names of a service's rows. */
export type NamesOf<Saga extends Record<string, Step>, P extends Publisher> = {
  [K in keyof Saga & string]: Saga[K] extends { by: P } ? K : never;
}[keyof Saga & string];

/**
 * What a row does, as a pure function: told by an event, it turns a state into the next one, and returns the same object when
 * nothing changes, or `tooEarly` when the event's cause has not arrived yet. Asked by people, it may refuse. A row that
 * `refuses` says beside it what is left when the step turns out to be impossible.
 */
export type StepFunction<S extends Step, State> = S extends { on: Trigger }
  ? ((state: State, event: TriggerOf<S>) => State | 'tooEarly' | (S extends { asked: string } ? 'refused' : never)) &
      (S extends { refuses: EventType } ? { refuse: Refusal<State> } : unknown)
  : (...asked: never[]) => State | 'refused';

/** The state that a refused step leaves behind, given the reason: what was short, or the refusing party's code. */
export type Refusal<State> = (state: never, why: never) => State;

/** A step together with what is left when it turns out to be impossible. */
export const refusable = <Step extends (...args: never[]) => unknown, Refuse>(step: Step, refuse: Refuse) =>
  Object.assign(step, { refuse });

export function triggerTypes(trigger: Trigger | undefined): readonly EventType[] {
  if (!trigger) return [];
  return 'all' in trigger ? trigger.all : trigger.any;
}
