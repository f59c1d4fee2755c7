import { and, gte, type SQL } from 'drizzle-orm';
import { orders } from '../schema.ts';

/** Placed then or later. Ids begin with the time, by the clock of the service: they lead to the rows, and the database's clock tells. */
export const placedFrom = (since: Date): SQL | undefined =>
  and(gte(orders.orderId, uuidOf(millisecondsOf(since).toString(16).padStart(12, '0'), '0')), gte(orders.placedAt, since));

const skewMilliseconds = 10 * 60_000;
const millisecondsOf = (since: Date): number => Math.max(0, since.getTime() - skewMilliseconds);

/** The first or last id that begins with these digits. */
export const uuidOf = (prefix: string, filler: string): string =>
  prefix.padEnd(32, filler).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
