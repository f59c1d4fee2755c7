import type { CancelReason } from '#events/orders.ts';

/** Why an order was cancelled, in a word or two. */
export const reasonWords: Record<CancelReason, string> = {
  OUT_OF_STOCK: 'out of stock',
  PAYMENT_DECLINED: 'payment declined',
  UNDELIVERABLE: 'undeliverable',
  CUSTOMER: 'by the customer',
  EXPIRED: 'expired',
  CAPTURE_FAILED: 'capture failed',
};
