import type { Product } from './domain.ts';

/** What everybody is shown of a product. */
export const viewOf = ({ productId, name, description, category, price, mediaUrl }: Product) => ({
  productId,
  name,
  description,
  category,
  price,
  mediaUrl,
});
