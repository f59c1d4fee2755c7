import { notFound } from '#shared/errors/problem.ts';
import { retryOnConflict } from '#shared/messaging/outcome.ts';
import { type Product, type ProductPatch, patchProduct } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/**
 * Changes a product that is for sale.
 * @throws ProblemError 404 when there is none of this id
 */
export async function changeProduct(
  productId: string,
  patch: ProductPatch,
  { products }: { products: ProductStore },
): Promise<Product> {
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current || current.archived) throw notFound('There is no such product');
    const next = patchProduct(current, patch);
    if (next !== current) await products.replace(next);
    return next;
  });
}
