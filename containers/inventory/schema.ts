import { z } from 'zod';
import type { Event } from '#events/index.ts';
import type { Reservation } from './domain.ts';

/** Pieces of one product. Conditions on every write keep this invariant: received + adjusted = available + reserved + committed. */
export const stockItem = z.object({
  productId: z.uuid(),
  available: z.int().min(0),
  reserved: z.int().min(0),
  committed: z.int().min(0),
  received: z.int().min(0),
  adjusted: z.int(),
});

export type StockItem = z.infer<typeof stockItem>;

/** One order's reservation, with the event for its state. Never deleted, because a tombstone must outlive every late message. */
export type ReservationItem = { orderId: string; version: number; state: Reservation; event: Event };

/** One correction of a product's stock, kept for auditing and to answer a repeated request. */
export type AdjustmentItem = {
  productId: string;
  /** The admin's id and their idempotency key, because keys are unique per caller only. */
  adjustmentId: string;
  requestHash: string;
  delta: number;
  reason: string;
  adjustedBy: string;
  adjustedAt: string;
  /** The stock as seen right after the adjustment; absent until it has been read. */
  stock?: StockItem;
};

export const tables = [
  { name: 'stock', partitionKey: 'productId' },
  { name: 'reservations', partitionKey: 'orderId' },
  {
    name: 'adjustments',
    partitionKey: 'productId',
    sortKey: 'adjustmentId',
    indexes: [{ name: 'by-time', partitionKey: 'productId', sortKey: 'adjustedAt' }],
  },
] as const;
