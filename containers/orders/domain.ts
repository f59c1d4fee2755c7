import type { Draft, EventType } from '#events/index.ts';
import type { Shortage } from '#events/inventory.ts';
import type { Money } from '#events/money.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Address, CancelReason, OrderLine } from '#events/orders.ts';

/**
 * What an order may know of each participant, rung by rung, by the events that tell it; the fact is the last word of the type.
 * A fact only moves up its ladder, so events may arrive in any order and more than once. The ends on the last rung exclude
 * each other.
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

/** What was agreed at placement; it never changes. */
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

/** One order: what was agreed, one fact per participant, and our decision. Everything else that people see is derived. */
export type Order = {
  placement: Placement;
  stock: FactAbout<'stock'>;
  payment: FactAbout<'payment'>;
  shipment: FactAbout<'shipment'>;
  decision: Decision;
};

/** How far an order has come, whatever was agreed. */
export type Progress = Omit<Order, 'placement'>;

/** What cancels an order without being an event: the customer asks, or its deadline passes. */
export type Prompt = { type: 'CancelRequested' } | { type: 'DeadlinePassed' };

/** What this service does in the saga, a function for each of its rows in events/order-saga.ts. */
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

/** Takes in how far the participants have come. */
function noteProgress(order: Order, event: StepTrigger<'noteProgress'>): Order {
  return learned(order, event.type);
}

/**
 * A shipment is booked only for stock that is reserved and a payment that is authorized, so it alone decides. One that has gone
 * on from there was booked, too, should ShipmentBooked have been overtaken.
 */
function confirmOrder(order: Order, event: StepTrigger<'confirmOrder'>): Order {
  const known = learned(order, event.type);
  return order.decision.kind === 'open' ? { ...known, decision: { kind: 'confirmed' } } : known;
}

/** Cancels an order that is still open; the first cause wins. Once it is confirmed, only a failed capture can cancel it. */
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

/** Records the participants' final facts; the order is settled once no service owes anything. */
function settleOrder(order: Order, event: StepTrigger<'settleOrder'>): Order {
  return learned(order, event.type);
}

/** After OrderCancelled has been published. Until then a cancelled order does not count as settled. */
export function noteAnnounced(order: Order): Order {
  return order.decision.kind === 'cancelled' && !order.decision.announced
    ? { ...order, decision: { ...order.decision, announced: true } }
    : order;
}

/** Whether nothing more is owed: the decision has been published, and every participant has ended as it demands. */
export function isSettled({ decision, stock, payment, shipment }: Progress): boolean {
  switch (decision.kind) {
    case 'open':
      return false;
    case 'confirmed':
      // Stock is committed and payment captured only in answer to OrderConfirmed, so it has been published.
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

/** The event that tells of the decision. */
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

/** What a participant's refusal makes of an order. A cancelled order only takes it in. */
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

/** The order that also knows what an event tells; the same object when it knew as much or more already. */
function learned(order: Order, type: EventType): Order {
  const fact = facts.find(({ event }) => event === type);
  return fact && fact.rung > rungOf(order, fact.about) ? { ...order, [fact.about]: fact.name } : order;
}

/** The events that an order has heard of, as far as its facts tell. An end says nothing of the rungs below it. */
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
