import { v7 as newId } from 'uuid';
import { keyReused, requestHash } from '#shared/http/idempotency.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { createProduct, type Product, type ProductDetails } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/** Who asks, and by which key they name their request if they do. */
export type Named = { userId: string; idempotencyKey: string | undefined };

/**
 * Offers a new product, in a category that there is when one looks the same. With a key the product's id follows from who asks
 * and the key, so that a second request finds the first one's product; its answer is the first again, whatever has become of the
 * product since.
 * @throws ProblemError 422 for a key used with another body
 */
export async function addProduct(
  { said, userId, idempotencyKey }: { said: ProductDetails } & Named,
  { products }: { products: ProductStore },
): Promise<Product> {
  const details = { ...said, category: await products.spellingOf(said.category) };
  if (idempotencyKey === undefined) {
    const product = createProduct(newId(), details);
    // A new id is never taken, except by this very write when the SDK repeats it after a time-out.
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
