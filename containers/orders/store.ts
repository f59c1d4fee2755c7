import { and, desc, eq, isNotNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { PgInsertValue } from 'drizzle-orm/pg-core';
import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { dueRows, firstAnnouncement, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { advance, type Current, type Verdict } from '#shared/saga/versioned.ts';
import { type Decision, isSettled, type Order, standsFor } from './domain.ts';
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

/** The orders in PostgreSQL. Each change is one statement, guarded by the version it was decided on. */
export function createOrderStore(db: Database, patience: Patience = createPatience()) {
  // Prepared, because every message begins with it.
  const byId = db
    .select()
    .from(orders)
    .where(eq(orders.orderId, sql.placeholder('orderId')))
    .prepare('order_by_id');

  return {
    /** Stores a new order; undefined when this customer has used the idempotency key before. */
    async insert(order: NewOrder): Promise<OrderRow | undefined> {
      const [row] = await db.insert(orders).values(newRow(order, patience.seconds())).onConflictDoNothing().returning();
      return row;
    },

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

    /** The order that a cause is about; undefined when there is none. */
    async load(cause: Cause): Promise<Current<Order> | undefined> {
      const row = await this.find(cause.subject);
      return row && { state: toOrder(row), version: row.version, event: row.event, cause };
    },

    /** @throws VersionConflictError when another change came first */
    commit(current: Current<Order>, verdict: Verdict<Order>): Promise<Current<Order>> {
      return advance(current, verdict, {
        standsFor,
        write: (next, previous) => write(db, next, { previous, patienceSeconds: patience.seconds() }),
      });
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

export function toOrder(row: OrderRow): Order {
  const { customerId, lines, currency, paymentMethod, shipTo, stock, payment, shipment } = row;
  const placement = { customerId, lines, total: { amount: row.totalAmount, currency }, paymentMethod, shipTo };
  return { placement, stock, payment, shipment, judgement: toDecision(row) };
}

function toDecision({ decision, reason, shortages, cancellationAnnounced }: OrderRow): Decision {
  if (decision !== 'cancelled') return { decision };
  return { decision, reason: reason ?? 'CUSTOMER', announced: cancellationAnnounced, ...(shortages ? { shortages } : {}) };
}

function newRow(order: NewOrder, patienceSeconds: number): PgInsertValue<typeof orders> {
  const { orderId, event, idempotencyKey, requestHash, deadlineSeconds } = order;
  const { total, ...agreed } = order.order.placement;
  return {
    ...agreed,
    orderId,
    idempotencyKey,
    requestHash,
    totalAmount: total.amount,
    currency: total.currency,
    deadline: sql`now() + make_interval(secs => ${deadlineSeconds})`,
    version: 1,
    event,
    announceAt: sql`least(${firstAnnouncement(patienceSeconds)}, now() + make_interval(secs => ${deadlineSeconds}))`,
  };
}

/** An open order is looked at again at its deadline, even if its next announcement would come later. */
function dueAgain(patienceSeconds: number): SQL<Date> {
  const again = nextAnnouncement(orders.announceAttempts, patienceSeconds);
  return sql`case when ${orders.decision} = 'open' and ${orders.deadline} > now() then least(${again}, ${orders.deadline}) else ${again} end`;
}

type Change = { previous: Order; patienceSeconds: number };

async function write(db: Database, next: Current<Order>, { previous, patienceSeconds }: Change): Promise<void> {
  const { judgement, stock, payment, shipment } = next.state;
  const settled = isSettled(next.state);
  const decided = judgement.decision !== previous.judgement.decision;
  const cancelled = judgement.decision === 'cancelled' ? judgement : undefined;
  const changed = await db
    .update(orders)
    .set({
      stock,
      payment,
      shipment,
      settled,
      decision: judgement.decision,
      reason: cancelled?.reason ?? null,
      shortages: cancelled?.shortages ?? null,
      cancellationAnnounced: cancelled?.announced ?? false,
      version: next.version,
      ...(decided ? { event: next.event, announceAt: firstAnnouncement(patienceSeconds), announceAttempts: 0 } : {}),
      ...(settled ? { announceAt: null } : {}),
    })
    .where(and(eq(orders.orderId, next.cause.subject), eq(orders.version, next.version - 1)))
    .returning({ version: orders.version });
  if (changed.length === 0) throw new VersionConflictError(`order ${next.cause.subject} has changed meanwhile`);
}
