import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import { isSoonAfter } from '#events/is-soon-after.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Address } from '#events/orders.ts';
import { afterFailure, type Failure, type Resolution, type Trouble } from '#shared/saga/trouble.ts';

/** Whom a shipment is for, and where it goes. `placedAt` is an ISO 8601 instant, which rows from before it had none lack. */
export type Consignee = { customerId: string; shipTo: Address; placedAt?: string };

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
  | ({ status: 'cancelling' } & Cancellation)
  | ({ status: 'cancelled' } & Cancellation);

type Cancellation = {
  consignee: Consignee | undefined;
  trackingNumber: string | undefined;
  customerId?: string | undefined;
  /** What keeps the carrier from cancelling it, and which operator has settled it instead. */
  trouble?: Trouble | undefined;
  resolution?: Resolution;
};

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
  const consignee = { customerId, shipTo, placedAt: event.time };
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

/**
 * An undo cannot refuse. With nothing asked of the carrier a tombstone is enough; otherwise the carrier must hear of it. It also does
 * when our row may have been lost since with all that it knew, as that of any order but a young one may.
 */
function cancelShipment(shipment: Shipment, event: StepTrigger<'cancelShipment'>): Shipment {
  switch (shipment.status) {
    case 'none':
    case 'waiting': {
      const consignee = 'consignee' in shipment ? shipment.consignee : undefined;
      const status = isSoonAfter(consignee?.placedAt, event) ? 'cancelled' : 'cancelling';
      return { status, consignee: undefined, trackingNumber: undefined, customerId: event.data.customerId };
    }
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

/** The effect that a state requires, if any. A replica that finds such a state resumes it. */
export function effectOf(shipment: Shipment): Effect | undefined {
  if (shipment.status === 'booking') return 'book';
  return shipment.status === 'cancelling' && !shipment.trouble?.givenUp ? 'cancel' : undefined;
}

/** What the result of its effect makes of a shipment. */
export function conclude(shipment: Shipment, result: EffectResult): Shipment {
  if (shipment.status === 'booking') {
    if (result.did === 'book') return { ...shipment, status: 'booked', trackingNumber: result.trackingNumber };
    return failShipment(shipment, result.did === 'refuse' ? result.code : 'unexpected_outcome');
  }
  return shipment.status === 'cancelling' ? cancelled(shipment) : shipment;
}

/** How a cancellation ends, whether the carrier has done it or an operator says so. */
function cancelled(shipment: ShipmentIn<'cancelling'>): ShipmentIn<'cancelled'> {
  const customerId = shipment.customerId ?? shipment.consignee?.customerId;
  return { ...shipment, trouble: undefined, status: 'cancelled', customerId };
}

/** The state of a shipment after its effect failed: an undo is given up eventually. */
export function noteFailure(shipment: Shipment, failure: Failure): Shipment | undefined {
  if (shipment.status !== 'cancelling') return undefined;
  return { ...shipment, trouble: afterFailure(shipment.trouble, failure) };
}

/** An operator has an undo that is in trouble tried again, or settles it as done by hand. */
export function resolveShipment(shipment: Shipment, resolution: Resolution): Shipment | 'refused' {
  if (shipment.status !== 'cancelling' || !shipment.trouble) return 'refused';
  return resolution.decision === 'retry' ? { ...shipment, trouble: undefined } : { ...cancelled(shipment), resolution };
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
