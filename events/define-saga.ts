import type { Publisher } from './define-events.ts';
import type { Event, EventType } from './index.ts';

/** When a step begins: once all of these events have arrived, in whatever order, or as soon as any one has. */
export type Trigger = { all: readonly EventType[] } | { any: readonly EventType[] };

export const all = <const T extends readonly EventType[]>(...types: T) => ({ all: types });
export const any = <const T extends readonly EventType[]>(...types: T) => ({ any: types });

/** One row of a saga: who does something, told by which events or asked over which route, and what comes of it. */
export type Step = {
  by: Publisher;
  /** The route of a step that people ask for; such a step may be refused, one told by events may not. */
  asked?: string;
  on?: Trigger;
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

/** The names of the steps that a service is told to do by events. */
export type ReactionNames<Saga extends Record<string, Step>, P extends Publisher> = {
  [K in keyof Saga & string]: Saga[K] extends { by: P; on: Trigger } ? K : never;
}[keyof Saga & string];

export function triggerTypes(trigger: Trigger | undefined): readonly EventType[] {
  if (!trigger) return [];
  return 'all' in trigger ? trigger.all : trigger.any;
}
