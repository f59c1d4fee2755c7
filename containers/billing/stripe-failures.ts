import Stripe from 'stripe';
import {
  DependencyUnavailableError,
  EffectRefusedError,
  EverybodyRefusedError,
  RetryLaterError,
} from '#shared/errors/outcome.ts';

/*
 * Classifies Stripe’s errors: a refusal of this payment, a transient problem of this payment only, or a problem of Stripe or of our
 * account that affects every payment. Only a refusal declines an order. Not every 400 is one: a wrong API version and an account that
 * cannot make live charges are 400 as well (https://docs.stripe.com/error-codes).
 */

/** The code of a definite refusal: the card was declined, or the request can never be charged. Undefined for any other error. */
export function refusalCode(error: unknown): string | undefined {
  if (error instanceof StripeError && accountCodes.has(error.code ?? '')) return undefined;
  if (error instanceof StripeCardError && error.rawType === 'card_error') return error.code ?? 'card_declined';
  if (!(error instanceof StripeInvalidRequestError)) return undefined;
  const isCustomers = customersParameters.has(error.param ?? '') || refusals.has(error.code ?? '');
  return isCustomers ? (error.code ?? 'invalid_request') : codeByMessage(error);
}

/** Problems of our account are never the customer's fault, whatever type of error reports them. */
const accountCodes = new Set(['testmode_charges_only', 'account_invalid', 'api_key_expired', 'platform_api_key_expired']);

/** The parameters that come from the customer's order. */
const customersParameters = new Set(['payment_method', 'amount']);

/** The codes of a 400 that concern the payment method or the hold, whichever parameter it names. */
const refusals = new Set([
  ...['amount_too_large', 'amount_too_small'],
  ...['payment_method_unexpected_state', 'payment_method_customer_decline', 'payment_method_provider_decline'],
  ...['payment_intent_authentication_failure', 'payment_intent_incompatible_payment_method'],
  ...['payment_intent_payment_attempt_failed', 'capture_charge_authorization_expired', 'charge_expired_for_capture'],
]);

/**
 * The code for a 400 with neither a code nor a parameter that concerns the payment method: one that was used before, which Stripe
 * accepts only once, or one that is not a card. Any customer can send such an id, so it must not count as our fault.
 */
function codeByMessage({ code, param, message }: Stripe.errors.StripeInvalidRequestError): string | undefined {
  if (code !== undefined || param !== undefined) return undefined;
  if (/\bPaymentMethod was previously used\b/.test(message)) return 'payment_method_unexpected_state';
  const isOther = /\bPaymentMethod provided \(\w+\) is not allowed\b/.test(message);
  return isOther ? 'payment_intent_incompatible_payment_method' : undefined;
}

/**
 * The error to throw: this payment is refused, or must only be retried (after a concurrent duplicate request, for example), or the
 * provider is unavailable.
 */
export function notYet(reason: string, cause: unknown): Error {
  if (cause === undefined || isBusy(cause)) return new RetryLaterError(reason, { cause });
  if (isRefused(cause)) return new EffectRefusedError(reason, { cause });
  const Unavailable = isEverybodys(cause) ? EverybodyRefusedError : DependencyUnavailableError;
  const whose = isOurs(cause) ? 'refuses our account, key or request' : 'has a problem';
  return new Unavailable(`${reason} because the payment provider ${whose}: ${describe(cause)}`, { cause });
}

/** Whether a response or an error is a replay of the first one for its idempotency key, which Stripe stores for a day. */
export function isStored(answered: unknown): boolean {
  const headers = answered instanceof StripeError ? answered.headers : (answered as Answered | undefined)?.lastResponse?.headers;
  return headers?.['idempotent-replayed'] === 'true';
}

type Answered = { lastResponse?: { headers?: Record<string, string> } };

/** Whether something ended before us or has not ended yet: another request with the same key or intent, or a confirmation. */
const isBusy = (error: unknown): boolean =>
  error instanceof StripeError &&
  (error.statusCode === 409 || error instanceof StripeIdempotencyError || busyCodes.has(error.code ?? ''));

const busyCodes = new Set(['lock_timeout', 'payment_intent_unexpected_state']);

const isRefused = (error: unknown): boolean =>
  error instanceof StripeError && (refusalCode(error) !== undefined || refusingCodes.has(error.code ?? ''));

/** The intent does not exist, its money has been returned before, or its customer has disputed it at the bank. */
const refusingCodes = new Set([
  ...['resource_missing', 'charge_already_refunded'],
  ...['charge_disputed', 'refund_disputed_payment', 'charge_not_refundable'],
]);

/** Whether Stripe rejected the request itself, so that we must fix our request or our account. */
const isOurs = (error: unknown): boolean =>
  error instanceof StripeError && [400, 401, 402, 403, 404].includes(error.statusCode ?? 0);

/** Whether Stripe refuses the key or its rights, whatever the request is about. */
const isEverybodys = (error: unknown): boolean =>
  error instanceof StripeError && ([401, 403].includes(error.statusCode ?? 0) || accountCodes.has(error.code ?? ''));

/** Only names and codes, because a message can contain card data. */
function describe(error: unknown): string {
  if (!(error instanceof StripeError)) return error instanceof Error ? error.name : typeof error;
  return [error.type, error.statusCode, error.code].filter((part) => part !== undefined).join(' ');
}

const { StripeError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;
