import type { Draft, EventType } from '#events/index.ts';
import type { Shortage } from '#events/inventory.ts';
import type { Money } from '#events/money.ts';
import type { TriggersOf } from '#events/order-saga.ts';
import type { Address, CancelReason, OrderLine } from '#events/orders.ts';

// Each participant's facts in the order they may follow one another; a fact never moves down its ladder, so that events
// may arrive in any order and more than once. The last rung holds the ends that exclude each other.
const ladders = {
  stock: { none: 0, reserved: 1, committed: 2, released: 3, rejected: 3 },
  payment: { none: 0, authorized: 1, captured: 2, failed: 3, voided: 3, refunded: 3 },
  shipment: { none: 0, booked: 1, ready: 2, dispatched: 3, delivered: 4, failed: 5, cancelled: 5 },
} as const;

export type Stock = keyof typeof ladders.stock;
export type PaymentFact = keyof typeof ladders.payment;
export type ShipmentFact = keyof typeof ladders.shipment;

/** What was agreed at placement; it never changes. */
export type Placement = {
  customerId: string;
  lines: OrderLine[];
  total: Money;
  paymentMethod: string;
  shipTo: Address;
};

export type Decision =
  | { decision: 'open' }
  | { decision: 'confirmed' }
  | { decision: 'cancelled'; reason: CancelReason; shortages?: Shortage[]; announced: boolean };

/** One order: what was agreed, one fact per participant, and our decision. Everything else that people see is derived. */
export type Order = { placement: Placement; stock: Stock; payment: PaymentFact; shipment: ShipmentFact; judgement: Decision };

/** What is not an event: a customer's cancel, the deadline, and the news that OrderCancelled has been published. */
export type Prompt = { type: 'CancelRequested' } | { type: 'DeadlinePassed' } | { type: 'CancellationAnnounced' };

export const placed = (placement: Placement): Order => ({
  placement,
  stock: 'none',
  payment: 'none',
  shipment: 'none',
  judgement: { decision: 'open' },
});

/** What an event or a prompt makes of an order; the same object when it changes nothing. Nothing reopens a decision but a failed capture. */
export function decide(order: Order, input: TriggersOf<'orders'> | Prompt): Order {
  switch (input.type) {
    case 'CancelRequested':
      return order.judgement.decision === 'open' ? cancel(order, 'CUSTOMER') : order;
    case 'DeadlinePassed':
      return order.judgement.decision === 'open' ? cancel(order, 'EXPIRED') : order;
    case 'CancellationAnnounced':
      return order.judgement.decision === 'cancelled' && !order.judgement.announced
        ? { ...order, judgement: { ...order.judgement, announced: true } }
        : order;
    default:
      return judge(learn(order, input), input);
  }
}

/** Whether nothing more is owed: the decision has been published, and every participant has ended as it demands. */
export function isSettled({ judgement, stock, payment, shipment }: Order): boolean {
  switch (judgement.decision) {
    case 'open':
      return false;
    case 'confirmed':
      // Stock is committed and payment captured only in answer to OrderConfirmed, so it has been published.
      return stock === 'committed' && payment === 'captured' && ['ready', 'dispatched', 'delivered'].includes(shipment);
    case 'cancelled':
      return (
        judgement.announced &&
        ['rejected', 'released'].includes(stock) &&
        ['failed', 'voided', 'refunded'].includes(payment) &&
        ['failed', 'cancelled'].includes(shipment)
      );
    default:
      return judgement satisfies never;
  }
}

/** The event that the decision stands for. */
export function standsFor({ judgement, placement }: Order): Draft {
  switch (judgement.decision) {
    case 'open':
      return { type: 'OrderPlaced', data: placement };
    case 'confirmed':
      return { type: 'OrderConfirmed', data: { customerId: placement.customerId } };
    case 'cancelled':
      return { type: 'OrderCancelled', data: { customerId: placement.customerId, reason: judgement.reason } };
    default:
      return judgement satisfies never;
  }
}

export type Status =
  | 'PLACED'
  | 'STOCK_RESERVED'
  | 'PAYMENT_AUTHORIZED'
  | 'CONFIRMED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'CANCELLING'
  | 'CANCELLED';

/** The one word that people see. */
export function statusOf(order: Order): Status {
  switch (order.judgement.decision) {
    case 'cancelled':
      return isSettled(order) ? 'CANCELLED' : 'CANCELLING';
    case 'confirmed':
      if (order.shipment === 'delivered') return 'DELIVERED';
      return order.shipment === 'dispatched' ? 'SHIPPED' : 'CONFIRMED';
    case 'open':
      if (order.payment === 'authorized') return 'PAYMENT_AUTHORIZED';
      return order.stock === 'reserved' ? 'STOCK_RESERVED' : 'PLACED';
    default:
      return order.judgement satisfies never;
  }
}

/** Takes in what an event says about its participant, unless the order knows as much or more already. */
function learn(order: Order, { type }: { type: EventType }): Order {
  const news = factIn[type];
  if (!news) return order;
  const [who, fact] = news;
  const ladder: Record<string, number> = ladders[who];
  return (ladder[fact] ?? 0) > (ladder[order[who]] ?? 0) ? { ...order, [who]: fact } : order;
}

function judge(order: Order, event: TriggersOf<'orders'>): Order {
  const { decision } = order.judgement;
  if (decision === 'cancelled') return order;
  if (decision === 'confirmed') return order.payment === 'failed' ? cancel(order, 'CAPTURE_FAILED') : order;
  if (event.type === 'StockRejected') return cancel(order, 'OUT_OF_STOCK', event.data.shortages);
  if (event.type === 'PaymentFailed')
    return cancel(order, event.data.phase === 'capture' ? 'CAPTURE_FAILED' : 'PAYMENT_DECLINED');
  if (event.type === 'ShipmentFailed') return cancel(order, 'UNDELIVERABLE');
  return ladders.shipment[order.shipment] >= ladders.shipment.booked && order.shipment !== 'cancelled'
    ? { ...order, judgement: { decision: 'confirmed' } }
    : order;
}

function cancel(order: Order, reason: CancelReason, shortages?: Shortage[]): Order {
  return { ...order, judgement: { decision: 'cancelled', reason, announced: false, ...(shortages ? { shortages } : {}) } };
}

const factIn: Partial<Record<EventType, ['stock', Stock] | ['payment', PaymentFact] | ['shipment', ShipmentFact]>> = {
  StockReserved: ['stock', 'reserved'],
  StockRejected: ['stock', 'rejected'],
  StockCommitted: ['stock', 'committed'],
  StockReleased: ['stock', 'released'],
  PaymentAuthorized: ['payment', 'authorized'],
  PaymentFailed: ['payment', 'failed'],
  PaymentCaptured: ['payment', 'captured'],
  PaymentVoided: ['payment', 'voided'],
  PaymentRefunded: ['payment', 'refunded'],
  ShipmentBooked: ['shipment', 'booked'],
  ShipmentFailed: ['shipment', 'failed'],
  ShipmentReady: ['shipment', 'ready'],
  ShipmentDispatched: ['shipment', 'dispatched'],
  ShipmentDelivered: ['shipment', 'delivered'],
  ShipmentCancelled: ['shipment', 'cancelled'],
};
