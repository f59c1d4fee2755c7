import { z } from 'zod';
import { money } from '#events/money.ts';
import { refusalReason } from './upload-outcome.ts';

/**
 * A product as DynamoDB keeps it. The `orders` service reads these items too: `productId`, `name`, `category`, `price` and
 * `archived` keep their names and meaning. Unknown attributes survive a change, so that two versions of this service can
 * run side by side.
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
  /** Of the body it was added with, where that had an idempotency key, which the id is made of. */
  requestHash: z.string().optional(),
  /** The keys of both indexes, see listing.ts. An archived product has neither, which takes it out of them. */
  listing: z.literal('live').optional(),
  listedAs: z.string().optional(),
});

/** A form to upload a picture with, as it was offered to somebody who named their request. The form itself ends by its signature. */
export const offerItem = z.object({
  /** Who asked, for which product, with which idempotency key. */
  offerId: z.string(),
  requestHash: z.string(),
  /** As JSON, for DynamoDB would give the form's fields back in another order. */
  offer: z.string(),
});

export type OfferItem = z.infer<typeof offerItem>;

/** What became of an upload, kept for good: whoever asked for the form may come back late. */
export const uploadItem = z.looseObject({
  uploadId: z.uuid(),
  productId: z.uuid(),
  status: z.enum(['pending', 'published', 'refused']),
  /** When a check failed on our side. */
  delayed: z.literal(true).optional(),
  reason: refusalReason.optional(),
  detail: z.string().optional(),
  mediaUrl: z.string().optional(),
});

/** The tables of this service; every key is a string, every index carries whole items. */
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
