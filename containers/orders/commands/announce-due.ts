import type { Event } from '#events/index.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { type Order, steps } from '../domain.ts';

/** Publishes the event of an order that is due again; one that is still open at its deadline is cancelled instead. */
export async function announceDue(
  { event, expired }: { event: Event; expired: boolean },
  { ask, announce }: Pick<Participant<Order>, 'ask' | 'announce'>,
): Promise<void> {
  if (!expired) return announce(event);
  await ask({ cause: event, step: (order) => steps.cancelOrder(order, { type: 'DeadlinePassed' }) });
}
