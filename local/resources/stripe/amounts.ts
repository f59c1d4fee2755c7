import { currencyCodes, providerScaleOf } from '#events/currencies.ts';
import type { Form } from './form.ts';
import { optionalInteger, requiredText } from './parameters.ts';
import { invalidParameter, StripeError } from './stripe-error.ts';

/** The amount to charge: within the currency's bounds, at Stripe's scale, or refused as Stripe does. */
export function chargeOf(params: Form): { amount: number; currency: string } {
  const currency = requiredText(params, 'currency').toLowerCase();
  const amount = optionalInteger(params, 'amount');
  if (amount === undefined) throw invalidParameter('amount', 'parameter_missing', 'Missing required param: amount.');
  const scale = providerScaleOf(currency.toUpperCase());
  if (!scale) throw unknownCurrency(currency);
  const { least, greatest, decimals } = scale;
  const inWords = (bound: number) => `${(bound / 10 ** decimals).toFixed(decimals)} ${currency}`;
  if (amount < 1) throw invalidParameter('amount', 'parameter_invalid_integer', 'This value must be greater than or equal to 1.');
  if (amount < least) throw invalidParameter('amount', 'amount_too_small', `Amount must be at least ${inWords(least)}`);
  if (amount > greatest) throw invalidParameter('amount', 'amount_too_large', `Amount must be no more than ${inWords(greatest)}`);
  refuseFraction('amount', amount, currency);
  return { amount, currency };
}

/** Refuses an amount that is not a multiple of its currency's step. */
export function refuseFraction(param: string, amount: number, currency: string): void {
  const step = providerScaleOf(currency.toUpperCase())?.step ?? 1;
  if (amount % step === 0) return;
  const message = `Invalid amount. Amounts in ${currency.toUpperCase()} must be evenly divisible by ${step}. See https://docs.stripe.com/currencies`;
  throw new StripeError(400, { type: 'invalid_request_error', param, message });
}

function unknownCurrency(currency: string): StripeError {
  const known = currencyCodes.map((code) => code.toLowerCase()).join(', ');
  const message = `Invalid currency: ${currency}. Stripe currently supports these currencies: ${known}`;
  return new StripeError(400, { type: 'invalid_request_error', param: 'currency', message });
}
