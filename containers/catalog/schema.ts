import { z } from 'zod';
import { money } from '#events/money.ts';
import { refusalReason } from './upload-outcome.ts';

/**
 * A product as DynamoDB stores it. The `orders` service reads these items too, so `productId`, `name`, `category`, `price` and
 * `archived` must keep their names and meaning. Unknown attributes survive a change, so that two versions of this service can run
 * side by side.
 */
export const productItem = z.looseObject({
  productId: z.uuid(),
  name: z.string(),
  description: z.string().optional(),
  category: z.string(),
  price: money,
  mediaUrl: z.string().optional(),
  mediaId: z.string().optional(),
  version: z.int().positive(),
  archived: z.literal(true).optional(),
  archival: z.object({ archivedBy: z.uuid(), archivedAt: z.iso.datetime(), reason: z.string().optional() }).optional(),
  /** The hash of the body it was added with; only if that request had an idempotency key, from which the id is derived. */
  requestHash: z.string().optional(),
  /** The keys of the indexes, see listing.ts. An archived product has neither, so it is in no index. */
  listing: z.literal('live').optional(),
  listedAs: z.string().optional(),
});

/** An upload form, stored for repeats of a request with an idempotency key. The form's own signature expires. */
export const offerItem = z.object({
  /** The caller, the product and the idempotency key. */
  offerId: z.string(),
  requestHash: z.string(),
  /** As JSON, because DynamoDB would return the form's fields in another order. */
  offer: z.string(),
});

export type OfferItem = z.infer<typeof offerItem>;

/** The outcome of an upload. Kept permanently, because the client may ask for it late. */
export const uploadItem = z.looseObject({
  uploadId: z.uuid(),
  productId: z.uuid(),
  status: z.enum(['pending', 'published', 'refused']),
  /** Set if a check failed on our side. */
  delayed: z.literal(true).optional(),
  reason: refusalReason.optional(),
  detail: z.string().optional(),
  mediaUrl: z.string().optional(),
});

/** This service's tables. Every key is a string, and every index projects all attributes. */
export const tables = [
  {
    name: 'products',
    partitionKey: 'productId',
    indexes: [
      { name: 'by-category', partitionKey: 'category', sortKey: 'listedAs' },
      { name: 'by-name', partitionKey: 'listing', sortKey: 'listedAs' },
    ],
  },
  { name: 'offers', partitionKey: 'offerId' },
  { name: 'uploads', partitionKey: 'uploadId' },
];
