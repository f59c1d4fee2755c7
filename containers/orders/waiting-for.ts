import type { Publisher } from '#events/define-events.ts';
import { type Step, triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { steps } from '#events/order-saga.ts';
import { isSettled, type Order } from './domain.ts';

/** A service that owes an event, as far as this order has heard. */
export type Debt = { service: Publisher; event: EventType };

/**
 * Who is being waited for, derived from the saga table: the steps whose triggers are known and whose outcome is not. We
 * count among them ourselves until our own cancellation has been published.
 */
export function waitingFor(order: Order): Debt[] {
  if (isSettled(order)) return [];
  const known = knownEvents(order);
  const isOwed = order.judgement.decision === 'cancelled' ? isUndoOwed : isStepOwed;
  const owedByOthers = steps.flatMap(([, step]) =>
    step.emits && step.by !== 'orders' && isOwed(step, known) ? [{ service: step.by, event: step.emits }] : [],
  );
  return [...owedByOthers, ...owedByUs(order)];
}

function owedByUs({ judgement }: Order): Debt[] {
  return judgement.decision === 'cancelled' && !judgement.announced ? [{ service: 'orders', event: 'OrderCancelled' }] : [];
}

function isStepOwed({ on, undoes, emits, refuses }: Step, known: ReadonlySet<EventType | undefined>): boolean {
  if (undoes || !on) return false;
  const begun = 'all' in on ? on.all.every((type) => known.has(type)) : on.any.some((type) => known.has(type));
  return begun && !known.has(emits) && !known.has(refuses);
}

/** After OrderCancelled every undo is owed until its own event is known, or one that says there is nothing to undo. */
function isUndoOwed({ by, on, undoes, emits, unreached }: Step, known: ReadonlySet<EventType | undefined>): boolean {
  if (!undoes || !triggerTypes(on).includes('OrderCancelled')) return false;
  const refusals = steps.flatMap(([, step]) => (step.by === by && step.refuses ? [step.refuses] : []));
  return ![emits, ...(unreached ? [unreached] : []), ...refusals].some((type) => known.has(type));
}

/** The events that an order must have been told of to know what it knows. */
function knownEvents({ stock, payment, shipment, judgement }: Order): ReadonlySet<EventType | undefined> {
  const known = [...behind.stock[stock], ...behind.payment[payment], ...behind.shipment[shipment]];
  const decided: EventType[] = judgement.decision === 'confirmed' ? ['OrderConfirmed'] : [];
  return new Set<EventType>(['OrderPlaced', ...decided, ...known]);
}

const behind: { [F in 'stock' | 'payment' | 'shipment']: Record<Order[F], EventType[]> } = {
  stock: {
    none: [],
    reserved: ['StockReserved'],
    committed: ['StockReserved', 'StockCommitted'],
    released: ['StockReleased'],
    rejected: ['StockRejected'],
  },
  payment: {
    none: [],
    authorized: ['PaymentAuthorized'],
    captured: ['PaymentAuthorized', 'PaymentCaptured'],
    failed: ['PaymentFailed'],
    voided: ['PaymentVoided'],
    refunded: ['PaymentRefunded'],
  },
  shipment: {
    none: [],
    booked: ['ShipmentBooked'],
    ready: ['ShipmentBooked', 'ShipmentReady'],
    dispatched: ['ShipmentBooked', 'ShipmentReady', 'ShipmentDispatched'],
    delivered: ['ShipmentBooked', 'ShipmentReady', 'ShipmentDispatched', 'ShipmentDelivered'],
    failed: ['ShipmentFailed'],
    cancelled: ['ShipmentCancelled'],
  },
};
