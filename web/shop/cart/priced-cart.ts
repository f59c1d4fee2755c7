import { useQueries } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { RefusedError } from '../../../client/index.ts';
import { type Amount, sumOf } from '../../parts/money-text.ts';
import { productQuery } from '../product/product-query.ts';
import type { CartLine } from './cart.ts';
import { useCart } from './cart-store.ts';

/** A line with what the catalog says about its product now. `isGone` when it is no longer for sale. */
export type PricedLine = CartLine & { product?: Schemas['Product']; isGone: boolean };

type PricedCart = {
  lines: PricedLine[];
  total: Amount | undefined;
  error: Error | undefined;
  isComplete: boolean;
  retry(): void;
};

/** The cart at current prices. What counts is the price at the moment the order is placed. */
export function usePricedCart(): PricedCart {
  const cart = useCart();
  const answers = useQueries({ queries: cart.map(({ productId }) => productQuery(productId)) });
  const lines = cart.map((line, i) => {
    const { data: product, error } = answers[i] ?? {};
    return { ...line, ...(product && { product }), isGone: isMissing(error ?? undefined) };
  });
  const prices = lines.flatMap(({ product, quantity }) =>
    product ? [{ amount: product.price.amount * quantity, currency: product.price.currency }] : [],
  );
  return {
    lines,
    total: sumOf(prices),
    error: answers.map(({ error }) => error ?? undefined).find((error) => error && !isMissing(error)),
    isComplete: lines.length > 0 && lines.every(({ product }) => product),
    retry: () => void answers.filter(({ error }) => error).map(({ refetch }) => refetch()),
  };
}

const isMissing = (error: Error | undefined) => error instanceof RefusedError && error.status === 404;
