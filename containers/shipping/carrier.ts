import type { EffectResult, ShipmentIn } from './domain.ts';

/**
 * The port to the carrier; our reference is the order's id. Both effects are idempotent: a reference is booked at most once, and a
 * cancelled one refuses a late booking. They throw DependencyUnavailableError while the carrier is unavailable.
 */
export type Carrier = {
  book: (reference: string, shipment: ShipmentIn<'booking'>) => Promise<EffectResult>;
  cancel: (reference: string, shipment: ShipmentIn<'cancelling'>) => Promise<EffectResult>;
};

/** A booking in the carrier's own books. */
export type Booking = { reference: string; trackingNumber: string | null; status: string };

/** The carrier's own books: bookings sorted by reference, so by time, starting after `after`. */
export type CarrierBooks = { list: (asked: { after?: string | undefined; limit: number }) => Promise<Booking[]> };
