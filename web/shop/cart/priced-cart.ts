import { useQueries } from '@tanstack/react-query';
import type { Schemas } from '../../../client/index.ts';
import { isGone, productQuery } from '../product/product-query.ts';
import { useCart } from './cart-store.ts';
import { type Bill, billOf, type PricedLine } from './priced-lines.ts';

type PricedCart = {
  lines: (PricedLine & { product?: Schemas['Product'] })[];
  bill: Bill;
  error: Error | undefined;
  retry(): void;
};

/** The cart at current prices. What counts is the price at the moment the order is placed. */
export function usePricedCart(): PricedCart {
  const cart = useCart();
  const answers = useQueries({ queries: cart.map(({ productId }) => productQuery(productId)) });
  const lines = cart.map((line, i) => {
    const { data: product, error } = answers[i] ?? {};
    return { ...line, ...(product && { product }), isGone: isGone(error) };
  });
  return {
    lines,
    bill: billOf(lines),
    error: answers.map(({ error }) => error ?? undefined).find((error) => error && !isGone(error)),
    retry: () => void answers.filter(({ error }) => error).map(({ refetch }) => refetch()),
  };
}
