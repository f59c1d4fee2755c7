import { and, gte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#shared/postgres/connect.ts';
import { orders } from '../schema.ts';

type Pace = {
  minutes: { at: string; placed: number; confirmed: number; cancelled: number }[];
  settled: number;
  settleSeconds?: { p50: number; p95: number };
};

const hourMilliseconds = 3_600_000;

/** Statistics of the last hour's orders. */
export const createPaceStore = (db: Database) => ({
  /** Two statements over the orders placed in the last hour, found by primary key. */
  async lastHour(now = new Date()): Promise<Pace> {
    const inHour = placedFrom(new Date(now.getTime() - hourMilliseconds));
    const [minutes, [settling]] = await Promise.all([
      db.select(counted).from(orders).where(inHour).groupBy(minute).orderBy(minute),
      db.select(timed).from(orders).where(inHour),
    ]);
    const { settled = 0, p50, p95 } = settling ?? {};
    return {
      minutes: minutes.map(({ at, ...counts }) => ({ at: new Date(at).toISOString(), ...counts })),
      settled,
      ...(p50 != null && p95 != null && { settleSeconds: { p50, p95 } }),
    };
  },
});

const minute = sql<string>`date_trunc('minute', ${orders.placedAt})`;

const counted = {
  at: minute,
  placed: sql<number>`count(*)::int`,
  confirmed: sql<number>`(count(*) filter (where ${orders.decision} = 'confirmed'))::int`,
  cancelled: sql<number>`(count(*) filter (where ${orders.decision} = 'cancelled'))::int`,
};

const seconds = sql`extract(epoch from ${orders.settledAt} - ${orders.placedAt})`;

/** Rounded to milliseconds. */
const percentile = (share: number) =>
  sql<number | null>`round((percentile_cont(${sql.raw(String(share))}) within group (order by ${seconds}))::numeric, 3)::float`;

const timed = { settled: sql<number>`count(${orders.settledAt})::int`, p50: percentile(0.5), p95: percentile(0.95) };

/**
 * Orders placed at `since` or later. UUIDv7 ids begin with the service's time, so the primary key narrows the rows down, with a margin
 * for clock skew; `placed_at`, the database's time, decides.
 */
export const placedFrom = (since: Date): SQL | undefined =>
  and(gte(orders.orderId, uuidOf(millisecondsOf(since).toString(16).padStart(12, '0'), '0')), gte(orders.placedAt, since));

const skewMilliseconds = 10 * 60_000;
const millisecondsOf = (since: Date): number => Math.max(0, since.getTime() - skewMilliseconds);

/** The lowest (filler 0) or highest (filler f) id that begins with these digits. */
export const uuidOf = (prefix: string, filler: string): string =>
  prefix.padEnd(32, filler).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
