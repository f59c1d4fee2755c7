import type { Draft } from '#events/index.ts';
import type { TriggersOf } from '#events/order-saga.ts';
import type { Address } from '#events/orders.ts';

/** Whom a shipment is for, and where it goes. */
export type Consignee = { customerId: string; shipTo: Address };

/** One order's shipment. `booking` and `cancelling` are stored before the carrier is asked, so whoever finds them resumes. */
export type Shipment =
  | { status: 'none' }
  | { status: 'waiting'; consignee: Consignee; paymentAuthorized: false }
  | { status: 'waiting'; consignee: undefined; paymentAuthorized: true }
  | { status: 'booking'; consignee: Consignee }
  | { status: 'booked' | 'ready' | 'dispatched' | 'delivered'; consignee: Consignee; trackingNumber: string }
  | { status: 'failed'; consignee: Consignee; code: string }
  | { status: 'cancelling'; consignee: Consignee; trackingNumber: string | undefined }
  | { status: 'cancelled'; consignee: Consignee | undefined; trackingNumber: string | undefined; customerId: string | undefined };

/** What an operator asks for. */
export type Command = 'dispatch' | 'deliver';

/** What the carrier still has to do for a state; each is safe to ask again. */
export type Work = 'book' | 'cancel';

export type Outcome = { did: 'book'; trackingNumber: string } | { did: 'cancel' } | { did: 'refuse'; code: string };

/** What an event makes of a shipment; the same object when it changes nothing. */
export function decide(shipment: Shipment, event: TriggersOf<'shipping'>): Shipment | 'tooEarly' {
  switch (event.type) {
    case 'OrderPlaced':
      return address(shipment, { customerId: event.data.customerId, shipTo: event.data.shipTo });
    case 'PaymentAuthorized':
      return unblock(shipment);
    case 'PaymentCaptured':
      return clear(shipment);
    case 'OrderCancelled':
      return cancel(shipment, event.data.customerId);
    default:
      return event satisfies never;
  }
}

/** What an operator's command makes of a shipment: the same object when it is done already, `refused` when it is not its turn. */
export function obey(shipment: Shipment, command: Command): Shipment | 'refused' {
  const [from, to] = command === 'dispatch' ? (['ready', 'dispatched'] as const) : (['dispatched', 'delivered'] as const);
  if (shipment.status === from) return { ...shipment, status: to };
  return shipment.status === to || shipment.status === 'delivered' ? shipment : 'refused';
}

/** The carrier's next piece of work, if the state is waiting for one. */
export function workOf(shipment: Shipment): Work | undefined {
  if (shipment.status === 'booking') return 'book';
  return shipment.status === 'cancelling' ? 'cancel' : undefined;
}

/** What the carrier's outcome makes of a shipment that was waiting for it. */
export function conclude(shipment: Shipment, outcome: Outcome): Shipment {
  if (shipment.status === 'booking') {
    if (outcome.did === 'book') return { ...shipment, status: 'booked', trackingNumber: outcome.trackingNumber };
    return { ...shipment, status: 'failed', code: outcome.did === 'refuse' ? outcome.code : 'unexpected_outcome' };
  }
  if (shipment.status === 'cancelling') return { ...shipment, status: 'cancelled', customerId: shipment.consignee.customerId };
  return shipment;
}

/** The event that a state stands for; none while we wait for another event or for the carrier. */
export function standsFor(shipment: Shipment): Draft | undefined {
  switch (shipment.status) {
    case 'booked':
      return { type: 'ShipmentBooked', data: { trackingNumber: shipment.trackingNumber } };
    case 'ready':
      return { type: 'ShipmentReady', data: { trackingNumber: shipment.trackingNumber } };
    case 'dispatched':
      return { type: 'ShipmentDispatched', data: { trackingNumber: shipment.trackingNumber } };
    case 'delivered':
      return { type: 'ShipmentDelivered', data: { trackingNumber: shipment.trackingNumber } };
    case 'failed':
      return { type: 'ShipmentFailed', data: { code: shipment.code } };
    case 'cancelled':
      return { type: 'ShipmentCancelled', data: shipment.trackingNumber ? { trackingNumber: shipment.trackingNumber } : {} };
    default:
      return undefined;
  }
}

function address(shipment: Shipment, consignee: Consignee): Shipment {
  if (shipment.status === 'none') return { status: 'waiting', consignee, paymentAuthorized: false };
  return shipment.status === 'waiting' && shipment.paymentAuthorized ? { status: 'booking', consignee } : shipment;
}

function unblock(shipment: Shipment): Shipment {
  if (shipment.status === 'none') return { status: 'waiting', consignee: undefined, paymentAuthorized: true };
  return shipment.status === 'waiting' && shipment.consignee ? { status: 'booking', consignee: shipment.consignee } : shipment;
}

/** Capture implies a booking, so a shipment that is not booked here has its cause still on the way. */
function clear(shipment: Shipment): Shipment | 'tooEarly' {
  if (shipment.status === 'booked') return { ...shipment, status: 'ready' };
  return ['none', 'waiting', 'booking'].includes(shipment.status) ? 'tooEarly' : shipment;
}

/** An undo cannot refuse. With nothing asked of the carrier a tombstone is enough; otherwise the carrier must hear of it. */
function cancel(shipment: Shipment, customerId: string): Shipment {
  switch (shipment.status) {
    case 'none':
    case 'waiting':
      return { status: 'cancelled', consignee: undefined, trackingNumber: undefined, customerId };
    case 'booking':
      return { ...shipment, status: 'cancelling', trackingNumber: undefined };
    case 'booked':
    case 'ready':
      return { ...shipment, status: 'cancelling' };
    default:
      return shipment;
  }
}
