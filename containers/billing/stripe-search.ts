import Stripe from 'stripe';
import { fromProviderAmount } from '#events/currencies.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import type { EffectResult } from './effects.ts';
import { notYet } from './stripe-failures.ts';

/**
 * Finds an order's intent if we do not have its id. Of several, returns the one that holds or has captured money. Stripe's search
 * finds an intent within a minute of its creation and allows 20 searches a second; there is one search per order.
 * (https://docs.stripe.com/search, https://docs.stripe.com/rate-limits)
 */
export async function findIntent(
  paymentIntents: Stripe['paymentIntents'],
  orderId: string,
): Promise<Stripe.PaymentIntent | undefined> {
  const { data } = await paymentIntents.search({ query: `metadata['orderId']:'${orderId}'`, limit: 100 }).catch((cause) => {
    if (cause instanceof Stripe.errors.StripeError && cause.statusCode === 429)
      throw new RetryLaterError('too many searches at the payment provider', { cause });
    throw notYet('the intents of the order cannot be searched', cause);
  });
  return data.toSorted((one, other) => weightOf(other) - weightOf(one))[0];
}

/** The search's result: the intent, with the terms that our own row may have lost. */
export function foundAs(intent: Stripe.PaymentIntent | undefined): EffectResult {
  if (!intent) return { did: 'findNothing' };
  const amount = fromProviderAmount({ amount: intent.amount, currency: intent.currency.toUpperCase() });
  return { did: 'find', intentId: intent.id, amount, paymentMethod: String(intent.payment_method) };
}

const heaviestLast = ['processing', 'requires_capture', 'succeeded'];
const weightOf = ({ status }: Stripe.PaymentIntent): number => heaviestLast.indexOf(status);

// Stripe keeps an idempotency key for at least 24 hours; after that the same request would create a second intent.
const keyMillisecondsMin = 23 * 3_600_000;

/** Whether Stripe may have forgotten the idempotency key of an order placed at that time (ISO 8601). */
export const isForgotten = (placedAt: string | undefined): boolean =>
  placedAt !== undefined && Date.now() - Date.parse(placedAt) > keyMillisecondsMin;
