import { randomUUID } from 'node:crypto';
import type { Event } from '#events/index.ts';
import { stamp } from '#shared/saga/stamp.ts';

/** A valid OrderConfirmed of a new order, for tests that need any event. */
export function someEvent(orderId: string = randomUUID()): Event<'OrderConfirmed'> {
  const cause = { id: randomUUID(), subject: orderId, correlationid: randomUUID(), traceparent };
  return stamp({ type: 'OrderConfirmed', data: { customerId: randomUUID() } }, cause, new Date()) as Event<'OrderConfirmed'>;
}

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
