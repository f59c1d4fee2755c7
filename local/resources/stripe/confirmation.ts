import { type createObjects, newId, type PaymentIntent } from './objects.ts';
import { StripeError } from './stripe-error.ts';
import type { Fault, TestCard } from './test-cards.ts';

type Objects = ReturnType<typeof createObjects>;

/** Fails the confirmation with the card's fault, as often as the card says; the intent does not record it. */
export function createFaults() {
  const counts = new Map<string, number>();
  return (intentId: string, fault: Fault | undefined): void => {
    const count = counts.get(intentId) ?? 0;
    if (!fault || count >= fault.times) return;
    counts.set(intentId, count + 1);
    throw new StripeError(fault.status, fault.body);
  };
}

/** Saves the decline in the intent, as Stripe does, and returns the error to throw. */
export function decline(objects: Objects, attempted: PaymentIntent, declined: NonNullable<TestCard['declined']>): StripeError {
  const { code, declineCode: decline_code, message } = declined;
  const error = { type: 'card_error', code, decline_code, message } as const;
  const waiting = { status: 'requires_payment_method', payment_method: null, last_payment_error: error } as const;
  const intent = objects.save({ ...attempted, ...waiting });
  return new StripeError(402, { ...error, charge: String(intent.latest_charge), payment_intent: intent });
}

/** The bank requires authentication: the attempt fails at once if no customer is present, or waits for an answer that never comes. */
export function challenge(objects: Objects, attempted: PaymentIntent, failsAtOnce: boolean): PaymentIntent {
  if (failsAtOnce) {
    const message = 'This payment required an authentication action to complete, but `error_on_requires_action` was set.';
    throw decline(objects, attempted, {
      code: 'authentication_required',
      declineCode: 'authentication_not_handled',
      message,
    });
  }
  const next_action = {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { type: 'three_d_secure_redirect', source: newId('src') },
  } as const;
  return objects.save({ ...attempted, status: 'requires_action', next_action });
}
