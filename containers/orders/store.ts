import { and, desc, eq, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { dueRows, firstAnnouncement, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { createRowStore } from '#shared/postgres/row-store.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { type Decision, isSettled, type Order } from './domain.ts';
import { createPatience, type Patience } from './patience.ts';
import { type OrderRow, orders } from './schema.ts';

export type OrderStore = ReturnType<typeof createOrderStore>;

/** An order to be stored for the first time, with the event that announces it. */
export type NewOrder = {
  orderId: string;
  order: Order;
  event: Event;
  idempotencyKey: string;
  requestHash: string;
  deadlineSeconds: number;
};

/** The orders in PostgreSQL. */
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
  const insert = createBatcher<NewOrder, OrderRow | undefined>({
    call: async (placed) => {
      const entries = placed.map((order) => toEntry(order, patience.seconds()));
      const stored = new Map(
        (await db.query<Stored>(insertStatement, [JSON.stringify(entries)])).map((row) => [row.order_id, row]),
      );
      return placed.map((order) => toRow(order, stored.get(order.orderId)));
    },
    sizeMax: 100,
    inFlightMax: 2,
  });

  return {
    ...rows,

    /** Stores a new order; undefined when this customer has used the idempotency key before. */
    insert,

    async findByKey(customerId: string, idempotencyKey: string): Promise<OrderRow | undefined> {
      const mine = and(eq(orders.customerId, customerId), eq(orders.idempotencyKey, idempotencyKey));
      return (await db.select().from(orders).where(mine))[0];
    },

    async find(orderId: string): Promise<OrderRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /** The newest first, `limit` at most, from below position `before`; of one customer, or of all when none is given. */
    async list({ customerId, before, limit }: { customerId?: string; before?: number; limit: number }): Promise<OrderRow[]> {
      const of = customerId === undefined ? undefined : eq(orders.customerId, customerId);
      const from = before === undefined ? undefined : lt(orders.position, before);
      return db.select().from(orders).where(and(of, from)).orderBy(desc(orders.position)).limit(limit);
    },

    /** Takes the orders whose event is due again, oldest first, and sets their next time; no other replica gets them meanwhile. */
    async claimDue(limit: number): Promise<{ event: Event; expired: boolean }[]> {
      const due = dueRows(db, orders, { id: orders.orderId, announceAt: orders.announceAt }, limit);
      return db
        .with(due)
        .update(orders)
        .set({ announceAt: dueAgain(patience.seconds()), announceAttempts: sql`${orders.announceAttempts} + 1` })
        .from(due)
        .where(eq(orders.orderId, due.id))
        .returning({ event: orders.event, expired: sql<boolean>`${orders.decision} = 'open' and ${orders.deadline} <= now()` });
    },

    /** How many orders have passed their deadline and are not settled, which is to say: have a time to be announced again. */
    async countUnsettledPastDeadline(): Promise<number> {
      return db.$count(orders, and(isNotNull(orders.announceAt), lte(orders.deadline, sql`now()`)));
    },
  };
}

type Facts = Pick<
  OrderRow,
  'customerId' | 'lines' | 'totalAmount' | 'currency' | 'paymentMethod' | 'shipTo' | 'stock' | 'payment' | 'shipment' | 'decision'
> &
  Pick<OrderRow, 'reason' | 'shortages' | 'cancellationAnnounced'>;

export function toOrder(row: Facts): Order {
  const { customerId, lines, currency, paymentMethod, shipTo, stock, payment, shipment } = row;
  const placement = { customerId, lines, total: { amount: row.totalAmount, currency }, paymentMethod, shipTo };
  return { placement, stock, payment, shipment, decision: toDecision(row) };
}

function toDecision({ decision: kind, reason, shortages, cancellationAnnounced }: Facts): Decision {
  if (kind !== 'cancelled') return { kind };
  return { kind, reason: reason ?? 'CUSTOMER', announced: cancellationAnnounced, ...(shortages ? { shortages } : {}) };
}

// Below is what a change writes. An event is written with the decision that it tells; it is announced until the order is settled.
const changedFields = {
  ...{ stock: 'text', payment: 'text', shipment: 'text', decision: 'text', reason: 'text', shortages: 'jsonb' },
  ...{ cancellation_announced: 'boolean', settled: 'boolean', event: 'jsonb', patience_seconds: 'float' },
};

const changes = `stock = i.stock, payment = i.payment, shipment = i.shipment, decision = i.decision, reason = i.reason,
  shortages = i.shortages, cancellation_announced = i.cancellation_announced, settled = i.settled, event = coalesce(i.event, t.event),
  announce_attempts = case when i.event is null then t.announce_attempts else 0 end,
  announce_at = case when i.settled then null when i.event is null then t.announce_at else ${firstAnnouncement('i.patience_seconds')} end`;

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

// And what a placement does. It is looked at again at its deadline, even if its next announcement would come later.
const agreed = 'order_id, customer_id, idempotency_key, request_hash, lines, total_amount, currency, payment_method, ship_to';
const insertStatement = `
  insert into orders.orders (${agreed}, deadline, version, event, announce_at)
  select ${agreed}, now() + make_interval(secs => deadline_seconds), 1, event,
    least(${firstAnnouncement('patience_seconds')}, now() + make_interval(secs => deadline_seconds))
  from jsonb_to_recordset($1::jsonb) as entry(order_id uuid, customer_id uuid, idempotency_key text, request_hash text, lines jsonb,
    total_amount bigint, currency text, payment_method text, ship_to jsonb, deadline_seconds float, event jsonb, patience_seconds float)
  order by order_id
  on conflict do nothing
  returning order_id, position::float, (extract(epoch from placed_at) * 1000)::float as placed_at, (extract(epoch from deadline) * 1000)::float as deadline`;

/** Times are milliseconds since 1970. */
type Stored = { order_id: string; position: number; placed_at: number; deadline: number };

function toEntry({ orderId, order: { placement }, event, ...request }: NewOrder, patienceSeconds: number): object {
  const { customerId, lines, total, paymentMethod, shipTo } = placement;
  return {
    ...{ order_id: orderId, customer_id: customerId, idempotency_key: request.idempotencyKey, request_hash: request.requestHash },
    ...{ lines, total_amount: total.amount, currency: total.currency, payment_method: paymentMethod, ship_to: shipTo, event },
    ...{ deadline_seconds: request.deadlineSeconds, patience_seconds: patienceSeconds },
  };
}

function toRow({ order, ...request }: NewOrder, stored: Stored | undefined): OrderRow | undefined {
  const { placement, stock, payment, shipment, decision } = order;
  const { total, ...agreedOn } = placement;
  return (
    stored && {
      ...request,
      ...agreedOn,
      ...{ totalAmount: total.amount, currency: total.currency, stock, payment, shipment, decision: decision.kind },
      ...{ position: stored.position, placedAt: new Date(stored.placed_at), deadline: new Date(stored.deadline) },
      ...{ reason: null, shortages: null, cancellationAnnounced: false, settled: false },
      ...{ version: 1, announceAt: null, announceAttempts: 0 },
    }
  );
}

/** An open order is looked at again at its deadline, even if its next announcement would come later. */
function dueAgain(patienceSeconds: number): SQL<Date> {
  const again = nextAnnouncement(orders.announceAttempts, patienceSeconds);
  return sql`case when ${orders.decision} = 'open' and ${orders.deadline} > now() then least(${again}, ${orders.deadline}) else ${again} end`;
}
