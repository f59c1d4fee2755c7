import type { Event } from '#events/index.ts';
import type { TriggersOf } from '#events/order-saga.ts';
import { PoisonError } from '#shared/errors/outcome.ts';
import { answer } from '#shared/saga/versioned.ts';
import { decide, isSettled } from '../domain.ts';
import type { Patience } from '../patience.ts';
import type { OrderStore } from '../store.ts';

export type OrdersReactionDeps = { orders: OrderStore; patience: Patience };

/**
 * Takes in a participant's fact and decides again. Unlike the participants, `orders` never answers a fact: it speaks only
 * when its decision changes, and then by its announcer, or one lost participant would double the traffic at every hop.
 */
export async function judgeOrder(
  event: TriggersOf<'orders'>,
  { orders, patience }: OrdersReactionDeps,
): Promise<readonly Event[]> {
  const current = await orders.load(event);
  if (!current) throw new PoisonError('there is no such order');
  const next = await orders.commit(current, decide(current.state, event));
  const isDecided = next.event !== current.event;
  if (isDecided || (isSettled(next.state) && !isSettled(current.state))) patience.note(secondsSince(current.event));
  return isDecided ? answer(next) : [];
}

const secondsSince = (event: Event | undefined) => (event ? (Date.now() - Date.parse(event.time)) / 1000 : 0);
