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
