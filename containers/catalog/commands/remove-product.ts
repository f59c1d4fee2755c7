import { retryOnConflict } from '#shared/errors/outcome.ts';
import { notFound } from '#shared/errors/problem.ts';
import { type Archival, archiveProduct } from '../domain.ts';
import { requireMatch } from '../etag.ts';
import type { ProductStore } from '../store.ts';

export type RemoveProduct = { productId: string; ifMatch?: string | undefined; archival: Archival };

/**
 * Archives a product. Repeating it changes nothing, not even who did it and why, and succeeds whatever `ifMatch` says, as RFC 9110, 13.1.1, allows for a change
 * that has already been made.
 * @throws ProblemError 404 if there never was such a product, 412 if it does not match `ifMatch`
 */
export async function removeProduct(
  { productId, ifMatch, archival }: RemoveProduct,
  { products }: { products: ProductStore },
): Promise<void> {
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current) throw notFound('No such product');
    if (current.archived) return;
    requireMatch(current, ifMatch);
    await products.replace(archiveProduct(current, archival));
  });
}
