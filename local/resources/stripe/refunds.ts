import type { Form } from './form.ts';
import { newId, nowSeconds, type Refund } from './objects.ts';
import { metadata, optionalInteger, optionalText, refuseUnknown, requiredText } from './parameters.ts';
import type { Stores } from './payment-intents.ts';
import { invalidParameter, StripeError, unexpectedState } from './stripe-error.ts';

const pageSizeMax = 100;

/** Gives back a captured payment, whole or in part, never more than was captured. */
export function createRefund({ objects, ledger }: Stores, params: Form): Refund {
  refuseUnknown(params, ['payment_intent', 'amount', 'reason', 'metadata']);
  const intent = objects.intent(requiredText(params, 'payment_intent'), 'payment_intent');
  if (intent.status !== 'succeeded') {
    throw unexpectedState(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, intent);
  }
  const { id, currency, latest_charge: charge } = intent;
  const refundable = objects.refundsOf(id).reduce((rest, refund) => rest - refund.amount, intent.amount_received);
  if (refundable === 0) throw alreadyRefunded(String(charge));
  const amount = optionalInteger(params, 'amount') ?? refundable;
  if (amount < 1 || amount > refundable) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${refundable})`;
    throw invalidParameter('amount', 'amount_too_large', message);
  }

  ledger.append({ kind: 'refunded', amount, currency, paymentIntent: id, orderId: intent.metadata.orderId ?? null });
  return objects.save({
    id: newId('re'),
    object: 'refund',
    amount,
    charge,
    created: nowSeconds(),
    currency,
    metadata: metadata(params),
    payment_intent: id,
    reason: optionalText(params, 'reason') ?? null,
    status: 'succeeded',
  });
}

/** A page of refunds, newest first. */
export function listRefunds({ objects }: Stores, params: Form) {
  refuseUnknown(params, ['payment_intent', 'limit']);
  const limit = Math.min(optionalInteger(params, 'limit') ?? 10, pageSizeMax);
  const found = objects.refundsOf(optionalText(params, 'payment_intent'));
  return { object: 'list', url: '/v1/refunds', has_more: found.length > limit, data: found.slice(0, limit) };
}

function alreadyRefunded(charge: string): StripeError {
  const message = `Charge ${charge} has already been refunded.`;
  return new StripeError(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message });
}
