import { and, lte, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './connect.ts';

// An event is published right after its commit, and again until it is answered: first after `patienceSeconds`, doubling to
// 30 s, ±20 % so that replicas and rows drift apart. The database's clock decides, because it is the only one that all replicas
// share.
const patienceSecondsMin = 5;
const delaySecondsMax = 30;

/** When a row is first announced, relative to the statement that commits its event. `patienceSeconds` is SQL too. */
export const firstAnnouncement = (patienceSeconds = `${patienceSecondsMin}`): string =>
  `now() + make_interval(secs => ${patienceSeconds} * (0.8 + 0.4 * random()))`;

/** When a row is announced next, given how often it already was. */
export function nextAnnouncement(attempts: PgColumn, patienceSeconds = patienceSecondsMin): SQL<Date> {
  const seconds = sql`least(${delaySecondsMax}::float, ${patienceSeconds}::float * power(2, least(${attempts}, 10) + 1))`;
  return sql`now() + make_interval(secs => ${seconds} * (0.8 + 0.4 * random()))`;
}

type Due = { id: PgColumn; announceAt: PgColumn /** Restricts the rows; all by default. */; only?: SQL | undefined };

/** The rows whose event is due again, oldest first and at most `limit`. Rows that another replica is taking right now are skipped. */
export function dueRows(db: Database, table: PgTable, { id, announceAt, only }: Due, limit: number) {
  const isDue = and(lte(announceAt, sql`now()`), only);
  const due = db.select({ id }).from(table).where(isDue).orderBy(announceAt).limit(limit);
  return db.$with('due').as(due.for('update', { skipLocked: true }));
}
