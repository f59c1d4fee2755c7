import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Address } from '#events/orders.ts';

/** Whom a shipment is for, and where it goes. */
export type Consignee = { customerId: string; shipTo: Address };

/** One order's shipment. `booking` and `cancelling` are stored before the carrier is asked, so whoever finds them resumes. */
export type Shipment =
  | { status: 'none' }
  | { status: 'waiting'; consignee: Consignee; paymentAuthorized: false }
  | { status: 'waiting'; consignee: undefined; paymentAuthorized: true }
  | { status: 'booking'; consignee: Consignee }
  | { status: 'booked' | 'ready'; consignee: Consignee; trackingNumber: string }
  /** `announced`: the event has been published, which nobody would ask for again. */
  | { status: 'dispatched' | 'delivered'; consignee: Consignee; trackingNumber: string; announced?: boolean }
  | { status: 'failed'; consignee: Consignee; code: string }
  | { status: 'cancelling'; consignee: Consignee; trackingNumber: string | undefined }
  | { status: 'cancelled'; consignee: Consignee | undefined; trackingNumber: string | undefined; customerId: string | undefined };

/** What this service does in the saga, a function for each of its rows in events/order-saga.ts. */
export const steps = {
  bookShipment: refusable(bookShipment, failShipment),
  clearShipment,
  dispatchShipment,
  deliverShipment,
  cancelShipment,
} satisfies StepsOf<'shipping', Shipment>;

/** Begins once the address and the payment are both known, whichever comes first. */
function bookShipment(shipment: Shipment, event: StepTrigger<'bookShipment'>): Shipment {
  if (event.type === 'PaymentAuthorized') {
    if (shipment.status === 'none') return { status: 'waiting', consignee: undefined, paymentAuthorized: true };
    return shipment.status === 'waiting' && shipment.consignee ? { status: 'booking', consignee: shipment.consignee } : shipment;
  }
  const { customerId, shipTo } = event.data;
  const consignee = { customerId, shipTo };
  if (shipment.status === 'none') return { status: 'waiting', consignee, paymentAuthorized: false };
  return shipment.status === 'waiting' && shipment.paymentAuthorized ? { status: 'booking', consignee } : shipment;
}

/** A shipment fails when the carrier refuses to book it. */
function failShipment({ consignee }: ShipmentIn<'booking'>, code: string): Shipment {
  return { status: 'failed', consignee, code };
}

/** Capture implies a booking, so the cause of a shipment that is not booked here is still on its way. */
function clearShipment(shipment: Shipment): Shipment | 'tooEarly' {
  if (shipment.status === 'booked') return { ...shipment, status: 'ready' };
  return ['none', 'waiting', 'booking'].includes(shipment.status) ? 'tooEarly' : shipment;
}

function dispatchShipment(shipment: Shipment): Shipment | 'refused' {
  if (shipment.status === 'ready') return { ...shipment, status: 'dispatched', announced: false };
  return shipment.status === 'dispatched' || shipment.status === 'delivered' ? shipment : 'refused';
}

function deliverShipment(shipment: Shipment): Shipment | 'refused' {
  if (shipment.status === 'dispatched') return { ...shipment, status: 'delivered', announced: false };
  return shipment.status === 'delivered' ? shipment : 'refused';
}

/** An undo cannot refuse. With nothing asked of the carrier a tombstone is enough; otherwise the carrier must hear of it. */
function cancelShipment(shipment: Shipment, { data: { customerId } }: StepTrigger<'cancelShipment'>): Shipment {
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

/** What the carrier has to do for a state; each is safe to ask again. */
export type Effect = 'book' | 'cancel';

/** What the carrier came to. */
export type EffectResult = { did: 'book'; trackingNumber: string } | { did: 'cancel' } | { did: 'refuse'; code: string };

/** The effect that a state asks for, if any. Whoever finds such a state resumes it. */
export function effectOf(shipment: Shipment): Effect | undefined {
  if (shipment.status === 'booking') return 'book';
  return shipment.status === 'cancelling' ? 'cancel' : undefined;
}

/** What the result of its effect makes of a shipment. */
export function conclude(shipment: Shipment, result: EffectResult): Shipment {
  if (shipment.status === 'booking') {
    if (result.did === 'book') return { ...shipment, status: 'booked', trackingNumber: result.trackingNumber };
    return failShipment(shipment, result.did === 'refuse' ? result.code : 'unexpected_outcome');
  }
  if (shipment.status === 'cancelling') return { ...shipment, status: 'cancelled', customerId: shipment.consignee.customerId };
  return shipment;
}

/** The event that tells of a state; none while we wait for another event or for the carrier. */
export function toEvent(shipment: Shipment): Draft | undefined {
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

/** After ShipmentDispatched or ShipmentDelivered has been published. The other events answer a delivery, which comes again until it is answered. */
export function noteAnnounced(shipment: Shipment): Shipment {
  return isUnannounced(shipment) ? { ...shipment, announced: true } : shipment;
}

export const isUnannounced = (shipment: Shipment): shipment is ShipmentIn<'dispatched' | 'delivered'> =>
  'announced' in shipment && shipment.announced === false;

export type ShipmentIn<Status extends Shipment['status']> = Extract<Shipment, { status: Status }>;
