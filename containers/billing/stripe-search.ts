import Stripe from 'stripe';
import { fromProviderAmount } from '#events/currencies.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import type { EffectResult } from './effects.ts';
import { notYet } from './stripe-failures.ts';

/**
 * The intent of an order whose id we do not have: the one that holds or has taken money, if there are several. Stripe finds
 * an intent within a minute of its creation, at the latest, and answers 20 searches a second; each order asks for itself.
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

/** What the search tells of an order: its intent, with the terms that our own row may have lost. */
export function foundAs(intent: Stripe.PaymentIntent | undefined): EffectResult {
  if (!intent) return { did: 'findNothing' };
  const amount = fromProviderAmount({ amount: intent.amount, currency: intent.currency.toUpperCase() });
  return { did: 'find', intentId: intent.id, amount, paymentMethod: String(intent.payment_method) };
}

const heaviestLast = ['processing', 'requires_capture', 'succeeded'];
const weightOf = ({ status }: Stripe.PaymentIntent): number => heaviestLast.indexOf(status);

// Stripe keeps a key for 24 hours at least; after that the same request would make a second intent.
const keyMillisecondsMin = 23 * 3_600_000;

/** Whether a request for an order that was placed then may find its key forgotten. `placedAt` is an ISO 8601 instant. */
export const isForgotten = (placedAt: string | undefined): boolean =>
  placedAt !== undefined && Date.now() - Date.parse(placedAt) > keyMillisecondsMin;
