import { eq, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import type { BookFilter } from '#shared/http/book-query.ts';
import { dueRows, firstAnnouncement, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { inBooks } from '#shared/postgres/in-books.ts';
import { createActionLog } from '#shared/postgres/operator-actions.ts';
import { createRowStore } from '#shared/postgres/row-store.ts';
import { retentionDays } from '#shared/saga/retention-days.ts';
import { isUnannounced, type Shipment } from './domain.ts';
import { actions, type ShipmentRow, shipments } from './schema.ts';

export type ShipmentStore = ReturnType<typeof createShipmentStore>;

/** Stores shipments in PostgreSQL, and what operators did to them. */
export function createShipmentStore(db: Database) {
  const byId = db
    .select()
    .from(shipments)
    .where(eq(shipments.orderId, sql.placeholder('orderId')))
    .prepare('shipment_by_id');
  const rows = createRowStore<Shipment, { state: Shipment; event: Event | null }>(db, {
    table: 'shipping.shipments',
    reads: 'state, event',
    fromRow: ({ state, event }) => ({ state, event: event ?? undefined }),
    fields: { state: 'jsonb', event: 'jsonb', unannounced: 'boolean' },
    toFields: ({ state, event }) => ({ state, event, unannounced: isUnannounced(state) }),
    set: `state = i.state, event = i.event, updated_at = now(), announce_attempts = 0,
      announce_at = case when i.unannounced then ${firstAnnouncement()} end`,
    inserts: ['state', 'event'],
  });

  return {
    ...rows,
    ...createActionLog(db, actions),

    async find(orderId: string): Promise<ShipmentRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /**
     * Removes the address from a shipment that is over and old enough; false if there is none to remove, or it is still needed. The version
     * changes, so that no step that was decided on the whole row brings the address back.
     */
    async forgetAddress(orderId: string): Promise<boolean> {
      return (await db.runPrepared(forgotten, [orderId])).length > 0;
    },

    /** At most `limit` shipments, sorted by order id. */
    async list(filter: BookFilter): Promise<ShipmentRow[]> {
      const { where, orderBy } = inBooks(shipments.orderId, filter);
      return db.select().from(shipments).where(where).orderBy(orderBy).limit(filter.limit);
    },

    /** Claims shipments whose event is due again, oldest first, and schedules the next time, so that no other replica claims them. */
    async claimDue(limit: number): Promise<Event[]> {
      const due = dueRows(db, shipments, { id: shipments.orderId, announceAt: shipments.announceAt }, limit);
      const claimed = await db
        .with(due)
        .update(shipments)
        .set({
          announceAt: nextAnnouncement(shipments.announceAttempts),
          announceAttempts: sql`${shipments.announceAttempts} + 1`,
        })
        .from(due)
        .where(eq(shipments.orderId, due.id))
        .returning({ event: shipments.event });
      return claimed.flatMap(({ event }) => event ?? []);
    },
  };
}

const forgotten = `update shipping.shipments set state = state #- '{consignee,shipTo}', version = version + 1, updated_at = now()
  where order_id = $1::uuid and status in ('dispatched', 'delivered', 'failed', 'cancelled') and state->'consignee' ? 'shipTo'
    and created_at <= now() - interval '${retentionDays} days' returning order_id`;
