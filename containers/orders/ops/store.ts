import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { v7 as newId } from 'uuid';
import type { Event } from '#events/index.ts';
import type { CancelReason } from '#events/orders.ts';
import { unknownCurrency, unknownCustomer } from '#events/unknown-order.ts';
import { firstAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { isOverdue } from '../due-store.ts';
import { actions, type OperatorAction, type OrderRow, orders } from '../schema.ts';
import type { OrderStatus } from '../view.ts';
import { archivable } from './archivable.ts';
import { createOwedStore } from './owed-store.ts';
import { createPaceStore, placedFrom, uuidOf } from './pace-store.ts';

/** All given conditions must hold. `prefix` is the beginning of an order's id, without dashes. */
export type OrderFilter = {
  status?: OrderStatus | undefined;
  reason?: CancelReason | undefined;
  customerId?: string | undefined;
  prefix?: string | undefined;
  orderIds?: readonly string[] | undefined;
  overdue?: boolean | undefined;
  parked?: boolean | undefined;
  archived?: boolean | undefined;
  archivable?: boolean | undefined;
  placedFrom?: Date | undefined;
  placedBefore?: Date | undefined;
};

export type OperatorRow = OrderRow & { overdue: boolean };
export type ActionRow = typeof actions.$inferSelect;
export type Action = { action: OperatorAction; orderId: string; operatorId: string; reason: string };
export type StatusCount = { status: OrderStatus; orders: number; overdue: number };

export type OperatorStore = ReturnType<typeof createOperatorStore>;

/** Finds orders for operators, and stores their actions. */
export const createOperatorStore = (db: Database) => ({
  ...createPaceStore(db),
  ...createOwedStore(db),

  /** At most `limit` orders below position `before`, newest first. */
  async list(filter: OrderFilter, { before, limit }: { before?: number | undefined; limit: number }): Promise<OperatorRow[]> {
    const where = and(matches(filter), before === undefined ? undefined : lt(orders.position, before));
    const rows = await db.select({ row: orders, overdue }).from(orders).where(where).orderBy(desc(orders.position)).limit(limit);
    return rows.map(({ row, overdue }) => ({ ...row, overdue }));
  },

  async find(orderId: string): Promise<OperatorRow | undefined> {
    const [found] = await db.select({ row: orders, overdue }).from(orders).where(eq(orders.orderId, orderId));
    return found && { ...found.row, overdue: found.overdue };
  },

  /** Counts orders by status: all unsettled ones, and those placed since `since`. */
  async count(since: Date): Promise<StatusCount[]> {
    const counted = { status, orders: sql<number>`count(*)::int`, overdue: sql<number>`count(*) filter (where ${overdue})::int` };
    return db
      .select(counted)
      .from(orders)
      .where(or(isUnsettled, placedFrom(since)))
      .groupBy(status)
      .orderBy(status);
  },

  /** What operators did about an order, newest first. */
  async actionsOf(orderId: string): Promise<ActionRow[]> {
    return db.select().from(actions).where(eq(actions.orderId, orderId)).orderBy(desc(actions.actionId)).limit(actionsMax);
  },

  /** Runs an action and records who did it, when and why, in one statement; false if there is nothing to do. */
  async act(
    { action, orderId, operatorId, reason }: Action & { action: Exclude<OperatorAction, 'adopt'> },
    change: OperatorChange = action,
  ): Promise<boolean> {
    const done = await db.runPrepared(statements[change], [orderId, newId(), action, reason, operatorId]);
    return done.length > 0;
  },

  /** Stores an unknown order as cancelled, to be announced by this event; false if the order is known. */
  async adopt({ orderId, operatorId, reason }: Omit<Action, 'action'>, event: Event): Promise<boolean> {
    const values = [orderId, newId(), 'adopt', reason, operatorId, JSON.stringify(event)];
    return (await db.runPrepared(noted(adopted), values)).length > 0;
  },
});

const actionsMax = 100;

const noted = (change: string) => `with changed as (${change})
  insert into orders.operator_actions (action_id, order_id, action, reason, operator_id)
  select $2::uuid, order_id, $3, $4, $5::uuid from changed returning action_id`;

/** What an action changes in the order's row: usually that of its name. */
export type OperatorChange = Exclude<OperatorAction, 'adopt'> | 'makeDue';

// An order that settles meanwhile loses its `announce_at`, so these statements no longer match it.
const statements: Record<OperatorChange, string> = {
  // The caller publishes the event. If that fails, the announcer tries again half a minute later.
  nudge: noted(`update orders.orders set announce_at = ${firstAnnouncement('30')}, announce_attempts = announce_attempts + 1
    where order_id = $1::uuid and announce_at is not null returning order_id`),
  makeDue: noted(
    'update orders.orders set announce_at = now() where order_id = $1::uuid and announce_at is not null returning order_id',
  ),
  park: noted(
    'update orders.orders set parked_at = now(), announce_at = null where order_id = $1::uuid and announce_at is not null returning order_id',
  ),
  resume: noted(
    'update orders.orders set parked_at = null, announce_at = now() where order_id = $1::uuid and parked_at is not null returning order_id',
  ),
  // The row does not change; the caller publishes its event.
  retell: noted('select order_id from orders.orders where order_id = $1::uuid and settled'),
  // With a new version, so that no change that was decided on the whole row brings anything back.
  archive: noted(`update orders.orders set archived_at = now(), ship_to = '{}', shortages = null, version = version + 1
    where order_id = $1::uuid and ${archivable} returning order_id`),
};

/** Placeholders for what is unknown about a lost order. The participants' own rows may still know its customer. */
const adopted = `insert into orders.orders (order_id, customer_id, idempotency_key, request_hash, lines, total_amount, currency, payment_method,
    ship_to, deadline, decision, reason, decided_at, version, event, announce_at)
  values ($1::uuid, '${unknownCustomer}', ($1::uuid)::text, 'adopted', '[]', 0, '${unknownCurrency}', 'unknown', '{"name": "unknown", "line1": "unknown", "city": "unknown", "country": "ZZ"}',
    now(), 'cancelled', 'EXPIRED', now(), 1, $6::jsonb, now())
  on conflict do nothing returning order_id`;

/** The same status as `statusOf`, in SQL. */
const status = sql<OrderStatus>`case ${orders.decision}
  when 'cancelled' then case when ${orders.settled} then 'CANCELLED' else 'CANCELLING' end
  when 'confirmed' then case ${orders.shipment} when 'delivered' then 'DELIVERED' when 'dispatched' then 'SHIPPED' else 'CONFIRMED' end
  else case when ${orders.payment} = 'authorized' then 'PAYMENT_AUTHORIZED' when ${orders.stock} = 'reserved' then 'STOCK_RESERVED' else 'PLACED' end
end`;

const overdue = sql<boolean>`coalesce(${isOverdue}, false)`;
const isUnsettled = or(isNotNull(orders.announceAt), isNotNull(orders.parkedAt));
const neverSettled: readonly OrderStatus[] = ['PLACED', 'STOCK_RESERVED', 'PAYMENT_AUTHORIZED', 'CANCELLING'];

function matches(filter: OrderFilter): SQL | undefined {
  const { prefix, customerId, reason } = filter;
  return and(
    filter.status && eq(status, filter.status),
    // Lets partial indexes find the orders with such a status without scanning all the others.
    filter.status && neverSettled.includes(filter.status) ? isUnsettled : undefined,
    reason && eq(orders.reason, reason),
    customerId === undefined ? undefined : eq(orders.customerId, customerId),
    prefix === undefined ? undefined : and(gte(orders.orderId, uuidOf(prefix, '0')), lte(orders.orderId, uuidOf(prefix, 'f'))),
    filter.orderIds && inArray(orders.orderId, [...filter.orderIds]),
    onlyIf(filter.overdue, isOverdue),
    onlyIf(filter.parked, isNotNull(orders.parkedAt), isNull(orders.parkedAt)),
    onlyIf(filter.archived, isNotNull(orders.archivedAt), isNull(orders.archivedAt)),
    onlyIf(filter.archivable, sql.raw(archivable)),
    filter.placedFrom && placedFrom(filter.placedFrom),
    filter.placedBefore && lt(orders.placedAt, filter.placedBefore),
  );
}

function onlyIf(wanted: boolean | undefined, holds: SQL | undefined, holdsNot = sql`not coalesce(${holds}, false)`) {
  if (wanted === undefined) return undefined;
  return wanted ? holds : holdsNot;
}
