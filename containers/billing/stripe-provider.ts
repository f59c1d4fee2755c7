import type Stripe from 'stripe';
import { toProviderAmount } from '#events/currencies.ts';
import type { EffectResult } from './effects.ts';
import type { PaymentProvider } from './payment-provider.ts';
import { isStored, notYet } from './stripe-failures.ts';
import { createRefunding } from './stripe-refunding.ts';
import { type Asked, ask } from './stripe-requests.ts';
import { findIntent, foundAs, isForgotten } from './stripe-search.ts';

/**
 * Stripe as the payment provider: one PaymentIntent per order, created unconfirmed, with manual capture. There is one idempotency
 * key per order and operation, so Stripe answers a repeated request without doing it twice.
 */
export function createStripeProvider({ paymentIntents, refunds }: Pick<Stripe, 'paymentIntents' | 'refunds'>): PaymentProvider {
  return {
    async create(orderId, { terms: { amount, paymentMethod, placedAt } }) {
      const former = isForgotten(placedAt) ? await findIntent(paymentIntents, orderId) : undefined;
      if (former) return { did: 'create', intentId: former.id };
      const there = toProviderAmount(amount);
      if (there === undefined) return { did: 'refuse', code: 'currency_not_supported' };
      const money = { amount: there, currency: amount.currency.toLowerCase() };
      const held = { capture_method: 'manual', payment_method_types: ['card'], payment_method: paymentMethod } as const;
      const asked = await ask(`${orderId}:create`, (key) =>
        paymentIntents.create({ ...money, ...held, metadata: { orderId } }, key),
      );
      return asked.answer ? { did: 'create', intentId: asked.answer.id } : refuse(asked);
    },

    // The customer is not present to answer a 3-D Secure challenge, so one counts as a refusal instead of leaving the intent pending.
    confirm: async (orderId, { intentId, terms }) =>
      settle(intentId, afterConfirm, () =>
        ask(`${orderId}:confirm`, (key, isAnew) => {
          // A failed attempt may have detached the payment method from the intent.
          const again = isAnew ? { payment_method: terms.paymentMethod } : {};
          return paymentIntents.confirm(intentId, { error_on_requires_action: true, ...again }, key);
        }),
      ),
    capture: async (orderId, { intentId }) =>
      settle(intentId, afterCapture, () => ask(`${orderId}:capture`, (key) => paymentIntents.capture(intentId, {}, key))),
    find: async (orderId) => foundAs(await findIntent(paymentIntents, orderId)),
    cancel: async (orderId, { intentId }) =>
      settle(intentId, afterCancel, () => ask(`${orderId}:cancel`, (key) => paymentIntents.cancel(intentId, {}, key))),

    refund: createRefunding(refunds, retrieve),
  };

  /**
   * Sends the request, then decides by the intent's current state. An error does not tell what happened, and a replayed response
   * shows the intent as it was at the first request.
   */
  async function settle(
    intentId: string,
    conclude: Conclude,
    request: () => Promise<Asked<Stripe.PaymentIntent>>,
  ): Promise<EffectResult> {
    const asked = await request();
    const intent = asked.answer && !isStored(asked.answer) ? asked.answer : await retrieve(intentId);
    const result = conclude(intent, asked.code);
    if (result) return result;
    throw notYet(`the intent is still ${intent.status}`, asked.error);
  }

  function retrieve(intentId: string): Promise<Stripe.PaymentIntent> {
    return paymentIntents.retrieve(intentId).catch((cause) => {
      throw notYet('the intent cannot be read', cause);
    });
  }
}

/** Maps the intent's status to a result; `code` is the provider's definite refusal. Undefined if the operation has not finished yet. */
type Conclude = (intent: Stripe.PaymentIntent, code: string | undefined) => EffectResult | undefined;

const afterConfirm: Conclude = (intent, code) => {
  switch (intent.status) {
    case 'requires_capture':
    case 'succeeded':
      return { did: 'confirm' };
    case 'canceled':
      return { did: 'refuse', code: 'canceled' };
    case 'requires_action':
      return { did: 'refuse', code: 'authentication_required' };
    case 'processing':
      return undefined;
    default:
      return refusedBy(code ?? declineOf(intent));
  }
};

const afterCapture: Conclude = (intent, code) => {
  switch (intent.status) {
    case 'succeeded':
      return { did: 'capture' };
    case 'processing':
      return undefined;
    case 'requires_capture':
      return refusedBy(code);
    case 'canceled':
      return { did: 'refuse', code: code ?? 'canceled' };
    default:
      // No money is held, so there is nothing to capture.
      return { did: 'refuse', code: code ?? 'payment_intent_unexpected_state' };
  }
};

const afterCancel: Conclude = (intent) => {
  if (intent.status === 'canceled') return { did: 'cancel' };
  return intent.status === 'succeeded' ? { did: 'captureFirst' } : undefined;
};

const refusedBy = (code: string | undefined): EffectResult | undefined =>
  code === undefined ? undefined : { did: 'refuse', code };

/** Why the card was declined. Attempts that failed because of our own mistake also leave an error in the intent, of another type. */
function declineOf({ last_payment_error: error }: Stripe.PaymentIntent): string | undefined {
  return error?.type === 'card_error' ? (error.code ?? 'card_declined') : undefined;
}

function refuse({ code, error }: { code: string | undefined; error: unknown }): EffectResult {
  if (code !== undefined) return { did: 'refuse', code };
  throw notYet('the intent could not be created', error);
}
