import { and, eq, getTableColumns, isNotNull, lte, not, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import { dueRows, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import type { Order } from './domain.ts';
import { toOrder } from './order-row.ts';
import type { Patience } from './patience.ts';
import { orders } from './schema.ts';

/** An order whose event is due again. */
export type DueOrder = { orderId: string; order: Order; event: Event };

/** The orders with which something is to be done without anybody asking: by the database's clock, which all replicas share. */
export const createDueStore = (db: Database, patience: Patience) => ({
  /**
   * Takes the orders whose event is due again, oldest first, and sets their next time; no other replica gets them meanwhile. What
   * has expired is not placed again.
   */
  async claimDue(limit: number): Promise<DueOrder[]> {
    const { orderId: id, announceAt } = orders;
    const due = dueRows(db, orders, { id, announceAt, only: not(isExpired) }, limit);
    const claimed = await db
      .with(due)
      .update(orders)
      .set({
        announceAt: nextAnnouncement(orders.announceAttempts, patience.seconds()),
        announceAttempts: sql`${orders.announceAttempts} + 1`,
      })
      .from(due)
      .where(eq(orders.orderId, due.id))
      .returning({ ...getTableColumns(orders) });
    return claimed.map((row) => ({ orderId: row.orderId, order: toOrder(row), event: row.event }));
  },

  /** The events of orders that are open past their deadline, oldest first. They are nobody's: of two who decide, one wins. */
  async findExpired(limit: number): Promise<Event[]> {
    const expired = await db.select({ event: orders.event }).from(orders).where(isExpired).orderBy(orders.deadline).limit(limit);
    return expired.map(({ event }) => event);
  },

  /** How many orders should have settled by now and have not, but for those that are parked. */
  async countOverdue(): Promise<number> {
    return db.$count(orders, isOverdue);
  },
});

const isExpired = sql`(${orders.decision} = 'open' and ${orders.deadline} <= now())`;

/** Announced still, so neither settled nor parked, a minute after its decision, or after the deadline by which it should have been decided. */
export const isOverdue = and(
  isNotNull(orders.announceAt),
  lte(sql`coalesce(${orders.decidedAt}, ${orders.deadline})`, sql`now() - interval '1 minute'`),
);
