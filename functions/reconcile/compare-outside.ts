import { canBeOurs } from '#shared/ids/uuid-at.ts';
import { isCancelled } from './compare-order.ts';
import type { BookingEntry, IntentEntry, OrderEntry, PaymentEntry, ReservationEntry, ShipmentEntry } from './entries.ts';
import type { Finding } from './finding.ts';

type Known = { order?: OrderEntry | undefined; payment?: PaymentEntry | undefined; shipment?: ShipmentEntry | undefined };

/** Stripe releases an uncaptured authorization after seven days (https://docs.stripe.com/payments/place-a-hold-on-a-payment-method). */
const lifeDays = 7;
const warningDays = 2;
const dayMilliseconds = 24 * 3_600_000;

/** Compares a payment provider's intent with what we know of its order, which must be read after the intent. */
export function compareIntent(intent: IntentEntry, known: Known, now: Date): Finding[] {
  const { intentId, orderId, status } = intent;
  if (!isOrderId(orderId)) return [];
  const { order, payment } = known;
  const find = findingOf(intentId, orderId);
  const says = `The provider says ${status}, ${intent.received} received and ${intent.refunded} refunded`;
  if (!order) return isLive(intent) ? [find('intent-without-order', `${says}; there is no such order`, orphanRepair(known))] : [];
  const isOwn = payment?.intentId === intentId;
  if (order.settled && isCancelled(order))
    return isLive(intent) ? [find('money-held', `${says}; the order is cancelled`, 'release-intent')] : [];
  if (order.settled && !isOwn)
    return isLive(intent) ? [find('money-twice', `${says}; the order has another payment`, 'release-intent')] : [];
  if (!order.settled && isExpiring(intent, now))
    return [find('authorization-expiring', `${says}; it ends after ${lifeDays} days`, urge(order))];
  return isOwn ? compareOwn(intent, { order, payment }, find) : [];
}

/**
 * Compares an intent with the payment that it belongs to. While the order is in flight, the provider may be ahead of our books, which were read
 * later, but it has not yet undone what they say it holds: an undo is recorded before it is requested.
 */
function compareOwn(intent: IntentEntry, { order, payment }: Owned, find: Find): Finding[] {
  const { status, amount, currency, received, refunded } = intent;
  const { step } = payment;
  const says = `The provider says ${status}, ${received} of ${amount} ${currency} received and ${refunded} refunded`;
  const ours = `our books say ${step} of ${payment.amount} ${payment.currency}`;
  if (isHeld(payment) && (amount !== payment.amount || currency !== payment.currency))
    return [find('money-differs', `${says}; ${ours}`, 'by-hand')];
  if (isAuthorized(payment)) return status === 'canceled' ? [find('hold-missing', `${says}; ${ours}`, urge(order))] : [];
  // If ours is behind, the comparison of its order reports that.
  if (step !== 'captured' || !order.settled) return [];
  if (status !== 'succeeded') return [find('money-missing', `${says}; ${ours}`, 'by-hand')];
  return received === payment.amount && refunded === 0 ? [] : [find('money-differs', `${says}; ${ours}`, 'by-hand')];
}

type Owned = { order: OrderEntry; payment: PaymentEntry };

/**
 * Compares a payment of ours with the provider, which does not have its intent. The payment must be read after the provider was asked. None of
 * our steps helps: the provider neither captures nor releases what it does not have.
 */
export function compareUnlisted(payment: PaymentEntry): Finding[] {
  const { orderId, intentId = orderId, step } = payment;
  if (!isHeld(payment)) return [];
  const says = `The provider has no such intent; our books say ${step} of ${payment.amount} ${payment.currency}`;
  return [findingOf(intentId, orderId)(isAuthorized(payment) ? 'hold-missing' : 'money-missing', says, 'by-hand')];
}

/** Whether our books say that the provider holds or has taken money. */
export const isHeld = (payment: PaymentEntry): boolean => payment.step === 'captured' || isAuthorized(payment);
const isAuthorized = ({ step }: PaymentEntry): boolean => step === 'authorized' || step === 'capturing';

/** Compares a carrier's booking with what we know of its order, which must be read after the booking. */
export function compareBooking({ reference, status, trackingNumber }: BookingEntry, known: Known): Finding[] {
  if (!isOrderId(reference)) return [];
  const { order, shipment } = known;
  const find = findingOf(reference, reference);
  const says = `The carrier says ${status}${trackingNumber ? ` as ${trackingNumber}` : ''}`;
  const isBooked = status !== 'cancelled';
  if (!order) return isBooked ? [find('booking-without-order', `${says}; there is no such order`, orphanRepair(known))] : [];
  if (order.settled && isCancelled(order)) {
    // If ours is not finished, the comparison of its order reports that.
    const isEnded = shipment?.step === 'cancelled' || shipment?.step === 'failed';
    return isBooked && isEnded ? [find('booking-held', `${says}; the order is cancelled`, 'release-booking')] : [];
  }
  // A cancellation is recorded before it is requested, and our books were read later: a cancellation in progress would be in them.
  if (!order.settled && !(shipment && isBookedByUs(shipment))) return [];
  if (!isBooked) return [find('booking-missing', `${says}; the order is ${order.status}`, 'by-hand')];
  if (!shipment?.trackingNumber || shipment.trackingNumber === trackingNumber) return [];
  return [find('booking-differs', `${says}; our books say ${shipment.trackingNumber}`, 'by-hand')];
}

/** Compares a shipment of ours with the carrier, which does not list it. The shipment must be read after the list. */
export function compareUnbooked(shipment: ShipmentEntry): Finding[] {
  const { orderId, step, trackingNumber } = shipment;
  if (!isBookedByUs(shipment)) return [];
  const says = `The carrier does not list it; our books say ${step}${trackingNumber ? ` as ${trackingNumber}` : ''}`;
  return [findingOf(orderId, orderId)('booking-missing', says, 'by-hand')];
}

/** Whether our books say that the carrier has booked it. */
export const isBookedByUs = ({ step }: ShipmentEntry): boolean => ['booked', 'ready', 'dispatched', 'delivered'].includes(step);

type Entry = ReservationEntry | PaymentEntry | ShipmentEntry;
type OrphanKind = 'reservation-without-order' | 'payment-without-order' | 'shipment-without-order';

/** The steps in which a participant neither holds nor owes anything. */
const harmless: Record<OrphanKind, readonly string[]> = {
  'reservation-without-order': ['released', 'rejected'],
  'payment-without-order': ['waiting', 'failed', 'voided', 'refunded'],
  'shipment-without-order': ['waiting', 'failed', 'cancelled'],
};

/** What a participant holds for an unknown order; the order must be read after the participant. */
export function orphanIn(kind: OrphanKind, { orderId, step }: Entry, known: Known): Finding[] {
  if (known.order || harmless[kind].includes(step)) return [];
  return [findingOf(orderId, orderId)(kind, `It is ${step}; there is no such order`, orphanRepair(known))];
}

/** An unknown order is undone, unless its parcel is already on its way and cannot be recalled. */
const orphanRepair = ({ shipment }: Known) =>
  shipment?.step === 'dispatched' || shipment?.step === 'delivered' ? 'by-hand' : 'adopt';

/** Only a decided order can be nudged; an open one expires by itself. */
const urge = ({ status, settled, parkedAt }: OrderEntry) =>
  !settled && !parkedAt && ['CONFIRMED', 'CANCELLING'].includes(status) ? 'nudge' : 'by-hand';

const isLive = ({ status, received, refunded }: IntentEntry): boolean =>
  ['requires_capture', 'processing'].includes(status) || (status === 'succeeded' && refunded < received);

const isExpiring = ({ status, createdAt }: IntentEntry, now: Date): boolean =>
  status === 'requires_capture' && now.getTime() - Date.parse(createdAt) > (lifeDays - warningDays) * dayMilliseconds;

const findingOf =
  (about: string, orderId: string) =>
  (kind: Finding['kind'], detail: string, repair: Finding['repair']): Finding => ({ kind, about, orderId, detail, repair });

type Find = ReturnType<typeof findingOf>;

/** Other users of the same provider or carrier account may use their own references. */
export const isOrderId = (text: string | undefined): text is string => text !== undefined && canBeOurs(text, new Date());
