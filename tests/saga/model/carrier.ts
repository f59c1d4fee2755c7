import type { Effect, EffectResult } from '../../../containers/shipping/domain.ts';
import type { Circumstances } from './circumstances.ts';

/** What the carrier knows about an order's reference. A cancelled reference refuses a late booking. */
export type Carrier = { reference: 'unknown' | 'booked' | 'cancelled' };

export const freshCarrier: Carrier = { reference: 'unknown' };

export function askCarrier(
  carrier: Carrier,
  effect: Effect,
  circumstances: Circumstances,
): { outside: Carrier; result: EffectResult } {
  if (effect === 'cancel') return { outside: { reference: 'cancelled' }, result: { did: 'cancel' } };
  if (carrier.reference === 'cancelled') return { outside: carrier, result: { did: 'refuse', code: 'cancelled' } };
  return circumstances.addressDeliverable
    ? { outside: { reference: 'booked' }, result: { did: 'book', trackingNumber: 'T1' } }
    : { outside: carrier, result: { did: 'refuse', code: 'undeliverable_address' } };
}
