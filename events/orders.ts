import { z } from 'zod';
import { defineEvents } from './define-events.ts';
import { money } from './money.ts';

/**
 * Where a shipment goes. The country's own rules are checked when the order is placed. This schema is more lenient, so that orders
 * from before those rules still parse.
 */
export const address = z
  .object({
    name: z.string().trim().min(1).max(200),
    line1: z.string().trim().min(1).max(200),
    line2: z.string().trim().min(1).max(200).optional(),
    city: z.string().trim().min(1).max(100),
    /** The state, province, prefecture or similar. */
    region: z.string().trim().min(1).max(100).optional(),
    /** Absent in countries without postal codes, such as Hong Kong. */
    postalCode: z.string().trim().min(1).max(20).optional(),
    country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code such as DE'),
    phone: z.string().trim().min(1).max(40).optional(),
  })
  .meta({ id: 'Address' });

/** Why an order was cancelled; the first cause wins. */
export const cancelReason = z.enum([
  'OUT_OF_STOCK',
  'PAYMENT_DECLINED',
  'UNDELIVERABLE',
  'CUSTOMER',
  'EXPIRED',
  'CAPTURE_FAILED',
]);

const orderLine = z.object({ productId: z.uuid(), name: z.string(), quantity: z.int().positive(), unitPrice: money });

export const orderEvents = defineEvents('orders', {
  OrderPlaced: {
    version: 1,
    data: z.object({
      customerId: z.uuid(),
      lines: z.array(orderLine).min(1),
      total: money,
      paymentMethod: z.string(),
      shipTo: address,
    }),
  },
  OrderConfirmed: { version: 1, data: z.object({ customerId: z.uuid() }) },
  OrderCancelled: { version: 1, data: z.object({ customerId: z.uuid(), reason: cancelReason }) },
});

export type Address = z.infer<typeof address>;
export type CancelReason = z.infer<typeof cancelReason>;
export type OrderLine = z.infer<typeof orderLine>;
