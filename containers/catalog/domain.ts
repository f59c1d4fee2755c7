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
    // Printable ASCII, which is all a URL may contain (RFC 3986).
    .regex(/^[!-~]+$/, 'must be percent-encoded')
    .optional(),
};

/** The part of a product that admins edit. */
export const productDetails = z.strictObject(details).meta({ id: 'ProductDetails' });

/**
 * A change of a product as a merge patch (RFC 7396): absent members stay, null removes. Only the price deviates: it is replaced as a
 * whole, because an amount means nothing without its currency.
 */
export const productPatch = z
  .strictObject({ ...details, description: details.description.nullable(), mediaUrl: details.mediaUrl.nullable() })
  .partial()
  .meta({ id: 'ProductPatch' });

export type ProductDetails = z.infer<typeof productDetails>;
export type ProductPatch = z.infer<typeof productPatch>;

/**
 * A product as stored. `version` increases with every change; an archived product is no longer for sale. `mediaId` belongs to the
 * latest uploaded picture, even if `mediaUrl` has been changed since. `requestHash` belongs to the request that added the product, if
 * it had an idempotency key.
 */
export type Product = ProductDetails & {
  productId: string;
  version: number;
  archived?: true | undefined;
  archival?: Archival | undefined;
  mediaId?: string | undefined;
  requestHash?: string | undefined;
};

/** Who archived a product, when (ISO 8601), and why, if they gave a reason. Products archived by older versions have no archival. */
export type Archival = { archivedBy: string; archivedAt: string; reason?: string | undefined };

export const createProduct = (productId: string, said: ProductDetails): Product => ({ productId, ...said, version: 1 });

/** The product with the patch applied; the same object if that changes nothing. */
export function patchProduct(product: Product, patch: ProductPatch): Product {
  const next = merge(product, patch);
  return isDeepStrictEqual(next, product) ? product : { ...next, version: product.version + 1 };
}

/** Warns the admin if a single piece at this price cannot be ordered, and why. */
export function warningsAbout(said: Money): { path: string; message: string }[] {
  const why = whyUnchargeable(said);
  return why ? [{ path: 'price', message: `A single piece cannot be ordered. ${why.detail}` }] : [];
}

/** Archives a product for good; the same object if it is archived already. */
export function archiveProduct(product: Product, archival: Archival): Product {
  return product.archived ? product : { ...product, archived: true, archival, version: product.version + 1 };
}

/**
 * The product with an uploaded picture; the same object if it has had this picture or a later one. Uploads arrive in any order and
 * more than once; their ids (UUIDv7) tell which form was requested last.
 */
export function showPicture(product: Product, picture: { mediaId: string; mediaUrl: string }): Product {
  if (product.mediaId !== undefined && product.mediaId >= picture.mediaId) return product;
  return { ...product, ...picture, version: product.version + 1 };
}

/** A price up to the maximum charge. One too low for a single piece is accepted, with a warning: see `warningsAbout`. */
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
