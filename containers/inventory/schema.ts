import { z } from 'zod';
import type { Event } from '#events/index.ts';
import type { Reservation } from './domain.ts';

/** Pieces of one product. Always, and guarded by conditions on every write: received + adjusted = available + reserved + committed. */
export const stockItem = z.object({
  productId: z.uuid(),
  available: z.int().min(0),
  reserved: z.int().min(0),
  committed: z.int().min(0),
  received: z.int().min(0),
  adjusted: z.int(),
});

export type StockItem = z.infer<typeof stockItem>;

/** One order's reservation, with the event that its state stands for. Never deleted: a tombstone must outlive every late message. */
export type ReservationItem = { orderId: string; version: number; state: Reservation; event: Event };

/** One correction of a product's stock, kept for the books and to answer the same request again. */
export type AdjustmentItem = {
  productId: string;
  /** Who asked and their idempotency key: keys are everybody's own. */
  adjustmentId: string;
  requestHash: string;
  delta: number;
  reason: string;
  adjustedBy: string;
  adjustedAt: string;
  /** The stock as it was seen right after; absent until it has been. */
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
