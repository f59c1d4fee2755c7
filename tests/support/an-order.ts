import { randomUUID } from 'node:crypto';
import type { Cause } from '#events/envelope.ts';
import type { DataOf, Draft, Event, EventType } from '#events/index.ts';
import { stamp } from '#shared/saga/stamp.ts';
import type { Placement } from '../../containers/orders/domain.ts';

export type AnOrder = ReturnType<typeof anOrder>;

/** A new order that is never stored: its terms, and any event about it. */
export function anOrder(changes: Partial<Placement> = {}) {
  const orderId = randomUUID();
  const placement: Placement = {
    customerId: randomUUID(),
    lines: [{ productId: randomUUID(), name: 'Lamp', quantity: 2, unitPrice: { amount: 1300, currency: 'USD' } }],
    total: { amount: 2600, currency: 'USD' },
    paymentMethod: 'pm_card_visa',
    shipTo: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' },
    ...changes,
  };
  const tell = <T extends EventType>(type: T, data: DataOf<T>): Event<T> =>
    stamp({ type, data } as Draft, causeOf(orderId), new Date()) as Event<T>;
  return {
    orderId,
    placement,
    tell,
    placed: () => tell('OrderPlaced', placement),
    confirmed: () => tell('OrderConfirmed', { customerId: placement.customerId }),
    cancelled: () => tell('OrderCancelled', { customerId: placement.customerId, reason: 'CUSTOMER' }),
  };
}

/** A request that leads to something about an order. */
export function causeOf(orderId: string): Cause {
  const id = randomUUID();
  return { id, subject: orderId, correlationid: id, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
}
