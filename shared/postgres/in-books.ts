import { and, asc, gt, gte, inArray, lt, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { BookFilter } from '#shared/http/book-query.ts';

/** The filter and order for a table with one row per order; uses its primary key. */
export const inBooks = (
  orderId: PgColumn,
  { orderIds, first, end, after }: BookFilter,
): { where: SQL | undefined; orderBy: SQL } => ({
  where: and(
    orderIds && inArray(orderId, [...orderIds]),
    first === undefined ? undefined : gte(orderId, first),
    end === undefined ? undefined : lt(orderId, end),
    after === undefined ? undefined : gt(orderId, after),
  ),
  orderBy: asc(orderId),
});
