import type { Publisher } from '#events/define-events.ts';
import type { Event } from '#events/index.ts';
import { type StepName, type StepReactions, type StepTrigger, stepOn } from '#events/order-saga.ts';
import { PoisonError } from '../errors/outcome.ts';

/** What a service does when told: it loads, decides, commits and returns the events to publish, nothing more. */
export type Reaction<K extends StepName, Deps> = (event: StepTrigger<K>, deps: Deps) => Promise<readonly Event[]>;

/** One reaction for every row of the saga table that names this service: the compiler misses none. */
export type ReactionsOf<P extends Publisher, Deps> = { [K in StepReactions<P>]: Reaction<K, Deps> };

/** The handler of a service's queue: picks the reaction by the saga table. An event nobody waits for here is poison. */
export function reactor<P extends Publisher, Deps>(service: P, reactions: ReactionsOf<P, Deps>, deps: Deps) {
  return async (event: Event): Promise<readonly Event[]> => {
    const step = stepOn(service, event.type);
    if (!step) throw new PoisonError(`${service} has no reaction to ${event.type}`);
    const react = reactions[step as StepReactions<P>] as (event: Event, deps: Deps) => Promise<readonly Event[]>;
    return react(event, deps);
  };
}
