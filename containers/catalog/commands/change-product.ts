import { isDeepStrictEqual } from 'node:util';
import { retryOnConflict } from '#shared/errors/outcome.ts';
import { notFound } from '#shared/errors/problem.ts';
import { type Product, type ProductPatch, patchProduct } from '../domain.ts';
import { requireMatch } from '../etag.ts';
import type { ProductStore } from '../store.ts';

export type ChangeProduct = { productId: string; patch: ProductPatch; ifMatch?: string | undefined };

/**
 * Changes a product that is for sale. What `ifMatch` says of it holds until the change is written: whoever comes in between
 * has it looked at anew.
 * @throws ProblemError 404 when there is none of this id, 412 when it is not as `ifMatch` says
 */
export async function changeProduct(
  { productId, patch, ifMatch }: ChangeProduct,
  { products }: { products: ProductStore },
): Promise<Product> {
  const category = patch.category && { category: await products.spellingOf(patch.category) };
  let tried: Product | undefined;
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current || current.archived) throw notFound('There is no such product');
    // The conflict was with ourselves: the SDK repeats a write whose answer was lost.
    if (tried && isDeepStrictEqual(current, tried)) return current;
    requireMatch(current, ifMatch);
    const next = patchProduct(current, { ...patch, ...category });
    tried = next;
    if (next !== current) await products.replace(next);
    return next;
  });
}
