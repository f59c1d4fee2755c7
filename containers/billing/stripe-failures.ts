import Stripe from 'stripe';
import { DependencyUnavailableError, RetryLaterError } from '#shared/errors/outcome.ts';

/*
 * What an error of Stripe’s says: a refusal of this payment, trouble that this payment has alone, or trouble that is the
 * provider’s or ours and would meet every payment. Only the first declines an order. A 400 is not yet a refusal: a wrong API
 * version and an account that cannot make live charges are 400 as well (https://docs.stripe.com/error-codes).
 */

/** The code by which this payment is refused for good: by the card, or because what was asked for can never be charged. */
export function refusalCode(error: unknown): string | undefined {
  if (error instanceof StripeError && accountCodes.has(error.code ?? '')) return undefined;
  if (error instanceof StripeCardError && error.rawType === 'card_error') return error.code ?? 'card_declined';
  if (!(error instanceof StripeInvalidRequestError)) return undefined;
  const isCustomers = customersParameters.has(error.param ?? '') || refusals.has(error.code ?? '');
  return isCustomers ? (error.code ?? 'invalid_request') : undefined;
}

/** What is said of our account is never the customer's, whatever kind of error carries it. */
const accountCodes = new Set(['testmode_charges_only', 'account_invalid', 'api_key_expired', 'platform_api_key_expired']);

/** The parameters that a customer has chosen: by what, and with their order how much. */
const customersParameters = new Set(['payment_method', 'amount']);

/** What a 400 can say of a payment method or of a hold, whichever parameter it names. */
const refusals = new Set([
  ...['amount_too_large', 'amount_too_small'],
  ...['payment_method_unexpected_state', 'payment_method_customer_decline', 'payment_method_provider_decline'],
  ...['payment_intent_authentication_failure', 'payment_intent_incompatible_payment_method'],
  ...['payment_intent_payment_attempt_failed', 'capture_charge_authorization_expired', 'charge_expired_for_capture'],
]);

/** Whether it is this payment that has to wait, such as for a twin of the same request, or the provider that is in trouble. */
export function notYet(reason: string, cause: unknown): Error {
  if (cause === undefined || isOwn(cause)) return new RetryLaterError(reason, { cause });
  const whose = isOurs(cause) ? 'refuses our account, key or request' : 'has a problem';
  return new DependencyUnavailableError(`${reason}, the payment provider ${whose}: ${describe(cause)}`, { cause });
}

/** Whether an answer, or an error, was stored: what Stripe said when it was first asked with this key, which it repeats for a day. */
export function isStored(answered: unknown): boolean {
  const headers = answered instanceof StripeError ? answered.headers : (answered as Answered | undefined)?.lastResponse?.headers;
  return headers?.['idempotent-replayed'] === 'true';
}

type Answered = { lastResponse?: { headers?: Record<string, string> } };

function isOwn(error: unknown): boolean {
  if (!(error instanceof StripeError)) return false;
  const isTwin = error.statusCode === 409 || error instanceof StripeIdempotencyError;
  return isTwin || refusalCode(error) !== undefined || ownCodes.has(error.code ?? '');
}

/** The intent is locked by another request, is not there, or is past what was asked of it. */
const ownCodes = new Set(['lock_timeout', 'resource_missing', 'payment_intent_unexpected_state', 'charge_already_refunded']);

/** Whether it was understood and refused, which is for us to mend. */
const isOurs = (error: unknown): boolean =>
  error instanceof StripeError && [400, 401, 402, 403, 404].includes(error.statusCode ?? 0);

/** Names and codes only: a message can quote a card. */
function describe(error: unknown): string {
  if (!(error instanceof StripeError)) return error instanceof Error ? error.name : typeof error;
  return [error.type, error.statusCode, error.code].filter((part) => part !== undefined).join(' ');
}

const { StripeError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;
