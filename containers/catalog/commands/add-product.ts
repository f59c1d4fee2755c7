import { v7 as newId } from 'uuid';
import { createProduct, type Product, type ProductDetails } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/** Offers a new product, in a category that there is when one looks the same. */
export async function addProduct(said: ProductDetails, { products }: { products: ProductStore }): Promise<Product> {
  const product = createProduct(newId(), { ...said, category: await products.spellingOf(said.category) });
  // A new id is never taken, except by this very write when the SDK repeats it after a time-out.
  await products.add(product);
  return product;
}
