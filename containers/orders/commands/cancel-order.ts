import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { retryOnConflict } from '#shared/errors/outcome.ts';
import { conflict } from '#shared/errors/problem.ts';
import { answer, type Current } from '#shared/saga/versioned.ts';
import { decide, type Order } from '../domain.ts';
import type { OrderStore } from '../store.ts';

export type CancelOrderDeps = { orders: OrderStore; publishSoon: (events: readonly Event[]) => void };

/**
 * Cancels an order that is still open; asking again changes nothing. Undefined when there is no such order.
 * @throws ProblemError 409 once the order is confirmed
 */
export async function cancelOrder(cause: Cause, { orders, publishSoon }: CancelOrderDeps): Promise<Current<Order> | undefined> {
  return retryOnConflict(async () => {
    const current = await orders.load(cause);
    if (!current) return undefined;
    const next = await orders.commit(current, decide(current.state, { type: 'CancelRequested' }));
    if (next.state.judgement.decision === 'confirmed')
      throw conflict('order-confirmed', 'A confirmed order can no longer be cancelled');
    if (next !== current) publishSoon(answer(next));
    return next;
  });
}
