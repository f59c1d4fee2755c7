import type { Event } from '#events/index.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { tracedGoingOn } from '#shared/tracing/messages.ts';
import { type Order, steps } from '../domain.ts';

/** Cancels an order that is still open at its deadline; `event` is its OrderPlaced. */
export async function expireOrder(event: Event, { ask }: Pick<Participant<Order>, 'ask'>): Promise<void> {
  await tracedGoingOn('expire order', event, async (cause) => {
    await ask({ cause, step: (order) => steps.cancelOrder(order, { type: 'DeadlinePassed' }) });
  });
}
