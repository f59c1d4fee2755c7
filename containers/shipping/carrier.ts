import type { Address } from '#events/orders.ts';
import type { Outcome } from './domain.ts';

/**
 * Whoever carries parcels, asked by our own reference, which is the order's id. Both requests may be repeated: a booked
 * reference is booked once, and a cancelled one refuses a late booking. While the carrier cannot be asked they throw
 * DependencyUnavailableError.
 */
export type Carrier = {
  book: (reference: string, shipTo: Address) => Promise<Outcome>;
  cancel: (reference: string) => Promise<Outcome>;
};
