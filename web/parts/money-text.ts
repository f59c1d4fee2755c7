import { decimalsOf } from '#events/currencies.ts';
import { unknownCurrency } from '#events/unknown-order.ts';

/** Minor units and their currency, as in the API. */
export type Amount = { amount: number; currency: string };

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as people write it: `$25.99`, `25,99 $`, `￥2,600`. The language is the browser's. */
export function moneyText({ amount, currency }: Amount, locale?: string): string {
  if (currency === unknownCurrency) return 'unknown';
  const key = `${locale} ${currency}`;
  const digits = decimalsOf(currency) ?? 2;
  const format = formats.get(key) ?? formatOf(currency, { digits, locale });
  formats.set(key, format);
  // As text, because a number would round beyond fifteen digits.
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return format.format(`${amount < 0 ? '-' : ''}${decimal}` as `${number}`);
}

/** Browsers leave out decimals that are out of use, as in HUF, COP or PKR. Our minor units still have them. */
const formatOf = (currency: string, { digits, locale }: { digits: number; locale: string | undefined }) =>
  new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });

/** The sum of the amounts; undefined if their currencies differ, or if there are none. */
export function sumOf(amounts: readonly Amount[]): Amount | undefined {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return undefined;
  return { amount: amounts.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency };
}
