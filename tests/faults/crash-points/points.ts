import { type Publisher, publishers } from '#events/define-events.ts';
import type { ConsumerOptions } from '#shared/messaging/consumer.ts';
import type { Effects, LoopOptions, RowStore } from '#shared/saga/loop.ts';

/** Every asynchronous call that the loop and its consumer are given. Between two of them, something is done and not yet published. */
type Asynchronous<T> = {
  [K in keyof T]-?: NonNullable<T[K]> extends (...given: never[]) => Promise<unknown> ? K : never;
}[keyof T];
type Step =
  | Asynchronous<RowStore<unknown>>
  | Asynchronous<Effects<unknown>>
  | Asynchronous<LoopOptions<unknown>>
  | Asynchronous<ConsumerOptions>
  /** Of the calls to the queue itself, the one that ends a message's life. */
  | 'acknowledge';

/** The steps in order. They follow the loop's types: a step added there does not compile until it is added here. */
const steps: Record<Step, readonly Publisher[]> = {
  handle: publishers,
  load: publishers,
  save: publishers,
  run: ['billing', 'shipping'],
  publish: publishers,
  acknowledge: publishers,
};

export type Point = `${'before' | 'after'} ${Step}`;

/** The points at which a process of this service can be made to die. */
export const pointsOf = (service: Publisher): Point[] =>
  (Object.keys(steps) as Step[])
    .filter((step) => steps[step].includes(service))
    .flatMap((step): Point[] => [`before ${step}`, `after ${step}`]);

export const allPoints = (): string[] =>
  publishers.flatMap((service) => pointsOf(service).map((point) => `${service}: ${point}`));
