import { z } from '@hono/zod-openapi';
import { firstUuidAt } from '#shared/ids/uuid-at.ts';
import { instant } from './instant.ts';
import { fromCursor, pageQuery } from './page.ts';

/** How many orders one request asks about at most: what one page has, and DynamoDB reads at once. */
const ordersMax = 100;
const uuidPattern = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Several orders in a query, by their ids. */
export const orderIds = z
  .string()
  .max(ordersMax * 37)
  .regex(
    new RegExp(`^${uuidPattern}(,${uuidPattern}){0,${ordersMax - 1}}$`),
    'up to 100 ids in small letters, with commas between them',
  )
  .optional()
  .meta({
    description: 'Only these orders: their ids, separated by commas',
    example: '01a2009f-0c90-7c9e-b880-46e95d71d928',
  });

/** What operators ask of a service's books: those of some orders, or of all that were placed in a time, oldest first. */
export const bookQuery = z.strictObject({
  ...pageQuery.shape,
  orderIds,
  from: instant.optional().meta({ description: 'Only orders placed at or after this time, according to their ids' }),
  before: instant.optional().meta({ description: 'Only orders placed before this time, according to their ids' }),
});

/** The same for a store. The bounds are ids: `first` and above, below `end`, above `after`. */
export type BookFilter = {
  orderIds?: readonly string[] | undefined;
  first?: string | undefined;
  end?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** Reads one more than a page holds, to see whether there is a next one. */
export function bookFilterOf({ orderIds, from, before, cursor, limit }: z.infer<typeof bookQuery>): BookFilter {
  return {
    orderIds: listOf(orderIds),
    first: from === undefined ? undefined : firstUuidAt(new Date(from)),
    end: before === undefined ? undefined : firstUuidAt(new Date(before)),
    after: cursor === undefined ? undefined : fromCursor(cursor, z.uuid()),
    limit: limit + 1,
  };
}

export const listOf = (orderIds: string | undefined): string[] | undefined => orderIds?.split(',');
