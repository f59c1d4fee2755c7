import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { money } from '#events/money.ts';

const details = {
  name: text(200, /^[^\p{Cc}\p{Cs}]+$/u).meta({ example: 'Laptop' }),
  description: text(2_000, /^(?:[^\p{Cc}\p{Cs}]|[\n\t])+$/u).optional(),
  category: text(100, /^[^\p{Cc}\p{Cs}]+$/u).meta({ example: 'computers' }),
  price: z.strictObject({ ...money.shape, amount: z.int().min(1).max(99_999_999) }).meta({ id: 'Price' }),
  mediaUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .optional(),
};

/** What an admin says of a product. */
export const productDetails = z.strictObject(details).meta({ id: 'ProductDetails' });

/** A change of a product as an RFC 7396 merge patch: what is absent stays, null removes, and the price is merged. */
export const productPatch = z
  .strictObject({
    ...details,
    description: details.description.nullable(),
    price: details.price.partial(),
    mediaUrl: details.mediaUrl.nullable(),
  })
  .partial()
  .meta({ id: 'ProductPatch' });

export type ProductDetails = z.infer<typeof productDetails>;
export type ProductPatch = z.infer<typeof productPatch>;

/** A product as it is kept: `version` counts its states, and an archived one is no longer for sale. */
export type Product = ProductDetails & { productId: string; version: number; archived?: true | undefined };

export const createProduct = (productId: string, said: ProductDetails): Product => ({ productId, ...said, version: 1 });

/** The product with the patch applied; the same object when that changes nothing. */
export function patchProduct(product: Product, patch: ProductPatch): Product {
  const next = { ...merge(product, patch), price: merge(product.price, patch.price ?? {}) };
  return isDeepStrictEqual(next, product) ? product : { ...next, version: product.version + 1 };
}

/** Takes a product out of the catalog for good; the same object when it is out already. */
export function archiveProduct(product: Product): Product {
  return product.archived ? product : { ...product, archived: true, version: product.version + 1 };
}

/** Text that people read, without the control characters and broken Unicode that stores and terminals choke on. */
function text(lengthMax: number, allowed: RegExp) {
  return z.string().trim().min(1).max(lengthMax).regex(allowed, 'contains characters that are not text');
}

function merge<T extends object>(target: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...target, ...patch }).filter(([, value]) => value != null)) as T;
}
