import { and, eq, getTableColumns, isNotNull, lte, not, sql } from 'drizzle-orm';
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
  version: number;
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
      ...{ orderId: row.orderId, version: row.version, order: toOrder(row) },
      ...{ event: row.event, attempts: row.announceAttempts },
    }));
  },

  /**
   * Makes orders due now that were held back when they were due last, unless they have changed or been due since then. Skips rows that are
   * locked, so that they hold up no others.
   */
  async bringForward(held: readonly Pick<DueOrder, 'orderId' | 'version' | 'attempts'>[]): Promise<void> {
    if (held.length === 0) return;
    const { orderId, version, announceAt, announceAttempts } = orders;
    const asHeld = JSON.stringify(held.map(({ orderId, version, attempts }) => [orderId, version, attempts]));
    const isUnchanged = sql`(${orderId}, ${version}, ${announceAttempts}) in
      (select (held->>0)::uuid, (held->>1)::integer, (held->>2)::integer from jsonb_array_elements(${asHeld}::jsonb) as held)`;
    const chosen = db
      .select({ id: orderId })
      .from(orders)
      .where(and(isUnchanged, isNotNull(announceAt)));
    const free = db.$with('free').as(chosen.for('update', { skipLocked: true }));
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
