import type { EffectResult, ShipmentIn } from './domain.ts';

/**
 * Whoever carries parcels, asked by our own reference, which is the order's id. Both effects may be asked for again: a booked
 * reference is booked once, and a cancelled one refuses a late booking. While the carrier cannot be asked they throw
 * DependencyUnavailableError.
 */
export type Carrier = {
  book: (reference: string, shipment: ShipmentIn<'booking'>) => Promise<EffectResult>;
  cancel: (reference: string, shipment: ShipmentIn<'cancelling'>) => Promise<EffectResult>;
};

/** A booking as the carrier's own books have it. */
export type Booking = { reference: string; trackingNumber: string | null; status: string };

/** What the carrier itself knows: bookings by their references, which sort by time, from above `after`. */
export type CarrierBooks = { list: (asked: { after?: string | undefined; limit: number }) => Promise<Booking[]> };
