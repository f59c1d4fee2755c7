import type { Publisher } from './define-events.ts';
import { all, any, defineSaga, type NamesOf, type Step, type StepFunction, type TriggerOf, triggerTypes } from './define-saga.ts';
import type { Event, EventType } from './index.ts';

/**
 * The order saga, whole: money is held early and taken last, every effect before the last refusal can be undone, and
 * `orders` alone decides whether an order is confirmed or cancelled.
 *
 * A row reads: this service, `on` all or any of these events (or when `asked` over HTTP, or `at` the deadline), does the step and
 * `emits` that event, or `refuses` with the other. Its name is that of a function in `containers/<by>/domain.ts`. An undo may be told of the cause itself, a hop before OrderCancelled follows: whichever comes
 * first starts it, and the other finds it done. `unreached`: how the step could also end, and no run of the saga does.
 */
// biome-ignore format: a table is read by its columns
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

/** The event that a row's function is given: one of those the row is `on`. */
export type StepTrigger<K extends StepName> = TriggerOf<OrderSaga[K]>;

/** A function for every row of a service, under the row's own name: the compiler misses none. */
export type StepsOf<P extends Publisher, State> = { [K in NamesOf<OrderSaga, P>]: StepFunction<OrderSaga[K], State> };

export const rows = Object.entries(orderSaga) as [StepName, Step][];

/** The step that `service` takes when this type of event reaches it; a service takes at most one for each type. */
export function stepOn(service: Publisher, type: EventType): StepName | undefined {
  return rows.find(([, step]) => step.by === service && triggerTypes(step.on).includes(type))?.[0];
}

/** The step that published this event. Both payment attempts fail with PaymentFailed, which says which of them did. */
export function stepBehind(event: Pick<Event, 'type' | 'data'>): StepName | undefined {
  const behind = rows.filter(([, step]) => [step.emits, step.refuses, step.unreached].includes(event.type)).map(([name]) => name);
  if (behind.length < 2) return behind[0];
  return behind.find((name) => 'phase' in event.data && name.startsWith(event.data.phase));
}
