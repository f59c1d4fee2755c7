import { z } from 'zod';
import { money } from '#events/money.ts';

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
  version: z.int().positive(),
  archived: z.literal(true).optional(),
  /** The keys of both indexes. An archived product has neither, which takes it out of them. */
  listing: z.literal('live').optional(),
  listedAs: z.string().optional(),
});

/** A place in either list: the key that the indexes sort by, the product's name and, as names repeat, its id. */
export const position = z.string().regex(/^[^\p{Cc}\p{Cs}]+#[0-9a-f-]{36}$/u);

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
];
