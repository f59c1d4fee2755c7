import { randomUUID } from 'node:crypto';
import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { cancelOrder } from '../../../containers/orders/commands/cancel-order.ts';
import { placeOrder } from '../../../containers/orders/commands/place-order.ts';
import { obeyOperator } from '../../../containers/shipping/commands/obey-operator.ts';
import type { Parts } from './backends.ts';
import { type Fault, type Faults, InjectedError, type Work } from './faults.ts';
import type { Replica } from './replicas.ts';

export type Placement = { productId: string; quantity?: number; card?: string; postalCode?: string; deadlineSeconds?: number };

type ClientOptions = {
  parts: Parts;
  replica: Replica;
  faults: Faults;
  /** Tries to publish a placed order in the background and fails; it is announced again. */
  failToPublish: (event: Event, fault: Fault) => void;
};

/** Customers and operators, who repeat a request until it is answered. */
export function createClients({ parts, replica, faults, failToPublish }: ClientOptions) {
  async function ask<T>(work: Omit<Work, 'attempt'>, command: (fault: Fault | undefined) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const fault = faults.choose({ ...work, attempt });
      try {
        return await replica.under(work.service, work.orderId, { fault, work: () => command(fault) });
      } catch (error) {
        if (!(error instanceof InjectedError)) throw error;
      }
    }
  }

  /** Places an order; returns its id. */
  async function place(placement: Placement): Promise<string> {
    const { productId, quantity = 1, card = 'pm_card_visa', postalCode = 'SW1Y 4JH', deadlineSeconds = 900 } = placement;
    const request = {
      generation: 0,
      customerId: randomUUID(),
      idempotencyKey: randomUUID(),
      requestHash: 'of the same body',
      body: { lines: [{ productId, quantity }], paymentMethod: card, shipTo: { ...shipTo, postalCode } },
    };
    const work = { service: 'orders', step: 'placeOrder', type: 'OrderPlaced', orderId: '' } as const;
    const row = await ask(work, (fault) => {
      const publishSoon: Replica['orders']['publishSoon'] = (placed) =>
        fault && placed.event ? failToPublish(placed.event, fault) : replica.orders.publishSoon(placed);
      return placeOrder({ ...request, cause: causeFor(randomUUID()) }, { ...parts, deadlineSeconds, publishSoon });
    });
    return row.orderId;
  }

  async function cancel(orderId: string): Promise<void> {
    const work = { service: 'orders', step: 'cancelOrder', type: 'OrderCancelled', orderId } as const;
    await ask(work, () => cancelOrder(causeFor(orderId), replica.orders));
    await replica.orders.idle(causeFor(orderId));
  }

  async function obey(command: 'dispatchShipment' | 'deliverShipment', orderId: string): Promise<void> {
    const type = command === 'dispatchShipment' ? 'ShipmentDispatched' : 'ShipmentDelivered';
    const work = { service: 'shipping', step: command, type, orderId } as const;
    await ask(work, () => obeyOperator(command, causeFor(orderId), replica.shipping));
    await replica.shipping.idle(causeFor(orderId));
  }

  return { place, cancel, obey };
}

const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' };

/** A request, as shared/http/request-cause.ts sees one. */
function causeFor(orderId: string): Cause {
  const traceparent = `00-${randomUUID().replaceAll('-', '')}-b7ad6b7169203331-01`;
  return { id: randomUUID(), subject: orderId, correlationid: randomUUID(), traceparent };
}
