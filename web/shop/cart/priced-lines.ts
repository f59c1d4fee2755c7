import type { Schemas } from '../../../client/index.ts';
import { type Amount, sumOf } from '../../parts/money-text.ts';
import type { CartLine } from './cart.ts';

/** A line with what the catalog says about its product now. `isGone` when it is no longer for sale. */
export type PricedLine = CartLine & { product?: Pick<Schemas['Product'], 'name' | 'price'>; isGone: boolean };

/** What a cart costs, or why it has no total. `unknown`: the catalog has not answered for every line. */
export type Bill = { kind: 'total'; total: Amount } | { kind: 'unknown' | 'somethingGone' | 'mixedCurrencies' };

/** An order has one currency, and no product that is no longer for sale. */
export function billOf(lines: readonly PricedLine[]): Bill {
  if (lines.some(({ isGone }) => isGone)) return { kind: 'somethingGone' };
  const amounts = lines.flatMap(({ product, quantity }) =>
    product ? [{ amount: product.price.amount * quantity, currency: product.price.currency }] : [],
  );
  if (lines.length === 0 || amounts.length < lines.length) return { kind: 'unknown' };
  const total = sumOf(amounts);
  return total ? { kind: 'total', total } : { kind: 'mixedCurrencies' };
}
