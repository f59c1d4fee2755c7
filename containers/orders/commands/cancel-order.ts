import type { Cause } from '#events/envelope.ts';
import { conflict } from '#shared/errors/problem.ts';
import type { Participant } from '#shared/saga/participant.ts';
import { StepRefusedError } from '#shared/saga/task.ts';
import { type Order, steps } from '../domain.ts';

export type CancelOrderDeps = Pick<Participant<Order>, 'ask'>;

/**
 * Cancels an open order; repeating it changes nothing.
 * @throws ProblemError 409 once the order is confirmed
 */
export async function cancelOrder(cause: Cause, { ask }: CancelOrderDeps): Promise<void> {
  try {
    await ask({ cause, step: (order) => steps.cancelOrder(order, { type: 'CancelRequested' }) });
  } catch (error) {
    if (!(error instanceof StepRefusedError)) throw error;
    throw conflict('order-confirmed', 'A confirmed order can no longer be cancelled');
  }
}
