import type { Publisher } from './define-events.ts';
import { all, any, defineSaga, type NamesOf, type Step, type StepFunction, type TriggerOf, triggerTypes } from './define-saga.ts';
import type { Event, EventType } from './index.ts';

/**
 * The whole order saga. Payment is authorized early and captured last, every side effect before the last possible refusal can be
 * undone, and only `orders` decides whether an order is confirmed or cancelled.
 *
 * How to read a row: on all or any of the events in `on` (or when `asked` over HTTP, or `at` the deadline), the service `by` runs
 * the step, then publishes `emits` on success or `refuses` on failure. The row's name is a function in `containers/<by>/domain.ts`.
 * Some undos also listen to the failure that causes OrderCancelled, which saves a hop: the first of the two events triggers the
 * undo, and the second finds it done. `unreached` is an event that the step could also publish, but never does in this saga.
 */
// biome-ignore format: aligned columns keep the table readable
export const orderSaga = defineSaga({
  placeOrder:       { by: 'orders',    asked: 'POST /v1/orders',                                                emits: 'OrderPlaced' },
  reserveStock:     { by: 'inventory', on: any('OrderPlaced'),                                                  emits: 'StockReserved',     refuses: 'StockRejected' },
  authorizePayment: { by: 'billing',   on: all('OrderPlaced', 'StockReserved'),                                 emits: 'PaymentAuthorized', refuses: 'PaymentFailed' },
  bookShipment:     { by: 'shipping',  on: all('OrderPlaced', 'PaymentAuthorized'),                             emits: 'ShipmentBooked',    refuses: 'ShipmentFailed' },
  noteProgress:     { by: 'orders',    on: any('StockReserved', 'PaymentAuthorized') },
  confirmOrder:     { by: 'orders',    on: any('ShipmentBooked', 'ShipmentReady', 'ShipmentDispatched', 'ShipmentDelivered'), emits: 'OrderConfirmed' },
  commitStock:      { by: 'inventory', on: any('OrderConfirmed'),                                               emits: 'StockCommitted' },
  capturePayment:   { by: 'billing',   on: any('OrderConfirmed'),                                               emits: 'PaymentCaptured',   refuses: 'PaymentFailed' },
  clearShipment:    { by: 'shipping',  on: any('PaymentCaptured'),                                              emits: 'ShipmentReady' },
  dispatchShipment: { by: 'shipping',  asked: 'POST /v1/shipping/shipments/{orderId}/dispatch',                 emits: 'ShipmentDispatched' },
  deliverShipment:  { by: 'shipping',  asked: 'POST /v1/shipping/shipments/{orderId}/deliver',                  emits: 'ShipmentDelivered' },
  cancelOrder:      { by: 'orders',    asked: 'POST /v1/orders/{orderId}/cancel', at: 'deadline',
                      on: any('StockRejected', 'PaymentFailed', 'ShipmentFailed'),                              emits: 'OrderCancelled',    undoes: ['placeOrder', 'confirmOrder'] },
  releaseStock:     { by: 'inventory', on: any('PaymentFailed', 'ShipmentFailed', 'OrderCancelled'),            emits: 'StockReleased',     undoes: ['reserveStock', 'commitStock'] },
  voidPayment:      { by: 'billing',   on: any('ShipmentFailed', 'OrderCancelled'),                             emits: 'PaymentVoided',     undoes: ['authorizePayment'], unreached: 'PaymentRefunded' },
  cancelShipment:   { by: 'shipping',  on: any('OrderCancelled'),                                               emits: 'ShipmentCancelled', undoes: ['bookShipment'] },
  settleOrder:      { by: 'orders',    on: any('StockCommitted', 'PaymentCaptured', 'StockReleased', 'PaymentVoided', 'PaymentRefunded', 'ShipmentCancelled') },
});

export type OrderSaga = typeof orderSaga;
export type StepName = keyof OrderSaga;

/** The event passed to a row's function: one of the row's `on` events. */
export type StepTrigger<K extends StepName> = TriggerOf<OrderSaga[K]>;

/** One function per row of a service, named after the row. A missing one is a compile error. */
export type StepsOf<P extends Publisher, State> = { [K in NamesOf<OrderSaga, P>]: StepFunction<OrderSaga[K], State> };

export const rows = Object.entries(orderSaga) as [StepName, Step][];

/** The step that `service` runs when it receives an event of this type; there is at most one per type. */
export function stepOn(service: Publisher, type: EventType): StepName | undefined {
  return rows.find(([, step]) => step.by === service && triggerTypes(step.on).includes(type))?.[0];
}

/** Whether a step only records what happened elsewhere: it publishes nothing, so no one waits for it. */
export const isOnlyRecorded = (name: StepName): boolean => !('emits' in orderSaga[name]);

/** The step that published this event. Authorize and capture both fail with PaymentFailed; its `phase` tells them apart. */
export function stepBehind(event: Pick<Event, 'type' | 'data'>): StepName | undefined {
  const behind = rows.filter(([, step]) => [step.emits, step.refuses, step.unreached].includes(event.type)).map(([name]) => name);
  if (behind.length < 2) return behind[0];
  return behind.find((name) => 'phase' in event.data && name.startsWith(event.data.phase));
}
