import type { Money } from './money.ts';

/** What one charge can be, in the currency's own minor units (ISO 4217). */
export type Bounds = { least: number; greatest: number; step: number };

/** A currency at the payment provider: how many decimals its amounts have there, and what one charge can be at that scale. */
type ProviderScale = Bounds & { decimals: number };

type Currency = { decimals: number; provider: ProviderScale };

/*
 * Codes and decimals are those of ISO 4217 (list one). What the provider makes of them stands on https://docs.stripe.com/currencies:
 * its presentment currencies, zero-decimal and three-decimal currencies, special cases, least and greatest charges.
 */
const codes =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE ' +
  'CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JOD JPY KES KGS KHR ' +
  'KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB ' +
  'PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SEK SGD SHP SLE SOS SRD SZL THB TJS TND TOP TRY TTD TWD TZS UAH ' +
  'UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF YER ZAR ZMW';

const withoutDecimals = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '));
const withThreeDecimals = new Set('BHD JOD KWD OMR TND'.split(' '));

/** Where the provider’s decimals are not ISO 4217’s: it writes two for ISK and UGX, always 00, and none for MGA. */
const providerDecimals: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 };

/** At the provider’s scale: no fractions of ISK and UGX, and the last of three decimals is 0. */
const providerSteps: Record<string, number> = {
  ...{ ISK: 100, UGX: 100 },
  ...Object.fromEntries([...withThreeDecimals].map((code) => [code, 10])),
};

/**
 * At the provider’s scale. A currency that is not listed has no least charge of its own: what it comes to in the currency that our
 * account is paid out in must reach the least of that one, which only the provider knows.
 */
const leastCharges: Record<string, number> = {
  ...{ AED: 200, ARS: 50, AUD: 50, BGN: 100, BRL: 50, CAD: 50, CHF: 50, COP: 50, CZK: 1_500, DKK: 250, EUR: 50, GBP: 30 },
  ...{ HKD: 400, HUF: 17_500, IDR: 50, ILS: 50, INR: 50, JPY: 50, KRW: 50, MXN: 1_000, MYR: 200, NOK: 300, NZD: 50, PHP: 50 },
  ...{ PLN: 200, RON: 200, RUB: 50, SEK: 300, SGD: 50, THB: 1_000, USD: 50, ZAR: 50 },
};

/**
 * Eight digits at the provider’s scale are taken whatever one pays by, and some currencies have more. Where eight are worth less than
 * 5,000 USD, not enough for a laptop and a desk, it is the twelve that cards may have; a network that takes fewer declines the card.
 */
const digitsMax = 8;
const moreDigits: Record<string, number> = {
  ...{ INR: 9, COP: 10, HUF: 10, JPY: 10, LBP: 11, IDR: 12 },
  ...Object.fromEntries(
    'AMD AOA ARS CDF CRC GYD KHR KZT LAK LKR MMK MNT MWK NGN PKR SOS TZS UGX UZS VND YER'.split(' ').map((code) => [code, 12]),
  ),
};

/** The one table of currencies: all that can be charged. */
const currencies = new Map<string, Currency>(codes.split(' ').map((code) => [code, currencyOf(code)]));

/** The codes of the currencies that can be charged. */
export const currencyCodes: readonly string[] = [...currencies.keys()];

/** How many decimals an amount in our minor units has as people write it, by ISO 4217; undefined for a currency that cannot be charged. */
export const decimalsOf = (code: string): number | undefined => currencies.get(code)?.decimals;

/** What one charge can be in a currency, in our minor units; undefined for one that cannot be charged. */
export function boundsOf(code: string): Bounds | undefined {
  const currency = currencies.get(code);
  if (!currency) return undefined;
  const { decimals, provider } = currency;
  const step = Math.max(1, shift(provider.step, decimals - provider.decimals));
  const whole = (amount: number, round: (steps: number) => number) =>
    round(shift(amount, decimals - provider.decimals) / step) * step;
  return { least: whole(provider.least, Math.ceil), greatest: whole(provider.greatest, Math.floor), step };
}

/** The provider’s bounds at its own scale; undefined for a currency that it does not take. */
export const providerScaleOf = (code: string): ProviderScale | undefined => currencies.get(code)?.provider;

/** An amount at the provider’s scale; undefined in a currency that it does not take. 50,000 UGX are 5,000,000 there. */
export function toProviderAmount({ amount, currency: code }: Money): number | undefined {
  const currency = currencies.get(code);
  return currency && shift(amount, currency.provider.decimals - currency.decimals);
}

/** An amount of the provider's in our minor units; as it is in a currency that we do not know. */
export function fromProviderAmount({ amount, currency: code }: Money): Money {
  const currency = currencies.get(code);
  return { amount: currency ? shift(amount, currency.decimals - currency.provider.decimals) : amount, currency: code };
}

/** An amount as people write it: 0.50 USD, 50 JPY, 1.250 KWD. */
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

/** Moves the decimal point; by a division where it goes left, which is as exact as a number can be. */
const shift = (amount: number, digits: number): number => (digits < 0 ? amount / 10 ** -digits : amount * 10 ** digits);
