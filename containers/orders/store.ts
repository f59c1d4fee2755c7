import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import { firstAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { createRowStore } from '#shared/postgres/row-store.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { isSettled, type Order } from './domain.ts';
import { createDueStore } from './due-store.ts';
import { type Facts, toOrder } from './order-row.ts';
import { createPatience, type Patience } from './patience.ts';
import { createInsert } from './placement-store.ts';
import { type OrderRow, orders } from './schema.ts';

export type OrderStore = ReturnType<typeof createOrderStore>;

/** Stores orders in PostgreSQL. */
export function createOrderStore(db: Database, patience: Patience = createPatience()) {
  const byId = db
    .select()
    .from(orders)
    .where(eq(orders.orderId, sql.placeholder('orderId')))
    .prepare('order_by_id');
  const rows = createRowStore<Order, Facts & { event: Event }>(db, {
    table: 'orders.orders',
    reads: `customer_id as "customerId", lines, total_amount::float as "totalAmount", currency, payment_method as "paymentMethod",
      ship_to as "shipTo", stock, payment, shipment, decision, reason, shortages, cancellation_announced as "cancellationAnnounced", event`,
    fromRow: (row) => ({ state: toOrder(row), event: row.event }),
    fields: changedFields,
    toFields: (after, before) => toFields(after, before, patience.seconds()),
    set: changes,
  });
  return {
    ...rows,
    ...createDueStore(db, patience),

    /** Inserts a new order; undefined if this customer has used the idempotency key before. */
    insert: createInsert(db, patience),

    async findByKey(customerId: string, idempotencyKey: string): Promise<OrderRow | undefined> {
      const mine = and(eq(orders.customerId, customerId), eq(orders.idempotencyKey, idempotencyKey));
      return (await db.select().from(orders).where(mine))[0];
    },

    async find(orderId: string): Promise<OrderRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /** At most `limit` orders below position `before`, newest first; of all customers if none is given. */
    async list({ customerId, before, limit }: { customerId?: string; before?: number; limit: number }): Promise<OrderRow[]> {
      const of = customerId === undefined ? undefined : eq(orders.customerId, customerId);
      const from = before === undefined ? undefined : lt(orders.position, before);
      return db.select().from(orders).where(and(of, from)).orderBy(desc(orders.position)).limit(limit);
    },
  };
}

// The columns a change writes. A new decision is stored together with its event, which is announced until the order is settled.
const changedFields = {
  ...{ stock: 'text', payment: 'text', shipment: 'text', decision: 'text', reason: 'text', shortages: 'jsonb' },
  ...{ cancellation_announced: 'boolean', settled: 'boolean', event: 'jsonb', patience_seconds: 'float' },
};

const changes = `stock = i.stock, payment = i.payment, shipment = i.shipment, decision = i.decision, reason = i.reason,
  shortages = i.shortages, cancellation_announced = i.cancellation_announced, settled = i.settled, event = coalesce(i.event, t.event),
  settled_at = case when i.settled then coalesce(t.settled_at, now()) end,
  parked_at = case when i.settled then null else t.parked_at end,
  announce_attempts = case when i.event is null then t.announce_attempts else 0 end,
  decided_at = case when i.decision = t.decision then t.decided_at else now() end,
  announce_at = case when i.settled or t.parked_at is not null then null when i.event is null then t.announce_at else ${firstAnnouncement('i.patience_seconds')} end`;

function toFields({ state, event }: Versioned<Order>, before: Versioned<Order>, patienceSeconds: number): object {
  const { decision, stock, payment, shipment } = state;
  const cancelled = decision.kind === 'cancelled' ? decision : undefined;
  return {
    ...{ stock, payment, shipment, decision: decision.kind, reason: cancelled?.reason, shortages: cancelled?.shortages },
    cancellation_announced: cancelled?.announced ?? false,
    settled: isSettled(state),
    event: event === before.event ? undefined : event,
    patience_seconds: patienceSeconds,
  };
}
