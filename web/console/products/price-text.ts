import { decimalsOf } from '#events/currencies.ts';
import type { Amount } from '../../parts/money-text.ts';

/** An amount as people type it: 25.99 in USD, 2599 in JPY. */
export function decimalText({ amount, currency }: Amount): string {
  const decimals = decimalsOf(currency) ?? 2;
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A typed amount in minor units, or undefined if it is not an amount in that currency. A comma counts as a decimal point. */
export function minorUnitsIn(text: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency) ?? 2;
  const [, whole, fraction = ''] = /^(\d{1,15})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > decimals) return undefined;
  const amount = Number(whole + fraction.padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : undefined;
}
