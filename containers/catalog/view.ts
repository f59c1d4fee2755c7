import { type Product, warningsAbout } from './domain.ts';

/** What everybody is shown of a product. */
export const viewOf = ({ productId, name, description, category, price, mediaUrl }: Product) => ({
  productId,
  name,
  description,
  category,
  price,
  mediaUrl,
});

/** What an admin is answered who has priced a product. */
export function pricedViewOf(product: Product) {
  const warnings = warningsAbout(product.price);
  return { ...viewOf(product), ...(warnings.length > 0 ? { warnings } : {}) };
}
