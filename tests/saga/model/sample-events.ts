import type { Draft, Event, EventType } from '#events/index.ts';
import { stamp } from '#shared/messaging/stamp.ts';
import { placement } from './world.ts';

const cause = {
  id: '0191b3a0-0000-7000-8000-00000000000a',
  subject: '0191b3a0-0000-7000-8000-00000000000b',
  correlationid: 'a request',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};
const { customerId, total: amount, lines } = placement;
const stockLines = lines.map(({ productId, quantity }) => ({ productId, quantity }));
const trackingNumber = 'T1';

/** One event of every type, all about the same order. */
export const sample: { [T in EventType]: Event<T> } = {
  OrderPlaced: event({ type: 'OrderPlaced', data: placement }),
  OrderConfirmed: event({ type: 'OrderConfirmed', data: { customerId } }),
  OrderCancelled: event({ type: 'OrderCancelled', data: { customerId, reason: 'CUSTOMER' } }),
  StockReserved: event({ type: 'StockReserved', data: { lines: stockLines } }),
  StockRejected: event({
    type: 'StockRejected',
    data: { shortages: stockLines.map(({ productId }) => ({ productId, requested: 2, available: 1 })) },
  }),
  StockCommitted: event({ type: 'StockCommitted', data: { lines: stockLines } }),
  StockReleased: event({ type: 'StockReleased', data: { lines: stockLines } }),
  PaymentAuthorized: event({ type: 'PaymentAuthorized', data: { amount } }),
  PaymentFailed: event({ type: 'PaymentFailed', data: { phase: 'authorize', code: 'card_declined' } }),
  PaymentCaptured: event({ type: 'PaymentCaptured', data: { amount } }),
  PaymentVoided: event({ type: 'PaymentVoided', data: { amount } }),
  PaymentRefunded: event({ type: 'PaymentRefunded', data: { amount } }),
  ShipmentBooked: event({ type: 'ShipmentBooked', data: { trackingNumber } }),
  ShipmentFailed: event({ type: 'ShipmentFailed', data: { code: 'undeliverable_address' } }),
  ShipmentReady: event({ type: 'ShipmentReady', data: { trackingNumber } }),
  ShipmentDispatched: event({ type: 'ShipmentDispatched', data: { trackingNumber } }),
  ShipmentDelivered: event({ type: 'ShipmentDelivered', data: { trackingNumber } }),
  ShipmentCancelled: event({ type: 'ShipmentCancelled', data: { trackingNumber } }),
};

/** The other of the two ways in which a payment can fail. */
export const captureFailed: Event<'PaymentFailed'> = event({
  type: 'PaymentFailed',
  data: { phase: 'capture', code: 'capture_refused' },
});

function event<T extends EventType>(draft: Draft<T>): Event<T> {
  return stamp(draft as Draft, cause, new Date(0)) as Event<T>;
}
