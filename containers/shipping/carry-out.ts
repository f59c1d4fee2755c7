import type { Event } from '#events/index.ts';
import { answer, type Current } from '#shared/saga/versioned.ts';
import type { Carrier } from './carrier.ts';
import { conclude, type Outcome, type Shipment, workOf } from './domain.ts';
import type { ShipmentStore } from './store.ts';

export type ShippingDeps = { shipments: ShipmentStore; carrier: Carrier };

/** Asks the carrier for what the stored state waits for, and stores what came of it. */
export async function carryOut(current: Current<Shipment>, { shipments, carrier }: ShippingDeps): Promise<readonly Event[]> {
  const outcome = await askFor(current, carrier);
  return answer(outcome ? await shipments.commit(current, conclude(current.state, outcome)) : current);
}

async function askFor({ state, cause }: Current<Shipment>, carrier: Carrier): Promise<Outcome | undefined> {
  switch (workOf(state)) {
    case 'book':
      // The work is chosen by the state, so the state is the one that waits for it.
      return carrier.book(cause.subject, (state as Extract<Shipment, { status: 'booking' }>).consignee.shipTo);
    case 'cancel':
      return carrier.cancel(cause.subject);
    default:
      return undefined;
  }
}
