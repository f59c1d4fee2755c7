import { v7 as newId } from 'uuid';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { createProduct, type Product, type ProductDetails } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/** The caller, and their idempotency key, if any. */
export type Named = { userId: string; idempotencyKey: string | undefined };

/**
 * Adds a product, in an existing category if one looks the same. With an idempotency key, the product's id is derived from the caller
 * and the key, so that a repeated request finds the product of the first one. It gets the first response again, even if the product
 * has changed since.
 * @throws ProblemError 422 if the key was used with another body
 */
export async function addProduct(
  { said, userId, idempotencyKey }: { said: ProductDetails } & Named,
  { products }: { products: ProductStore },
): Promise<Product> {
  const details = { ...said, category: await products.spellingOf(said.category) };
  if (idempotencyKey === undefined) {
    const product = createProduct(newId(), details);
    // A new id can only be taken if the SDK repeats this write after a timeout, so the result does not matter.
    await products.add(product);
    return product;
  }
  const productId = uuidFromName(`/catalog/products#${userId}#${idempotencyKey}`);
  const product = { ...createProduct(productId, details), requestHash: requestHash(said) };
  if (await products.add(product)) return product;
  const added = await products.find(productId);
  if (added?.requestHash !== product.requestHash) throw keyReused();
  return product;
}
