import { refuseFraction } from './amounts.ts';
import type { Form } from './form.ts';
import { newId, nowSeconds, type Refund } from './objects.ts';
import { metadata, optionalInteger, optionalText, refuseUnknown, requiredText } from './parameters.ts';
import type { Stores } from './payment-intents.ts';
import { invalidParameter, StripeError, unexpectedState } from './stripe-error.ts';
import { testCard } from './test-cards.ts';

const pageSizeMax = 100;

/** Refunds a captured payment, completely or in part, but never more than was captured; failed refunds do not count. */
export function createRefund(stores: Stores, params: Form): Refund {
  const { objects } = stores;
  refuseUnknown(params, ['payment_intent', 'amount', 'reason', 'metadata']);
  const intent = objects.intent(requiredText(params, 'payment_intent'), 'payment_intent');
  if (intent.status !== 'succeeded') {
    throw unexpectedState(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, intent);
  }
  const { id, currency, latest_charge: charge } = intent;
  const earlier = objects.refundsOf(id);
  const given = earlier.filter(({ status }) => status !== 'failed');
  const refundable = given.reduce((rest, refund) => rest - refund.amount, intent.amount_received);
  if (refundable === 0) throw alreadyRefunded(String(charge));
  const amount = optionalInteger(params, 'amount') ?? refundable;
  if (amount < 1 || amount > refundable) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${refundable})`;
    throw invalidParameter('amount', 'amount_too_large', message);
  }

  refuseFraction('amount', amount, currency);

  const behaviour = testCard(intent.payment_method ?? '').refunds;
  const status = behaviour === 'failed' && earlier.length > 0 ? 'succeeded' : (behaviour ?? 'succeeded');
  const refund: Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    charge,
    created: nowSeconds(),
    currency,
    metadata: metadata(params),
    payment_intent: id,
    reason: optionalText(params, 'reason') ?? null,
    status,
  };
  return status === 'succeeded' ? giveBack(stores, refund) : objects.save(refund);
}

function giveBack({ objects, ledger }: Stores, refund: Refund): Refund {
  const { amount, currency, payment_intent: id } = refund;
  const { orderId = null } = objects.intent(id).metadata;
  ledger.append({ kind: 'refunded', amount, currency, paymentIntent: id, orderId });
  return objects.save({ ...refund, status: 'succeeded' });
}

/** Reads a refund. This also completes a pending one, so only a second look reveals its result. */
export function retrieveRefund(stores: Stores, id: string): Refund {
  const refund = stores.objects.refund(id);
  return refund.status === 'pending' ? giveBack(stores, refund) : refund;
}

/** A page of refunds, newest first. */
export function listRefunds(stores: Stores, params: Form) {
  refuseUnknown(params, ['payment_intent', 'limit']);
  const limit = Math.min(optionalInteger(params, 'limit') ?? 10, pageSizeMax);
  const found = stores.objects.refundsOf(optionalText(params, 'payment_intent')).map(({ id }) => retrieveRefund(stores, id));
  return { object: 'list', url: '/v1/refunds', has_more: found.length > limit, data: found.slice(0, limit) };
}

function alreadyRefunded(charge: string): StripeError {
  const message = `Charge ${charge} has already been refunded.`;
  return new StripeError(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message });
}
