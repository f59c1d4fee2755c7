import { type Product, warningsAbout } from './domain.ts';

/** A product as everyone sees it. */
export const viewOf = ({ productId, name, description, category, price, mediaUrl }: Product) => ({
  productId,
  name,
  description,
  category,
  price,
  mediaUrl,
});

/** The response to an admin who added or changed a product, with warnings about its price. */
export function pricedViewOf(product: Product) {
  const warnings = warningsAbout(product.price);
  return { ...viewOf(product), ...(warnings.length > 0 ? { warnings } : {}) };
}
