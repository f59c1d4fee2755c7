import { z } from 'zod';

/** The kinds of disagreement between the books. */
const driftKinds = [
  // An order and its participants.
  ...(['order-stuck', 'undo-given-up', 'capture-given-up', 'stock-differs', 'payment-differs', 'shipment-differs'] as const),
  ...(['amount-differs', 'lines-differ'] as const),
  // Something is held for an unknown order.
  ...(['reservation-without-order', 'payment-without-order', 'shipment-without-order'] as const),
  ...(['intent-without-order', 'booking-without-order'] as const),
  // The payment provider's books.
  ...(['money-held', 'money-twice', 'money-missing', 'money-differs', 'hold-missing', 'authorization-expiring'] as const),
  // The carrier's books.
  ...(['booking-held', 'booking-missing', 'booking-differs'] as const),
  // A product's counters.
  ...(['stock-unbalanced', 'stock-miscounted'] as const),
] as const;

/** How a drift is repaired: by a step that an operator requests from a service, or by hand. */
export const repairs = [
  ...(['nudge', 'retell', 'adopt', 'retry-payment', 'retry-shipment'] as const),
  ...(['release-intent', 'release-booking', 'recount', 'by-hand'] as const),
] as const;

const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');

/** One disagreement, its suggested repair, and the result of the repair. */
export const drift = z.strictObject({
  kind: z.enum(driftKinds),
  about: text(100).meta({ description: 'The id of the order, intent, booking or product concerned' }),
  orderId: z.uuid().optional(),
  detail: text(500).meta({ description: 'What is wrong' }),
  repair: z.enum(repairs).meta({ description: 'The suggested repair' }),
  outcome: z.enum(['suggested', 'repaired', 'failed']).meta({ description: 'The outcome of the repair, if it was tried' }),
  why: text(500).optional().meta({ description: 'Why the repair failed' }),
});

export type Repair = (typeof repairs)[number];
export type Drift = z.infer<typeof drift>;
