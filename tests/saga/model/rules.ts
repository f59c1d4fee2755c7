import type { EventType } from '#events/index.ts';
import { isSettled, type Order } from '../../../containers/orders/domain.ts';
import type { Shipment } from '../../../containers/shipping/domain.ts';
import type { WorldMove } from './moves.ts';
import { piecesReceived } from './shelf.ts';
import { isLive } from './stripe.ts';
import type { System } from './system.ts';
import type { World } from './world.ts';

type Rule = (world: World, context: { system: System; moves: readonly WorldMove[] }) => boolean;

/** What holds in every state, whatever has happened. */
export const rules: Record<string, Rule> = {
  'stock is conserved and never negative': ({ inventory: { shelf } }) =>
    Object.values(shelf).every((pieces) => pieces >= 0) && shelf.available + shelf.reserved + shelf.committed === piecesReceived,

  'stock is rejected only for want of it': ({ inventory: { reservation } }) =>
    reservation.status !== 'rejected' || reservation.shortages.every(({ requested, available }) => requested > available),

  'stock is committed only for an order once confirmed': ({ inventory: { shelf }, history }) =>
    shelf.committed === 0 || history.confirmed,

  'money is captured only for an order once confirmed': ({ stripe, history }) => stripe.captures === 0 || history.confirmed,

  'money is captured at most once': ({ stripe }) => stripe.captures <= 1,

  'a payment that came to nothing holds no money': ({ payment, stripe }) =>
    !['failed', 'voided', 'refunded'].includes(payment.status) || !isLive(stripe.intent),

  'a shipment leaves only when it is paid for': ({ shipment, stripe, history }) =>
    !isReady(shipment) || (stripe.intent === 'succeeded' && history.confirmed && !history.cancelled),

  'a confirmed order is cancelled only for a failed capture, a cancelled one never confirmed': ({ order, payment, history }) =>
    !(history.confirmed && history.cancelled) ||
    (order.judgement.decision === 'cancelled' &&
      order.judgement.reason === 'CAPTURE_FAILED' &&
      payment.status === 'failed' &&
      payment.phase === 'capture'),

  'an order settles only after its decision was published': (world, { system }) =>
    !system.orders.isSettled(world.order) || world.history.said === system.orders.standsFor(world.order).type,

  'a settled order agrees with every participant': (world, { system }) => !system.orders.isSettled(world.order) || agrees(world),

  'a settled cancelled order leaves nothing held, taken or booked': ({ order, inventory, stripe, carrier }, { system }) =>
    !system.orders.isSettled(order) ||
    order.judgement.decision !== 'cancelled' ||
    (inventory.shelf.available === piecesReceived && !isLive(stripe.intent) && carrier.reference !== 'booked'),

  'a settled confirmed order can be dispatched': ({ order, shipment }, { system }) =>
    !system.orders.isSettled(order) ||
    order.judgement.decision !== 'confirmed' ||
    system.shipping.obey(shipment, 'dispatch') !== 'refused',

  'an event has one content for ever': ({ flight }) => new Set(flight.map((event) => event.type)).size === flight.length,

  'nobody tells what is not stored': (world) => world.flight.every(({ type }) => storedFor[type]?.(world) ?? true),

  'PaymentRefunded is never told': ({ flight }) => flight.every(({ type }) => type !== 'PaymentRefunded'),

  'decision, stock and payment of a settled order never change': ({ order }, { system, moves }) =>
    !system.orders.isSettled(order) || moves.every(({ next }) => sameOutcome(order, next.order)),

  'a shipment, once dispatched, goes on': ({ shipment }, { moves }) =>
    !['dispatched', 'delivered'].includes(shipment.status) || moves.every(({ next }) => isReady(next.shipment)),

  'every echo dies out': (_, { moves }) => !goesRound(moves.flatMap(({ echo }) => (echo ? [echo] : []))),
};

/** The first rule that a state breaks. */
export function brokenRule(system: System, world: World, moves: readonly WorldMove[]): string | undefined {
  for (const name in rules) if (!rules[name]?.(world, { system, moves })) return name;
  return undefined;
}

const isReady = ({ status }: Shipment): boolean => ['ready', 'dispatched', 'delivered'].includes(status);

function agrees({ order, inventory, payment, shipment }: World): boolean {
  const after = ['ready', 'dispatched', 'delivered'];
  const shipmentAgrees = order.shipment === shipment.status || after.indexOf(order.shipment) < after.indexOf(shipment.status);
  return order.stock === inventory.reservation.status && order.payment === payment.status && shipmentAgrees;
}

const sameOutcome = (one: Order, other: Order): boolean =>
  one === other ||
  (one.stock === other.stock &&
    one.payment === other.payment &&
    isSettled(other) &&
    JSON.stringify(one.judgement) === JSON.stringify(other.judgement));

/** The states in which an event may have been told: the one it stands for, and those that may follow it. */
const storedFor: Partial<Record<EventType, (world: World) => boolean>> = {
  OrderConfirmed: ({ history }) => history.confirmed,
  OrderCancelled: ({ history }) => history.cancelled,
  StockReserved: ({ inventory: { reservation } }) => 'lines' in reservation && reservation.lines.length > 0,
  StockRejected: ({ inventory: { reservation } }) => reservation.status === 'rejected',
  StockCommitted: ({ inventory: { reservation } }) => ['committed', 'released'].includes(reservation.status),
  StockReleased: ({ inventory: { reservation } }) => reservation.status === 'released',
  PaymentAuthorized: ({ payment }) => 'intentId' in payment && payment.intentId !== undefined,
  PaymentCaptured: ({ payment }) => payment.status === 'captured',
  PaymentFailed: ({ payment }) => payment.status === 'failed',
  PaymentVoided: ({ payment }) => payment.status === 'voided',
  ShipmentBooked: ({ shipment }) => 'trackingNumber' in shipment && shipment.trackingNumber !== undefined,
  ShipmentFailed: ({ shipment }) => shipment.status === 'failed',
  ShipmentReady: ({ shipment }) => isReady(shipment),
  ShipmentDispatched: ({ shipment }) => ['dispatched', 'delivered'].includes(shipment.status),
  ShipmentDelivered: ({ shipment }) => shipment.status === 'delivered',
  ShipmentCancelled: ({ shipment }) => shipment.status === 'cancelled',
};

/** Whether an answer leads to answers that lead to it again, with nobody changed: they would never cease. */
function goesRound(echoes: readonly { to: EventType; is: EventType }[]): boolean {
  const leadsTo = (from: EventType, seen: readonly EventType[]): boolean =>
    echoes.some(({ to, is }) => to === from && (seen.includes(is) || leadsTo(is, [...seen, is])));
  return echoes.some(({ to }) => leadsTo(to, [to]));
}
