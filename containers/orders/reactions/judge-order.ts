import type { Event } from '#events/index.ts';
import type { TriggersOf } from '#events/order-saga.ts';
import { answer } from '#shared/messaging/current.ts';
import { PoisonError } from '#shared/messaging/outcome.ts';
import { decide } from '../domain.ts';
import type { OrderStore } from '../store.ts';

/**
 * Takes in a participant's fact and decides again. Unlike the participants, `orders` never answers a fact: it speaks only
 * when its decision changes, and then by its announcer, or one lost participant would double the traffic at every hop.
 */
export async function judgeOrder(event: TriggersOf<'orders'>, { orders }: { orders: OrderStore }): Promise<readonly Event[]> {
  const current = await orders.load(event);
  if (!current) throw new PoisonError('there is no such order');
  const next = await orders.commit(current, decide(current.state, event));
  return next.event === current.event ? [] : answer(next);
}
