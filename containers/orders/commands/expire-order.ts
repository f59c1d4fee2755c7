import type { Event } from '#events/index.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { type Order, steps } from '../domain.ts';

/** Cancels an order that is still open at its deadline; `event` is the one that it stands for. */
export async function expireOrder(event: Event, { ask }: Pick<Participant<Order>, 'ask'>): Promise<void> {
  await ask({ cause: event, step: (order) => steps.cancelOrder(order, { type: 'DeadlinePassed' }) });
}
