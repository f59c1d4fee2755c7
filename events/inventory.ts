import { z } from 'zod';
import { defineEvents } from './define-events.ts';

/** A quantity of one product, in pieces. */
const stockLine = z.object({ productId: z.uuid(), quantity: z.int().positive() });

/** A line that could not be reserved: the requested and the available quantity at that time, in pieces. */
const shortage = z.object({ productId: z.uuid(), requested: z.int().positive(), available: z.int().min(0) });

export const inventoryEvents = defineEvents('inventory', {
  StockReserved: { version: 1, data: z.object({ lines: z.array(stockLine).min(1) }) },
  StockRejected: { version: 1, data: z.object({ shortages: z.array(shortage).min(1) }) },
  StockCommitted: { version: 1, data: z.object({ lines: z.array(stockLine).min(1) }) },
  /** `lines` is empty if nothing was reserved. The event is then a tombstone: a late OrderPlaced reserves nothing. */
  StockReleased: { version: 1, data: z.object({ lines: z.array(stockLine) }) },
});

export type StockLine = z.infer<typeof stockLine>;
export type Shortage = z.infer<typeof shortage>;
