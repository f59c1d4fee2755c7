import { randomBytes } from 'node:crypto';
import { chargeOf } from './amounts.ts';
import type { Form } from './form.ts';
import { newId, nowSeconds, type PaymentIntent } from './objects.ts';
import { metadata, optionalText, refuseUnknown } from './parameters.ts';
import { invalidParameter, StripeError } from './stripe-error.ts';
import { testCard } from './test-cards.ts';

const known =
  'amount currency payment_method capture_method confirm metadata description payment_method_types automatic_payment_methods'.split(
    ' ',
  );

/** An unconfirmed intent with these parameters; refuses what Stripe would refuse, and what the stand-in does not support. */
export function newIntent(params: Form): PaymentIntent {
  refuseUnknown(params, known);
  refuseUnsupported(params);
  const { amount, currency } = chargeOf(params);
  const paymentMethod = optionalText(params, 'payment_method') ?? null;
  if (paymentMethod && testCard(paymentMethod).isUsedUp) throw usedBefore();
  const id = newId('pi');
  return {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'manual',
    client_secret: `${id}_secret_${randomBytes(12).toString('hex')}`,
    confirmation_method: 'automatic',
    created: nowSeconds(),
    currency,
    customer: null,
    description: optionalText(params, 'description') ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: metadata(params),
    next_action: null,
    payment_method: paymentMethod,
    payment_method_types: ['card'],
    status: paymentMethod ? 'requires_confirmation' : 'requires_payment_method',
  };
}

/** Stripe names neither a code nor a parameter. */
function usedBefore(): StripeError {
  const message =
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected ' +
    'account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod ' +
    'multiple times, you must attach it to a Customer first.';
  return new StripeError(400, { type: 'invalid_request_error', message });
}

function refuseUnsupported(params: Form): void {
  if (params.capture_method !== 'manual') {
    throw invalidParameter('capture_method', 'parameter_invalid_string', 'The stand-in only captures manually.');
  }
  if (params.confirm !== undefined && params.confirm !== 'false') {
    throw invalidParameter('confirm', 'parameter_invalid_string', 'The stand-in only confirms in a request of its own.');
  }
}
