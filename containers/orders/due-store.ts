import { and, eq, getTableColumns, gt, inArray, isNotNull, lte, not, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import { dueRows, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import type { Order } from './domain.ts';
import { toOrder } from './order-row.ts';
import type { Patience } from './patience.ts';
import { orders } from './schema.ts';

/** An order whose event is due to be published again. */
export type DueOrder = {
  orderId: string;
  order: Order;
  event: Event;
  /** How often it has been due, this time included. */
  attempts: number;
};

/** Orders that need work at a certain time. The database's clock decides, because all replicas share it. */
export const createDueStore = (db: Database, patience: Patience) => ({
  /**
   * Claims the orders whose event is due again, oldest first, and schedules their next announcement, so that no other replica claims
   * them meanwhile. An expired order is skipped: announcing its OrderPlaced again would be useless.
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
    return claimed.map((row) => ({
      orderId: row.orderId,
      order: toOrder(row),
      event: row.event,
      attempts: row.announceAttempts,
    }));
  },

  /**
   * Makes orders due now if their current event was due before: they were held back then, and need not wait for their next turn. Skips
   * locked rows, so that these hold up no others.
   */
  async bringForward(orderIds: readonly string[]): Promise<void> {
    if (orderIds.length === 0) return;
    const { orderId, announceAt, announceAttempts } = orders;
    const isHeldBack = and(inArray(orderId, [...orderIds]), isNotNull(announceAt), gt(announceAttempts, 0));
    const chosen = db.select({ id: orderId }).from(orders).where(isHeldBack).for('update', { skipLocked: true });
    const free = db.$with('free').as(chosen);
    await db.with(free).update(orders).set({ announceAt: sql`now()` }).from(free).where(eq(orderId, free.id));
  },

  /**
   * The events of orders still open past their deadline, oldest first. This does not claim them: if two replicas expire the same
   * order, the version check lets one win.
   */
  async findExpired(limit: number): Promise<Event[]> {
    const expired = await db.select({ event: orders.event }).from(orders).where(isExpired).orderBy(orders.deadline).limit(limit);
    return expired.map(({ event }) => event);
  },

  /** How many orders should have settled by now but have not; parked orders do not count. */
  async countOverdue(): Promise<number> {
    return db.$count(orders, isOverdue);
  },
});

const isExpired = sql`(${orders.decision} = 'open' and ${orders.deadline} <= now())`;

/** Still being announced (so neither settled nor parked) a minute after its decision, or after its deadline if it is undecided. */
export const isOverdue = and(
  isNotNull(orders.announceAt),
  lte(sql`coalesce(${orders.decidedAt}, ${orders.deadline})`, sql`now() - interval '1 minute'`),
);
