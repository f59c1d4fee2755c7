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
  if (!order.settled)
    return isExpiring(intent, now)
      ? [find('authorization-expiring', `${says}; it ends after ${lifeDays} days`, urge(order))]
      : [];
  const isOwn = payment?.intentId === intentId;
  if (isCancelled(order)) return isLive(intent) ? [find('money-held', `${says}; the order is cancelled`, 'release-intent')] : [];
  if (!isOwn) return isLive(intent) ? [find('money-twice', `${says}; the order has another payment`, 'release-intent')] : [];
  // If ours is behind, the comparison of its order reports that.
  if (payment?.step !== 'captured') return [];
  if (status !== 'succeeded') return [find('money-missing', `${says}; our books say captured`, 'by-hand')];
  const isWhole = intent.received === payment.amount && intent.refunded === 0;
  return isWhole ? [] : [find('money-differs', `${says}; our books say captured ${payment.amount}`, 'by-hand')];
}

/** Compares a carrier's booking with what we know of its order, which must be read after the booking. */
export function compareBooking({ reference, status, trackingNumber }: BookingEntry, known: Known): Finding[] {
  if (!isOrderId(reference)) return [];
  const { order, shipment } = known;
  const find = findingOf(reference, reference);
  const says = `The carrier says ${status}${trackingNumber ? ` as ${trackingNumber}` : ''}`;
  const isBooked = status !== 'cancelled';
  if (!order) return isBooked ? [find('booking-without-order', `${says}; there is no such order`, orphanRepair(known))] : [];
  if (!order.settled) return [];
  if (isCancelled(order)) {
    // If ours is not finished, the comparison of its order reports that.
    const isEnded = shipment?.step === 'cancelled' || shipment?.step === 'failed';
    return isBooked && isEnded ? [find('booking-held', `${says}; the order is cancelled`, 'release-booking')] : [];
  }
  if (!isBooked) return [find('booking-missing', `${says}; the order is ${order.status}`, 'by-hand')];
  if (!shipment?.trackingNumber || shipment.trackingNumber === trackingNumber) return [];
  return [find('booking-differs', `${says}; our books say ${shipment.trackingNumber}`, 'by-hand')];
}

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
const urge = ({ status, parkedAt }: OrderEntry) =>
  !parkedAt && ['CONFIRMED', 'CANCELLING'].includes(status) ? 'nudge' : 'by-hand';

const isLive = ({ status, received, refunded }: IntentEntry): boolean =>
  ['requires_capture', 'processing'].includes(status) || (status === 'succeeded' && refunded < received);

const isExpiring = ({ status, createdAt }: IntentEntry, now: Date): boolean =>
  status === 'requires_capture' && now.getTime() - Date.parse(createdAt) > (lifeDays - warningDays) * dayMilliseconds;

const findingOf =
  (about: string, orderId: string) =>
  (kind: Finding['kind'], detail: string, repair: Finding['repair']): Finding => ({ kind, about, orderId, detail, repair });

/** Other users of the same provider or carrier account may use their own references. */
export const isOrderId = (text: string | undefined): text is string => text !== undefined && canBeOurs(text, new Date());
