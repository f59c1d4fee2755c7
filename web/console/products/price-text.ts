import { decimalsOf } from '#events/currencies.ts';
import type { Amount } from '../../parts/money-text.ts';

/** An amount as it is typed: 25.99 of USD, 2599 of JPY. */
export function decimalText({ amount, currency }: Amount): string {
  const decimals = decimalsOf(currency) ?? 2;
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** The minor units that a typed amount comes to; undefined of what is no amount of that currency. A comma is as good as a point. */
export function minorUnitsIn(text: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency) ?? 2;
  const [, whole, fraction = ''] = /^(\d{1,15})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  const amount = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : undefined;
}
