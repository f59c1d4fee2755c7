import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { EffectRefusedError } from '#shared/errors/outcome.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { isStored, notYet } from './stripe-failures.ts';
import { type Asked, ask } from './stripe-requests.ts';

const notRefunded = 'the payment provider has not refunded';

/** Refunds everything that was captured. `retrieve` reads an intent's current state. */
export function createRefunding(
  refunds: Stripe['refunds'],
  retrieve: (intentId: string) => Promise<Stripe.PaymentIntent>,
): PaymentProvider['refund'] {
  return async (orderId, { intentId }) => {
    const create = (key: Stripe.RequestOptions) => refunds.create({ payment_intent: intentId }, key);
    const asked = await ask(`${orderId}:refund`, create);
    if (await isGivenBack(intentId, asked)) return { did: 'refund' };
    // A failed refund is final: only a new one, under a new key, can return the money.
    const again = isStored(asked.answer) ? await ask(`${orderId}:refund:${randomUUID()}`, create) : undefined;
    if (again && (await isGivenBack(intentId, again))) return { did: 'refund' };
    const { answer, error } = again ?? asked;
    throw answer ? new EffectRefusedError(notRefunded) : notYet(notRefunded, error);
  };

  /** Whether everything that was captured has been refunded, by us or by hand. Failed refunds do not count. */
  async function isGivenBack(intentId: string, asked: Asked<Stripe.Refund>): Promise<boolean> {
    if (asked.answer?.status === 'succeeded' && !isStored(asked.answer)) return true;
    const { amount_received } = await retrieve(intentId);
    const { data } = await refunds.list({ payment_intent: intentId, limit: 100 }).catch((cause) => {
      throw notYet('the refunds cannot be read', cause);
    });
    const sumOf = (...statuses: (string | null)[]) =>
      data.reduce((sum, { amount, status }) => sum + (statuses.includes(status) ? amount : 0), 0);
    if (sumOf('pending', 'requires_action') > 0) throw notYet('a refund is still pending', undefined);
    return amount_received > 0 && sumOf('succeeded') >= amount_received;
  }
}
