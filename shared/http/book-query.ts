import { z } from '@hono/zod-openapi';
import { firstUuidAt } from '#shared/ids/uuid-at.ts';
import { instant } from './instant.ts';
import { fromCursor, pageQuery } from './page.ts';

/** The most orders that one request can ask about: one page, and the most that DynamoDB reads in one call. */
const ordersMax = 100;
const uuidPattern = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Several orders in a query, by id. */
export const orderIds = z
  .string()
  .max(ordersMax * 37)
  .regex(
    new RegExp(`^${uuidPattern}(,${uuidPattern}){0,${ordersMax - 1}}$`),
    'must be up to 100 lower-case ids, separated by commas',
  )
  .optional()
  .meta({
    description: 'Only these orders: their ids, separated by commas',
    example: '01a2009f-0c90-7c9e-b880-46e95d71d928',
  });

/** How operators query a service's books: certain orders, or all that were placed in a period, oldest first. */
export const bookQuery = z.strictObject({
  ...pageQuery.shape,
  orderIds,
  from: instant.optional().meta({ description: 'Only orders placed at or after this time, according to their ids' }),
  before: instant.optional().meta({ description: 'Only orders placed before this time, according to their ids' }),
});

/** The same for a store. The bounds are ids: from `first`, before `end`, after `after`. */
export type BookFilter = {
  orderIds?: readonly string[] | undefined;
  first?: string | undefined;
  end?: string | undefined;
  after?: string | undefined;
  limit: number;
};

/** Asks for one more than a page holds, to see whether there is a next page. */
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
