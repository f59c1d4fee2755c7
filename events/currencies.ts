import type { Money } from './money.ts';

/** The limits of a single charge, in the currency's minor units (ISO 4217). */
export type Bounds = { least: number; greatest: number; step: number };

/** How the payment provider treats a currency: how many decimals its amounts have there, and the charge limits at that scale. */
type ProviderScale = Bounds & { decimals: number };

type Currency = { decimals: number; provider: ProviderScale };

/*
 * Codes and decimals come from ISO 4217 (list one). The provider's rules come from https://docs.stripe.com/currencies:
 * presentment currencies, zero-decimal and three-decimal currencies, special cases, minimum and maximum charges.
 */
const codes =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE ' +
  'CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR ' +
  'KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB ' +
  'PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY TTD TWD TZS UAH ' +
  'UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW';

const withoutDecimals = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const withThreeDecimals = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Where the provider’s decimals differ from ISO 4217: ISK and UGX have two, always 00, and MGA has none. */
const providerDecimals: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 };

/** At the provider’s scale. ISK and UGX have no fractions, and with three decimals the last one must be 0. */
const providerSteps: Record<string, number> = {
  ...{ ISK: 100, UGX: 100 },
  ...Object.fromEntries([...withThreeDecimals].map((code) => [code, 10])),
};

/**
 * Minimum charges at the provider’s scale. A currency not listed has no minimum here: the amount, converted to our payout
 * currency, must reach the minimum of that one. Only the provider knows the exchange rate.
 */
const leastCharges: Record<string, number> = {
  ...{ AED: 200, ARS: 50, AUD: 50, BGN: 100, BRL: 50, CAD: 50, CHF: 50, COP: 50, CZK: 1_500, DKK: 250, EUR: 50, GBP: 30 },
  ...{ HKD: 400, HUF: 17_500, IDR: 50, ILS: 50, INR: 50, JPY: 50, KRW: 50, MXN: 1_000, MYR: 200, NOK: 300, NZD: 50, PHP: 50 },
  ...{ PLN: 200, RON: 200, RUB: 50, SEK: 300, SGD: 50, THB: 1_000, USD: 50, ZAR: 50 },
};

/**
 * Every payment method takes amounts of eight digits at the provider’s scale; some currencies allow more. Where eight digits are worth
 * less than 5,000 USD, too little for a laptop and a desk, we allow the twelve that cards can have. A card network that takes fewer
 * declines the payment.
 */
const digitsMax = 8;
const moreDigits: Record<string, number> = {
  ...{ INR: 9, COP: 10, HUF: 10, JPY: 10, LBP: 11, IDR: 12 },
  ...Object.fromEntries(
    'AMD AOA ARS CDF CRC GYD KHR KZT LAK LKR MMK MNT MWK NGN PKR SOS TZS UGX UZS VND YER'.split(' ').map((code) => [code, 12]),
  ),
};

/** All currencies that can be charged. */
const currencies = new Map<string, Currency>(codes.split(' ').map((code) => [code, currencyOf(code)]));

/** The codes of the currencies that can be charged. */
export const currencyCodes: readonly string[] = [...currencies.keys()];

/** A currency's number of decimals by ISO 4217; undefined if it cannot be charged. */
export const decimalsOf = (code: string): number | undefined => currencies.get(code)?.decimals;

/** The limits of a single charge, in our minor units; undefined if the currency cannot be charged. */
export function boundsOf(code: string): Bounds | undefined {
  const currency = currencies.get(code);
  if (!currency) return undefined;
  const { decimals, provider } = currency;
  const step = Math.max(1, shift(provider.step, decimals - provider.decimals));
  const whole = (amount: number, round: (steps: number) => number) =>
    round(shift(amount, decimals - provider.decimals) / step) * step;
  return { least: whole(provider.least, Math.ceil), greatest: whole(provider.greatest, Math.floor), step };
}

/** The provider’s limits at its own scale; undefined for a currency that it does not take. */
export const providerScaleOf = (code: string): ProviderScale | undefined => currencies.get(code)?.provider;

/** An amount at the provider’s scale (50,000 UGX are 5,000,000 there); undefined for a currency that it does not take. */
export function toProviderAmount({ amount, currency: code }: Money): number | undefined {
  const currency = currencies.get(code);
  return currency && shift(amount, currency.provider.decimals - currency.decimals);
}

/** Converts an amount from the provider's scale to our minor units; unchanged if we do not know the currency. */
export function fromProviderAmount({ amount, currency: code }: Money): Money {
  const currency = currencies.get(code);
  return { amount: currency ? shift(amount, currency.decimals - currency.provider.decimals) : amount, currency: code };
}

/** Formats an amount: 0.50 USD, 50 JPY, 1.250 KWD. */
export function formatMoney({ amount, currency }: Money): string {
  const decimals = currencies.get(currency)?.decimals ?? 0;
  return `${shift(amount, -decimals).toFixed(decimals)} ${currency}`;
}

function currencyOf(code: string): Currency {
  const decimals = withoutDecimals.has(code) ? 0 : withThreeDecimals.has(code) ? 3 : 2;
  const step = providerSteps[code] ?? 1;
  const greatest = 10 ** (moreDigits[code] ?? digitsMax) - 1;
  return {
    decimals,
    provider: { decimals: providerDecimals[code] ?? decimals, step, least: leastCharges[code] ?? step, greatest },
  };
}

/** Moves the decimal point. Moving left divides, because multiplying by a fraction such as 0.01 would add a rounding error. */
const shift = (amount: number, digits: number): number => (digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits);
