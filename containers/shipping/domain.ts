import { refusable } from '#events/define-saga.ts';
import type { Draft } from '#events/index.ts';
import { isSoonAfter } from '#events/is-soon-after.ts';
import type { StepsOf, StepTrigger } from '#events/order-saga.ts';
import type { Address } from '#events/orders.ts';
import { afterFailure, type Failure, type Resolution, type Trouble, triedAgain } from '#shared/saga/trouble.ts';

/** Who gets a shipment, and where. `placedAt` is ISO 8601; old rows lack it. */
export type Consignee = { customerId: string; shipTo: Address; placedAt?: string };

/** The same for a shipment that is over: once its order is archived, the address is forgotten. */
type FormerConsignee = Omit<Consignee, 'shipTo'> & Partial<Pick<Consignee, 'shipTo'>>;

/** One order's shipment. `booking` and `cancelling` are stored before the carrier is called, so that any replica can resume them. */
export type Shipment =
  | { status: 'none' }
  | { status: 'waiting'; consignee: Consignee; paymentAuthorized: false }
  | { status: 'waiting'; consignee: undefined; paymentAuthorized: true }
  | { status: 'booking'; consignee: Consignee }
  | { status: 'booked' | 'ready'; consignee: Consignee; trackingNumber: string }
  /** `announced`: whether the event has been published. No message is redelivered for an operator's step, so the announcer repeats it. */
  | { status: 'dispatched' | 'delivered'; consignee: FormerConsignee; trackingNumber: string; announced?: boolean }
  | { status: 'failed'; consignee: FormerConsignee; code: string }
  | ({ status: 'cancelling' } & Cancellation)
  | ({ status: 'cancelled' } & Cancellation);

type Cancellation = {
  consignee: FormerConsignee | undefined;
  trackingNumber: string | undefined;
  customerId?: string | undefined;
  /** Why the carrier could not cancel the shipment, and which operator resolved that. */
  trouble?: Trouble | undefined;
  resolution?: Resolution;
};

/** This service's steps in the saga: one function for each of its rows in events/order-saga.ts. */
export const steps = {
  bookShipment: refusable(bookShipment, failShipment),
  clearShipment,
  dispatchShipment,
  deliverShipment,
  cancelShipment,
} satisfies StepsOf<'shipping', Shipment>;

/** Starts once both OrderPlaced (the address) and PaymentAuthorized have arrived, in either order. */
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

/** The carrier refused the booking. */
function failShipment({ consignee }: ShipmentIn<'booking'>, code: string): Shipment {
  return { status: 'failed', consignee, code };
}

/** Payments are captured only after a booking, so if ours is not booked yet, its triggers are still on their way. */
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
 * An undo cannot refuse. If the carrier was never called, a tombstone is enough; otherwise the carrier must cancel. The carrier is also
 * called if a restored backup may have lost our row, which is possible unless the order is young.
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

/** A side effect at the carrier. Both are idempotent. */
export type Effect = 'book' | 'cancel';

/** The carrier's response to an effect. */
export type EffectResult = { did: 'book'; trackingNumber: string } | { did: 'cancel' } | { did: 'refuse'; code: string };

/** The effect that a state requires, if any. Any replica that loads such a state resumes the effect. */
export function effectOf(shipment: Shipment): Effect | undefined {
  if (shipment.status === 'booking') return 'book';
  return shipment.status === 'cancelling' && !shipment.trouble?.givenUp ? 'cancel' : undefined;
}

/** Applies an effect's result to a shipment. */
export function conclude(shipment: Shipment, result: EffectResult): Shipment {
  if (shipment.status === 'booking') {
    if (result.did === 'book') return { ...shipment, status: 'booked', trackingNumber: result.trackingNumber };
    return failShipment(shipment, result.did === 'refuse' ? result.code : 'unexpected_outcome');
  }
  return shipment.status === 'cancelling' ? cancelled(shipment) : shipment;
}

/** The final state of a cancellation, whether the carrier completed it or an operator did by hand. */
function cancelled(shipment: ShipmentIn<'cancelling'>): ShipmentIn<'cancelled'> {
  const customerId = shipment.customerId ?? shipment.consignee?.customerId;
  return { ...shipment, trouble: undefined, status: 'cancelled', customerId };
}

/** The state after a failed effect. An undo is eventually given up. */
export function noteFailure(shipment: Shipment, failure: Failure): Shipment | undefined {
  if (shipment.status !== 'cancelling') return undefined;
  const trouble = afterFailure(shipment.trouble, failure);
  return trouble === shipment.trouble ? shipment : { ...shipment, trouble };
}

/** Lets an operator retry a failing undo, or mark it as done by hand. */
export function resolveShipment(shipment: Shipment, resolution: Resolution): Shipment | 'refused' {
  if (shipment.status !== 'cancelling' || !shipment.trouble) return 'refused';
  if (resolution.decision === 'retry') return { ...shipment, trouble: triedAgain(shipment.trouble, resolution.at) };
  return { ...cancelled(shipment), resolution };
}

/** The event for a state; none while we wait for another event or for the carrier. */
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

/**
 * To be applied once ShipmentDispatched or ShipmentDelivered has been published. Other events answer a message, which SQS redelivers
 * until they are published.
 */
export function noteAnnounced(shipment: Shipment): Shipment {
  return isUnannounced(shipment) ? { ...shipment, announced: true } : shipment;
}

export const isUnannounced = (shipment: Shipment): shipment is ShipmentIn<'dispatched' | 'delivered'> =>
  'announced' in shipment && shipment.announced === false;

export type ShipmentIn<Status extends Shipment['status']> = Extract<Shipment, { status: Status }>;
