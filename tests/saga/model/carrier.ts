import type { Outcome, Work } from '../../../containers/shipping/domain.ts';
import type { Circumstances } from './circumstances.ts';

/** What the carrier knows of an order's reference. A cancelled reference refuses a late booking. */
export type Carrier = { reference: 'unknown' | 'booked' | 'cancelled' };

export const freshCarrier: Carrier = { reference: 'unknown' };

export function askCarrier(carrier: Carrier, work: Work, circumstances: Circumstances): { outside: Carrier; outcome: Outcome } {
  if (work === 'cancel') return { outside: { reference: 'cancelled' }, outcome: { did: 'cancel' } };
  if (carrier.reference === 'cancelled') return { outside: carrier, outcome: { did: 'refuse', code: 'cancelled' } };
  return circumstances.addressDeliverable
    ? { outside: { reference: 'booked' }, outcome: { did: 'book', trackingNumber: 'T1' } }
    : { outside: carrier, outcome: { did: 'refuse', code: 'undeliverable_address' } };
}
