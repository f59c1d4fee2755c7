import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { retryOnConflict } from '#shared/errors/outcome.ts';
import { conflict, notFound } from '#shared/errors/problem.ts';
import { answer, type Current } from '#shared/saga/versioned.ts';
import { type Command, obey, type Shipment } from '../domain.ts';
import type { ShipmentStore } from '../store.ts';

export type ObeyDeps = { shipments: ShipmentStore; publishSoon: (events: readonly Event[]) => void };

/**
 * Dispatches or delivers a shipment; asking again changes nothing but tells it again, should it have been lost.
 * @throws ProblemError 404 when there is no such shipment, 409 when it is not its turn
 */
export async function obeyOperator(
  command: Command,
  cause: Cause,
  { shipments, publishSoon }: ObeyDeps,
): Promise<Current<Shipment>> {
  return retryOnConflict(async () => {
    const current = await shipments.load(cause);
    if (current.state.status === 'none') throw notFound('There is no such shipment');
    const verdict = obey(current.state, command);
    if (verdict === 'refused')
      throw conflict(
        `shipment-not-${command === 'dispatch' ? 'ready' : 'dispatched'}`,
        `The shipment is ${current.state.status}`,
      );
    const next = await shipments.commit(current, verdict);
    publishSoon(answer(next));
    return next;
  });
}
