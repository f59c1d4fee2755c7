import { type Bounds, boundsOf, formatMoney } from './currencies.ts';
import type { Money } from './money.ts';

/** Why an amount cannot be charged in one payment: the violated limit, as text and as numbers. */
export type Unchargeable = { kind: 'free' | 'currency' | 'tooSmall' | 'tooLarge' | 'step'; detail: string; bounds?: Bounds };

/** Why this amount cannot be charged; undefined if it can. */
export function whyUnchargeable({ amount, currency }: Money): Unchargeable | undefined {
  if (amount === 0) return { kind: 'free', detail: 'Free orders are not accepted' };
  const bounds = boundsOf(currency);
  if (!bounds) return { kind: 'currency', detail: `${currency} cannot be charged` };
  const { least, greatest, step } = bounds;
  const inWords = (bound: number) => formatMoney({ amount: bound, currency });
  if (amount < least) return { kind: 'tooSmall', detail: `The minimum charge is ${inWords(least)}`, bounds };
  if (amount > greatest) return { kind: 'tooLarge', detail: `The maximum charge is ${inWords(greatest)}`, bounds };
  if (amount % step !== 0) return { kind: 'step', detail: `Only multiples of ${inWords(step)} can be charged`, bounds };
  return undefined;
}
