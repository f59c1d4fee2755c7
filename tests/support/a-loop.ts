import type { Publisher } from '#events/define-events.ts';
import type { Event } from '#events/index.ts';
import { createLoop } from '#shared/saga/loop.ts';
import { type SagaPart, taskOf } from '#shared/saga/participant.ts';
import { createRequests } from '#shared/saga/requests.ts';
import { silentLog } from './silent-log.ts';

/** A service's loop, with a topic that records what is published. */
export function aLoop<P extends Publisher, State>(part: SagaPart<P, State>, published: Event[] = []) {
  const brought = { ...part, publish: async (event: Event) => void published.push(event) };
  const loop = createLoop<State>(brought);

  /** Delivers an event, and returns the last event published about its order. */
  async function deliver(event: Event): Promise<Event | undefined> {
    await loop.take(taskOf(part.service, part.steps, event));
    return published.findLast(({ subject }) => subject === event.subject);
  }

  return { ...createRequests({ ...brought, loop, log: silentLog().log }), deliver, published };
}
