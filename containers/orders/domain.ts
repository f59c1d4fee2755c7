import type { Draft, EventType } from '#events/index.ts';
import type { Shortage } from '#events/inventory.ts';
import type { Money } from '#events/money.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Address, CancelReason, OrderLine } from '#events/orders.ts';

/**
 * What an order can know about each participant, as ladders of events. A fact is the last word of the event's type: StockReserved
 * makes `stock` `reserved`. Facts only move up their ladder, so events may arrive in any order and more than once. The final facts
 * on the last rung are mutually exclusive.
 */
const ladders = {
  stock: [['StockReserved'], ['StockCommitted'], ['StockReleased', 'StockRejected']],
  payment: [['PaymentAuthorized'], ['PaymentCaptured'], ['PaymentFailed', 'PaymentVoided', 'PaymentRefunded']],
  shipment: [
    ['ShipmentBooked'],
    ['ShipmentReady'],
    ['ShipmentDispatched'],
    ['ShipmentDelivered'],
    ['ShipmentFailed', 'ShipmentCancelled'],
  ],
} as const satisfies Record<string, readonly (readonly EventType[])[]>;

type Participant = keyof typeof ladders;
type LastWord<T> = T extends `${Capitalize<Participant>}${infer Word}` ? Uncapitalize<Word> : never;
export type FactAbout<P extends Participant> = 'none' | LastWord<(typeof ladders)[P][number][number]>;

/** The terms of the order at placement; they never change. */
export type Placement = {
  customerId: string;
  lines: OrderLine[];
  total: Money;
  paymentMethod: string;
  shipTo: Address;
};

export type Decision =
  | { kind: 'open' }
  | { kind: 'confirmed' }
  | { kind: 'cancelled'; reason: CancelReason; shortages?: Shortage[]; announced: boolean };

/** One order: its terms, one fact per participant, and our decision. Everything else in its view is derived from these. */
export type Order = {
  placement: Placement;
  stock: FactAbout<'stock'>;
  payment: FactAbout<'payment'>;
  shipment: FactAbout<'shipment'>;
  decision: Decision;
};

/** How far an order has come, without its terms. */
export type Progress = Omit<Order, 'placement'>;

/** The causes of a cancellation that are not events: the customer requests it, or the deadline passes. */
export type Prompt = { type: 'CancelRequested' } | { type: 'DeadlinePassed' };

/** This service's steps in the saga: one function for each of its rows in events/order-saga.ts. */
export const steps = {
  placeOrder,
  noteProgress,
  confirmOrder,
  cancelOrder,
  settleOrder,
} satisfies StepsOf<'orders', Order>;

function placeOrder(placement: Placement): Order {
  return { placement, stock: 'none', payment: 'none', shipment: 'none', decision: { kind: 'open' } };
}

/** Records the participants' progress. */
function noteProgress(order: Order, event: StepTrigger<'noteProgress'>): Order {
  return learned(order, event.type);
}

/**
 * A booked shipment is enough to confirm, because shipping books only after stock is reserved and the payment is authorized. Later
 * shipment events confirm too, in case one of them overtakes ShipmentBooked.
 */
function confirmOrder(order: Order, event: StepTrigger<'confirmOrder'>): Order {
  const known = learned(order, event.type);
  return order.decision.kind === 'open' ? { ...known, decision: { kind: 'confirmed' } } : known;
}

/** Cancels an open order; the first cause wins. Once the order is confirmed, only a failed capture can cancel it. */
function cancelOrder(order: Order, cause: StepTrigger<'cancelOrder'> | Prompt): Order | 'refused' {
  const { kind } = order.decision;
  switch (cause.type) {
    case 'CancelRequested':
      if (kind === 'confirmed') return 'refused';
      return kind === 'open' ? cancelled(order, 'CUSTOMER') : order;
    case 'DeadlinePassed':
      return kind === 'open' ? cancelled(order, 'EXPIRED') : order;
    default:
      return refusedBy(order, cause);
  }
}

/** Records the participants' final facts; see `isSettled`. */
function settleOrder(order: Order, event: StepTrigger<'settleOrder'>): Order {
  return learned(order, event.type);
}

/** To be applied once OrderCancelled has been published. Until then a cancelled order is not settled. */
export function noteAnnounced(order: Order): Order {
  return order.decision.kind === 'cancelled' && !order.decision.announced
    ? { ...order, decision: { ...order.decision, announced: true } }
    : order;
}

/** Whether no service owes anything: the decision has been published, and every participant has reached the matching final state. */
export function isSettled({ decision, stock, payment, shipment }: Progress): boolean {
  switch (decision.kind) {
    case 'open':
      return false;
    case 'confirmed':
      // Needs no `announced`: participants commit and capture only after they receive OrderConfirmed.
      return stock === 'committed' && payment === 'captured' && ['ready', 'dispatched', 'delivered'].includes(shipment);
    case 'cancelled':
      return (
        decision.announced &&
        ['rejected', 'released'].includes(stock) &&
        ['failed', 'voided', 'refunded'].includes(payment) &&
        ['failed', 'cancelled'].includes(shipment)
      );
    default:
      return decision satisfies never;
  }
}

/** The event that announces the decision. */
export function toEvent({ decision, placement }: Order): Draft {
  switch (decision.kind) {
    case 'open':
      return { type: 'OrderPlaced', data: placement };
    case 'confirmed':
      return { type: 'OrderConfirmed', data: { customerId: placement.customerId } };
    case 'cancelled':
      return { type: 'OrderCancelled', data: { customerId: placement.customerId, reason: decision.reason } };
    default:
      return decision satisfies never;
  }
}

/** Applies a participant's refusal. A cancelled order only records it. */
function refusedBy(order: Order, event: StepTrigger<'cancelOrder'>): Order {
  const known = learned(order, event.type);
  const { kind } = order.decision;
  if (kind === 'cancelled') return known;
  if (kind === 'confirmed') return known.payment === 'failed' ? cancelled(known, 'CAPTURE_FAILED') : known;
  switch (event.type) {
    case 'StockRejected':
      return cancelled(known, 'OUT_OF_STOCK', event.data.shortages);
    case 'PaymentFailed':
      return cancelled(known, event.data.phase === 'capture' ? 'CAPTURE_FAILED' : 'PAYMENT_DECLINED');
    case 'ShipmentFailed':
      return cancelled(known, 'UNDELIVERABLE');
    default:
      return event satisfies never;
  }
}

function cancelled(order: Order, reason: CancelReason, shortages?: Shortage[]): Order {
  return { ...order, decision: { kind: 'cancelled', reason, announced: false, ...(shortages ? { shortages } : {}) } };
}

/** The order with an event's fact recorded; the same object if the order already knew as much or more. */
function learned(order: Order, type: EventType): Order {
  const fact = facts.find(({ event }) => event === type);
  return fact && fact.rung > rungOf(order, fact.about) ? { ...order, [fact.about]: fact.name } : order;
}

/** The events an order must have received, judging by its facts. A final fact implies nothing about the rungs below it. */
export function eventsBehind(order: Progress): EventType[] {
  return facts.flatMap(({ about, name, rung, event }) => {
    const reached = rungOf(order, about);
    return name === order[about] || (rung < reached && reached < ladders[about].length) ? [event] : [];
  });
}

type Fact = { about: Participant; name: string; rung: number; event: EventType };

const facts: readonly Fact[] = (Object.keys(ladders) as Participant[]).flatMap((about) =>
  ladders[about].flatMap((events, below) =>
    events.map((event) => ({ about, event, rung: below + 1, name: event.slice(about.length).toLowerCase() })),
  ),
);

const rungOf = (order: Progress, about: Participant): number =>
  facts.find((fact) => fact.about === about && fact.name === order[about])?.rung ?? 0;
