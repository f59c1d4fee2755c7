import { notFound } from '#shared/errors/problem.ts';
import { retryOnConflict } from '#shared/messaging/outcome.ts';
import { archiveProduct } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/**
 * Takes a product out of the catalog; doing so again changes nothing.
 * @throws ProblemError 404 when there never was one of this id
 */
export async function removeProduct(productId: string, { products }: { products: ProductStore }): Promise<void> {
  return retryOnConflict(async () => {
    const current = await products.find(productId);
    if (!current) throw notFound('There is no such product');
    const next = archiveProduct(current);
    if (next !== current) await products.replace(next);
  });
}
