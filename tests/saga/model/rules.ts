import type { EventType } from '#events/index.ts';
import { isSettled, type Order } from '../../../containers/orders/domain.ts';
import type { Shipment } from '../../../containers/shipping/domain.ts';
import type { WorldMove } from './happening.ts';
import { piecesReceived } from './shelf.ts';
import { isLive } from './stripe.ts';
import type { System } from './system.ts';
import type { World } from './world.ts';

type Rule = (world: World, context: { settled: boolean; system: System; moves: readonly WorldMove[] }) => boolean;

/** What holds in every state, whatever has happened. */
export const rules = {
  'stock is conserved and never negative': ({ inventory: { shelf } }) =>
    Object.values(shelf).every((pieces) => pieces >= 0) && shelf.available + shelf.reserved + shelf.committed === piecesReceived,

  'stock is rejected only when there is too little of it': ({ inventory: { reservation } }) =>
    reservation.status !== 'rejected' || reservation.shortages.every(({ requested, available }) => requested > available),

  'stock is committed only for an order that was confirmed': ({ inventory: { shelf }, orders }) =>
    shelf.committed === 0 || orders.history.confirmed,

  'money is captured only for an order that was confirmed': ({ billing: { stripe }, orders }) =>
    stripe.captures === 0 || orders.history.confirmed,

  'money is captured at most once': ({ billing: { stripe } }) => stripe.captures <= 1,

  'a failed, voided or refunded payment holds no money': ({ billing: { payment, stripe } }) =>
    !['failed', 'voided', 'refunded'].includes(payment.status) || !isLive(stripe.intent),

  'a shipment can leave only once it is paid for': ({ shipping: { shipment }, billing: { stripe }, orders: { history } }) =>
    !isReady(shipment) || (stripe.intent === 'succeeded' && history.confirmed && !history.cancelled),

  'an order is never both confirmed and cancelled, except after a failed capture': ({
    orders: { order, history },
    billing: { payment },
  }) =>
    !(history.confirmed && history.cancelled) ||
    (order.decision.kind === 'cancelled' &&
      order.decision.reason === 'CAPTURE_FAILED' &&
      payment.status === 'failed' &&
      payment.phase === 'capture'),

  'an order settles only after its decision was published': ({ orders: { history } }, { settled }) => !settled || history.said,

  'a settled order agrees with every participant': (world, { settled }) => !settled || agrees(world),

  'a settled cancelled order leaves nothing held, taken or booked': (world, { settled }) =>
    !settled || world.orders.order.decision.kind !== 'cancelled' || isCleanSlate(world),

  'a settled confirmed order can be dispatched': ({ orders: { order }, shipping: { shipment } }, { settled, system }) =>
    !settled || order.decision.kind !== 'confirmed' || system.shipping.dispatchShipment(shipment) !== 'refused',

  'an event always has the same content': ({ flight }) => flight.every(({ type }, index) => flight[index + 1]?.type !== type),

  'an event is published only after its state is stored': (world) => world.flight.every(({ type }) => storedFor[type](world)),

  'decision, stock and payment of a settled order never change': ({ orders: { order } }, { settled, moves }) =>
    !settled || moves.every(({ next }) => sameOutcome(order, next.orders.order)),

  'a ready shipment never goes back to an earlier state': ({ shipping: { shipment } }, { moves }) =>
    !isReady(shipment) || moves.every(({ next }) => distance(next.shipping.shipment) >= distance(shipment)),

  'every echo dies out': (_, { moves }) => !goesRound(moves),
} satisfies Record<string, Rule>;

export type RuleName = keyof typeof rules;

/** The first rule that a state violates, among all rules, all but some, or the named one. */
export function brokenRule(
  system: System,
  { only, except = [] }: { only?: string | undefined; except?: readonly RuleName[] } = {},
) {
  const checked = Object.entries<Rule>(rules)
    .filter(([name]) => only === undefined || name === only)
    .filter(([name]) => !except.includes(name as RuleName));
  return (world: World, moves: readonly WorldMove[]): string | undefined => {
    const context = { settled: system.orders.isSettled(world.orders.order), system, moves };
    return checked.find(([, holds]) => !holds(world, context))?.[0];
  };
}

/** How far a shipment has come since it was cleared; -1 before that. */
const distance = ({ status }: { status: string }): number => ['ready', 'dispatched', 'delivered'].indexOf(status);
const isReady = (shipment: Shipment): boolean => distance(shipment) >= 0;

function agrees({ orders: { order }, inventory, billing, shipping: { shipment } }: World): boolean {
  const fact = { status: order.shipment };
  const isBehind = distance(fact) >= 0 && distance(fact) < distance(shipment);
  return (
    order.stock === inventory.reservation.status &&
    order.payment === billing.payment.status &&
    (order.shipment === shipment.status || isBehind)
  );
}

const isCleanSlate = ({ inventory: { shelf }, billing: { stripe }, shipping: { carrier } }: World): boolean =>
  shelf.available === piecesReceived && !isLive(stripe.intent) && carrier.reference !== 'booked';

const sameOutcome = (one: Order, other: Order): boolean =>
  one === other ||
  (one.stock === other.stock &&
    one.payment === other.payment &&
    isSettled(other) &&
    JSON.stringify(one.decision) === JSON.stringify(other.decision));

/** The states in which an event may have been published: its own state, and those that may follow it. */
const storedFor: Record<EventType, (world: World) => boolean> = {
  OrderPlaced: () => true,
  OrderConfirmed: ({ orders }) => orders.history.confirmed,
  OrderCancelled: ({ orders }) => orders.history.cancelled,
  StockReserved: ({ inventory: { reservation } }) => 'lines' in reservation && reservation.lines.length > 0,
  StockRejected: ({ inventory: { reservation } }) => reservation.status === 'rejected',
  StockCommitted: ({ inventory: { reservation } }) => ['committed', 'released'].includes(reservation.status),
  StockReleased: ({ inventory: { reservation } }) => reservation.status === 'released',
  PaymentAuthorized: ({ billing: { payment } }) => 'intentId' in payment && payment.intentId !== undefined,
  PaymentCaptured: ({ billing: { payment } }) => payment.status === 'captured',
  PaymentFailed: ({ billing: { payment } }) => payment.status === 'failed',
  PaymentVoided: ({ billing: { payment } }) => payment.status === 'voided',
  // Only the reconciler and operators cause it; the saga alone must never reach it.
  PaymentRefunded: ({ billing: { payment } }) => payment.status === 'refunded',
  ShipmentBooked: ({ shipping: { shipment } }) => 'trackingNumber' in shipment && shipment.trackingNumber !== undefined,
  ShipmentFailed: ({ shipping: { shipment } }) => shipment.status === 'failed',
  ShipmentReady: ({ shipping: { shipment } }) => isReady(shipment),
  ShipmentDispatched: ({ shipping: { shipment } }) => ['dispatched', 'delivered'].includes(shipment.status),
  ShipmentDelivered: ({ shipping: { shipment } }) => shipment.status === 'delivered',
  ShipmentCancelled: ({ shipping: { shipment } }) => shipment.status === 'cancelled',
};

/** Whether an answer leads to answers that lead back to it without any change: an endless loop. */
function goesRound(moves: readonly WorldMove[]): boolean {
  const echoes = moves.flatMap(({ echo }) => (echo ? [echo] : []));
  const leadsTo = (from: EventType, seen: readonly EventType[]): boolean =>
    echoes.some(({ to, is }) => to === from && (seen.includes(is) || leadsTo(is, [...seen, is])));
  return echoes.some(({ to }) => leadsTo(to, [to]));
}
