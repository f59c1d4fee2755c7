import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { money } from '#events/money.ts';

const details = {
  name: text(200, /^[^\p{Cc}\p{Cs}]+$/u).meta({ example: 'Laptop' }),
  description: text(2_000, /^(?:[^\p{Cc}\p{Cs}]|[\n\t])+$/u).optional(),
  category: text(100, /^[^\p{Cc}\p{Cs}]+$/u).meta({ example: 'computers' }),
  price: z.strictObject({ ...money.shape, amount: z.int().min(1).max(99_999_999), currency: currency() }).meta({ id: 'Price' }),
  mediaUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    // All that an address is made of (RFC 3986).
    .regex(/^[!-~]+$/, 'must be percent-encoded')
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
  const next = { ...merge(product, patch), price: merge(product.price, patch.price ?? {}) };
  return isDeepStrictEqual(next, product) ? product : { ...next, version: product.version + 1 };
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

/** Text that people read, without the control characters and broken Unicode that stores and terminals choke on. */
function text(lengthMax: number, allowed: RegExp) {
  return z.string().trim().min(1).max(lengthMax).regex(allowed, 'contains characters that are not text');
}

/** The currencies of ISO 4217 that people pay with: none of the funds, metals and test codes. */
function currency() {
  const codes =
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP ' +
    'CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD ' +
    'IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR ' +
    'MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP ' +
    'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG ' +
    'XOF XPF YER ZAR ZMW ZWG';
  return z.enum(codes.split(' '), { error: 'must be an ISO 4217 code such as USD' });
}

function merge<T extends object>(target: T, patch: object): T {
  return Object.fromEntries(Object.entries({ ...target, ...patch }).filter(([, value]) => value != null)) as T;
}
