import { v7 as newId } from 'uuid';
import { createProduct, type Product, type ProductDetails } from '../domain.ts';
import type { ProductStore } from '../store.ts';

/** Offers a new product. */
export async function addProduct(said: ProductDetails, { products }: { products: ProductStore }): Promise<Product> {
  const product = createProduct(newId(), said);
  // A new id is never taken, except by this very write when the SDK repeats it after a time-out.
  await products.add(product);
  return product;
}
