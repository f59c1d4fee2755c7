import { isDeepStrictEqual } from 'node:util';
import { retryOnConflict } from '#shared/errors/outcome.ts';
import { notFound } from '#shared/errors/problem.ts';
import { type Product, type ProductPatch, patchProduct } from '../domain.ts';
import { requireMatch } from '../etag.ts';
import type { ProductStore } from '../store.ts';

export type ChangeProduct = { productId: string; patch: ProductPatch; ifMatch?: string | undefined };

/**
 * Changes a product that is for sale. After a concurrent change, `ifMatch` is checked again before the retry.
 * @throws ProblemError 404 if there is no such product, 412 if it does not match `ifMatch`
 */
export async function changeProduct(
  { productId, patch, ifMatch }: ChangeProduct,
  { products }: { products: ProductStore },
): Promise<Product> {
  const category = patch.category && { category: await products.spellingOf(patch.category) };
  let tried: Product | undefined;
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current || current.archived) throw notFound('No such product');
    // We conflicted with our own write, which the SDK repeated because the response was lost.
    if (tried && isDeepStrictEqual(current, tried)) return current;
    requireMatch(current, ifMatch);
    const next = patchProduct(current, { ...patch, ...category });
    tried = next;
    if (next !== current) await products.replace(next);
    return next;
  });
}
