import { z } from 'zod';
import { defineEvents } from './define-events.ts';
import { money } from './money.ts';

/** Which attempt failed: authorizing the payment, or capturing it after confirmation. */
export const paymentPhase = z.enum(['authorize', 'capture']);

const taken = z.object({ amount: money });

export const billingEvents = defineEvents('billing', {
  PaymentAuthorized: { version: 1, data: taken },
  /** `code` is the provider's decline or error code, such as `card_declined`. No money is held when this is published. */
  PaymentFailed: { version: 1, data: z.object({ phase: paymentPhase, code: z.string() }) },
  PaymentCaptured: { version: 1, data: taken },
  /** `amount` is absent if nothing was held. The event is then a tombstone: a late authorization never starts. */
  PaymentVoided: { version: 1, data: taken.partial() },
  PaymentRefunded: { version: 1, data: taken },
});

export type PaymentPhase = z.infer<typeof paymentPhase>;
