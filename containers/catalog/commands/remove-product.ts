import { retryOnConflict } from '#shared/errors/outcome.ts';
import { notFound } from '#shared/errors/problem.ts';
import { archiveProduct } from '../domain.ts';
import { requireMatch } from '../etag.ts';
import type { ProductStore } from '../store.ts';

export type RemoveProduct = { productId: string; ifMatch?: string | undefined };

/**
 * Takes a product out of the catalog. Doing so again changes nothing and succeeds, whatever `ifMatch` says, as RFC 9110,
 * 13.1.1, allows for a change that has been made already.
 * @throws ProblemError 404 when there never was one of this id, 412 when it is not as `ifMatch` says
 */
export async function removeProduct(
  { productId, ifMatch }: RemoveProduct,
  { products }: { products: ProductStore },
): Promise<void> {
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current) throw notFound('There is no such product');
    if (current.archived) return;
    requireMatch(current, ifMatch);
    await products.replace(archiveProduct(current));
  });
}
