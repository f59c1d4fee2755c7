import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { whyUnchargeable } from '#events/chargeable.ts';
import { boundsOf, currencyCodes, formatMoney } from '#events/currencies.ts';
import type { Money } from '#events/money.ts';
import { humanText } from '#shared/text/human-text.ts';

const details = {
  name: humanText(200).meta({ example: 'Laptop' }),
  description: humanText(2_000, { lines: true }).optional(),
  category: humanText(100).meta({ example: 'computers' }),
  price: price(),
  mediaUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    // All that an address is made of (RFC 3986).
    .regex(/^[!-~]+$/, 'must be percent-encoded')
    .optional(),
};

/** What an admin says of a product. */
export const productDetails = z.strictObject(details).meta({ id: 'ProductDetails' });

/**
 * A change of a product as an RFC 7396 merge patch, but for the price: what is absent stays, and null removes. A price is changed
 * whole, because an amount means nothing without its currency.
 */
export const productPatch = z
  .strictObject({ ...details, description: details.description.nullable(), mediaUrl: details.mediaUrl.nullable() })
  .partial()
  .meta({ id: 'ProductPatch' });

export type ProductDetails = z.infer<typeof productDetails>;
export type ProductPatch = z.infer<typeof productPatch>;

/**
 * A product as it is kept: `version` counts its states, and an archived one is no longer for sale. `mediaId` is that of the
 * last picture that was uploaded for it, whatever `mediaUrl` has been changed to since. `requestHash` is that of the request
 * that added it, if that had an idempotency key.
 */
export type Product = ProductDetails & {
  productId: string;
  version: number;
  archived?: true | undefined;
  mediaId?: string | undefined;
  requestHash?: string | undefined;
};

export const createProduct = (productId: string, said: ProductDetails): Product => ({ productId, ...said, version: 1 });

/** The product with the patch applied; the same object when that changes nothing. */
export function patchProduct(product: Product, patch: ProductPatch): Product {
  const next = merge(product, patch);
  return isDeepStrictEqual(next, product) ? product : { ...next, version: product.version + 1 };
}

/** What an admin should know of a price that was accepted: that one piece of the product cannot be ordered alone, and why. */
export function warningsAbout(said: Money): { path: string; message: string }[] {
  const why = whyUnchargeable(said);
  return why ? [{ path: 'price', message: `A single piece cannot be ordered. ${why.detail}` }] : [];
}

/** Takes a product out of the catalog for good; the same object when it is out already. */
export function archiveProduct(product: Product): Product {
  return product.archived ? product : { ...product, archived: true, version: product.version + 1 };
}

/**
 * The product with an uploaded picture; the same object when this one, or one that was asked for later, has been its
 * picture before: uploads arrive in any order and more than once, and ids (UUIDv7) tell which is the newest.
 */
export function showPicture(product: Product, picture: { mediaId: string; mediaUrl: string }): Product {
  if (product.mediaId !== undefined && product.mediaId >= picture.mediaId) return product;
  return { ...product, ...picture, version: product.version + 1 };
}

/** A price that can be charged, if only for more than one piece: the rest is in `warningsAbout`. */
function price() {
  const greatest = Math.max(...currencyCodes.map((code) => boundsOf(code)?.greatest ?? 0));
  const error = 'must be the ISO 4217 code of a currency that can be charged, such as USD';
  return z
    .strictObject({
      amount: z.int().min(1, 'must be at least 1: free orders are not accepted').max(greatest),
      currency: z.enum(currencyCodes, { error }),
    })
    .superRefine((said, context) => {
      const most = boundsOf(said.currency)?.greatest ?? 0;
      if (said.amount <= most) return;
      const message = `The maximum charge is ${formatMoney({ ...said, amount: most })}`;
      context.addIssue({ code: 'custom', path: ['amount'], message });
    })
    .meta({
      id: 'Price',
      description:
        'Minor units of the currency (ISO 4217), up to the maximum charge: 999999.99 in most currencies, more in those with small units',
      example: { amount: 2599, currency: 'USD' },
    });
}

function merge<T extends object>(target: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...target, ...patch }).filter(([, value]) => value != null)) as T;
}
