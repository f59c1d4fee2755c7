import { randomUUID } from 'node:crypto';
import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { cancelOrder } from '../../../containers/orders/commands/cancel-order.ts';
import { placeOrder } from '../../../containers/orders/commands/place-order.ts';
import { obeyOperator } from '../../../containers/shipping/commands/obey-operator.ts';
import type { Parts } from './backends.ts';
import { type Fault, type Faults, InjectedError, type Work } from './faults.ts';

export type Placement = { productId: string; quantity?: number; card?: string; postalCode?: string; deadlineSeconds?: number };

type ClientOptions = {
  parts: Parts;
  faults: Faults;
  /** Publishes in the background; what fails is announced again. */
  publishSoon: (service: Work['service'], events: readonly Event[], fault: Fault | undefined) => void;
};

/** Customers and operators, who make a request again until there is an answer. */
export function createClients({ parts, faults, publishSoon }: ClientOptions) {
  type Speak = (events: readonly Event[]) => void;

  async function ask<T>(work: Omit<Work, 'attempt'>, command: (publishSoon: Speak) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const fault = faults.choose({ ...work, attempt });
      // A process that dies after its commit has neither published nor answered.
      const isMute = fault === 'fails after commit';
      try {
        faults.failIf(fault, 'fails before commit');
        const answer = await command((events) => (isMute ? undefined : publishSoon(work.service, events, fault)));
        faults.failIf(fault, 'fails after commit');
        return answer;
      } catch (error) {
        if (!(error instanceof InjectedError)) throw error;
      }
    }
  }

  /** Places an order; returns its id. */
  async function place(placement: Placement): Promise<string> {
    const { productId, quantity = 1, card = 'pm_card_visa', postalCode = 'SW1Y 4JH', deadlineSeconds = 900 } = placement;
    const request = {
      customerId: randomUUID(),
      idempotencyKey: randomUUID(),
      requestHash: 'of the same body',
      body: { lines: [{ productId, quantity }], paymentMethod: card, shipTo: { ...shipTo, postalCode } },
    };
    const work = { service: 'orders', step: 'placeOrder', type: 'OrderPlaced', orderId: '' } as const;
    const row = await ask(work, (speak) =>
      placeOrder({ ...request, cause: causeFor(randomUUID()) }, { ...parts, deadlineSeconds, publishSoon: speak }),
    );
    return row.orderId;
  }

  async function cancel(orderId: string): Promise<void> {
    const work = { service: 'orders', step: 'cancelOrder', type: 'OrderCancelled', orderId } as const;
    await ask(work, (speak) => cancelOrder(causeFor(orderId), { orders: parts.orders, publishSoon: speak }));
  }

  async function obey(command: 'dispatch' | 'deliver', orderId: string): Promise<void> {
    const work = { service: 'shipping', ...rows[command], orderId } as const;
    await ask(work, (speak) => obeyOperator(command, causeFor(orderId), { shipments: parts.shipments, publishSoon: speak }));
  }

  return { place, cancel, obey };
}

const rows = {
  dispatch: { step: 'dispatchShipment', type: 'ShipmentDispatched' },
  deliver: { step: 'deliverShipment', type: 'ShipmentDelivered' },
} as const;

const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', country: 'GB' };

/** A request, as shared/http/request-cause.ts sees one. */
function causeFor(orderId: string): Cause {
  const traceparent = `00-${randomUUID().replaceAll('-', '')}-b7ad6b7169203331-01`;
  return { id: randomUUID(), subject: orderId, correlationid: randomUUID(), traceparent };
}
