import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { DependencyUnavailableError, RetryLaterError } from '#shared/errors/outcome.ts';
import type { EffectResult } from './effects.ts';
import type { PaymentProvider } from './payment-provider.ts';

/**
 * Stripe as the payment provider: one PaymentIntent per order, created unconfirmed, with manual capture. Every request
 * carries one idempotency key per order and operation, so that a repeat is answered, not done again.
 */
export function createStripeProvider({ paymentIntents, refunds }: Pick<Stripe, 'paymentIntents' | 'refunds'>): PaymentProvider {
  return {
    async create(orderId, { terms: { amount, paymentMethod, placedAt } }) {
      const former = isForgotten(placedAt) ? await findIntent(paymentIntents, orderId) : undefined;
      if (former) return { did: 'create', intentId: former.id };
      const money = { amount: amount.amount, currency: amount.currency.toLowerCase() };
      const held = { capture_method: 'manual', payment_method_types: ['card'], payment_method: paymentMethod } as const;
      const asked = await ask(`${orderId}:create`, (key) =>
        paymentIntents.create({ ...money, ...held, metadata: { orderId } }, key),
      );
      return asked.answer ? { did: 'create', intentId: asked.answer.id } : refuse(asked);
    },

    // Nobody is there to answer a bank's challenge, so one counts as a refusal instead of leaving the intent half open.
    confirm: async (orderId, { intentId }) =>
      settle(intentId, afterConfirm, () =>
        ask(`${orderId}:confirm`, (key) => paymentIntents.confirm(intentId, { error_on_requires_action: true }, key)),
      ),
    capture: async (orderId, { intentId }) =>
      settle(intentId, afterCapture, () => ask(`${orderId}:capture`, (key) => paymentIntents.capture(intentId, {}, key))),
    async find(orderId) {
      const intent = await findIntent(paymentIntents, orderId);
      if (!intent) return { did: 'findNothing' };
      const amount = { amount: intent.amount, currency: intent.currency.toUpperCase() };
      return { did: 'find', intentId: intent.id, amount, paymentMethod: String(intent.payment_method) };
    },
    cancel: async (orderId, { intentId }) =>
      settle(intentId, afterCancel, () => ask(`${orderId}:cancel`, (key) => paymentIntents.cancel(intentId, {}, key))),

    async refund(orderId, { intentId }) {
      const asked = await ask(`${orderId}:refund`, (key) => refunds.create({ payment_intent: intentId }, key));
      if (asked.answer || asked.code === 'charge_already_refunded') return { did: 'refund' };
      throw notYet('the payment provider has not refunded', asked.error);
    },
  };

  /** Asks, and whatever came back concludes from the intent itself: an error says nothing about what has happened. */
  async function settle(
    intentId: string,
    conclude: Conclude,
    request: () => Promise<Asked<Stripe.PaymentIntent>>,
  ): Promise<EffectResult> {
    const asked = await request();
    const intent = asked.answer ?? (await retrieve(intentId));
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

/**
 * The intent of an order whose id we do not have: the one that holds or has taken money, if there are several. Stripe finds
 * an intent within a minute of its creation, at the latest, and answers 20 searches a second; each order asks for itself.
 */
async function findIntent(paymentIntents: Stripe['paymentIntents'], orderId: string): Promise<Stripe.PaymentIntent | undefined> {
  const { data } = await paymentIntents.search({ query: `metadata['orderId']:'${orderId}'`, limit: 100 }).catch((cause) => {
    if (statusOf(cause) === 429) throw new RetryLaterError('too many searches at the payment provider', { cause });
    throw notYet('the intents of the order cannot be searched', cause);
  });
  return data.toSorted((one, other) => weightOf(other) - weightOf(one))[0];
}

/** What the intent's status makes of an operation; `code` is the provider's definite refusal. Undefined: not at its end yet. */
type Conclude = (intent: Stripe.PaymentIntent, code: string | undefined) => EffectResult | undefined;

const afterConfirm: Conclude = (intent, code) => {
  if (intent.status === 'requires_capture' || intent.status === 'succeeded') return { did: 'confirm' };
  if (intent.status === 'requires_payment_method')
    return { did: 'refuse', code: code ?? intent.last_payment_error?.code ?? 'card_declined' };
  if (intent.status === 'canceled') return { did: 'refuse', code: 'canceled' };
  return code === undefined ? undefined : { did: 'refuse', code };
};

const afterCapture: Conclude = (intent, code) => {
  if (intent.status === 'succeeded') return { did: 'capture' };
  if (intent.status === 'canceled') return { did: 'refuse', code: code ?? 'canceled' };
  return code === undefined ? undefined : { did: 'refuse', code };
};

const afterCancel: Conclude = (intent) => {
  if (intent.status === 'canceled') return { did: 'cancel' };
  return intent.status === 'succeeded' ? { did: 'captureFirst' } : undefined;
};

const heaviestLast = ['processing', 'requires_capture', 'succeeded'];
const weightOf = ({ status }: Stripe.PaymentIntent): number => heaviestLast.indexOf(status);

// Stripe keeps a key for 24 hours at least; after that the same request would make a second intent.
const keyMillisecondsMin = 23 * 3_600_000;

const isForgotten = (placedAt: string | undefined): boolean =>
  placedAt !== undefined && Date.now() - Date.parse(placedAt) > keyMillisecondsMin;

type Asked<T> =
  | { answer: T; code?: undefined; error?: undefined }
  | { answer?: undefined; code: string | undefined; error: unknown };

/** One request: its answer, or its error with a code if it is a definite refusal rather than a time-out, a 5xx or a rate limit. */
async function ask<T>(key: string, request: (options: Stripe.RequestOptions) => Promise<T>): Promise<Asked<T>> {
  const asked = await askOnce(() => request({ idempotencyKey: key }));
  return isStoredFault(asked.error) ? askOnce(() => request({ idempotencyKey: `${key}:${randomUUID()}` })) : asked;
}

async function askOnce<T>(request: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { answer: await request() };
  } catch (error) {
    return { code: refusalCode(error), error };
  }
}

/**
 * Stripe stores a 500 as well and gives it again for as long as it keeps the key, a day: only a new key gets through. Nothing
 * happens twice by it: an intent that nobody confirms holds nothing, and an intent's own state refuses all the rest.
 */
function isStoredFault(error: unknown): boolean {
  return statusOf(error) >= 500 && error instanceof StripeError && error.headers?.['idempotent-replayed'] === 'true';
}

function refusalCode(error: unknown): string | undefined {
  // The SDK makes these of a 402, a 400 and a 404 alone; a conflict and a key with other parameters are errors of other classes.
  const isDefinite = error instanceof StripeCardError || error instanceof StripeInvalidRequestError;
  return isDefinite ? (error.code ?? error.type) : undefined;
}

function refuse({ code, error }: { code: string | undefined; error: unknown }): EffectResult {
  if (code !== undefined) return { did: 'refuse', code };
  throw notYet('the intent could not be created', error);
}

/** Whether it is this payment that has to wait, such as for a twin of the same request, or the provider that is in trouble. */
function notYet(reason: string, cause: unknown): Error {
  const isTwin = statusOf(cause) === 409 || cause instanceof StripeIdempotencyError;
  const isOwn = cause === undefined || isTwin || refusalCode(cause) !== undefined;
  return isOwn ? new RetryLaterError(reason, { cause }) : new DependencyUnavailableError(reason, { cause });
}

const statusOf = (error: unknown): number => (error instanceof StripeError ? (error.statusCode ?? 0) : 0);

const { StripeError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;
