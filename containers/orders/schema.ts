import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  // biome-ignore lint/suspicious/noDeprecatedImports: only another overload is deprecated.
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Event } from '#events/index.ts';
import type { Shortage } from '#events/inventory.ts';
import type { Address, CancelReason, OrderLine } from '#events/orders.ts';
import type { Drift } from '#shared/reconciliation/drift.ts';
import type { Decision, FactAbout } from './domain.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

const ordersSchema = pgSchema('orders');

/** One row per order: its terms, the facts, the decision, and the event that is being announced. */
export const orders = ordersSchema.table(
  'orders',
  {
    orderId: uuid('order_id').primaryKey(),
    /** The sort key of lists, because UUIDv7 ids of the same millisecond are not in insertion order. */
    position: bigint('position', { mode: 'number' }).generatedAlwaysAsIdentity(),
    customerId: uuid('customer_id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    requestHash: text('request_hash').notNull(),
    lines: jsonb('lines').$type<OrderLine[]>().notNull(),
    /** In minor units of `currency`. */
    totalAmount: bigint('total_amount', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    paymentMethod: text('payment_method').notNull(),
    /** `{}` once the order is archived. */
    shipTo: jsonb('ship_to').$type<Address>().notNull(),
    placedAt: instant('placed_at').notNull().defaultNow(),
    deadline: instant('deadline').notNull(),

    stock: text('stock').$type<FactAbout<'stock'>>().notNull().default('none'),
    payment: text('payment').$type<FactAbout<'payment'>>().notNull().default('none'),
    shipment: text('shipment').$type<FactAbout<'shipment'>>().notNull().default('none'),
    decision: text('decision').$type<Decision['kind']>().notNull().default('open'),
    reason: text('reason').$type<CancelReason>(),
    shortages: jsonb('shortages').$type<Shortage[]>(),
    cancellationAnnounced: boolean('cancellation_announced').notNull().default(false),
    settled: boolean('settled').notNull().default(false),

    version: integer('version').notNull(),
    /** The event that announces the current decision; every repeat publishes this same event. */
    event: jsonb('event').$type<Event>().notNull(),
    /** When the event is published next; null once the order is settled, and while it is parked. */
    announceAt: instant('announce_at'),
    announceAttempts: integer('announce_attempts').notNull().default(0),
    /** By the database's clock; null while the order is open. */
    decidedAt: instant('decided_at'),
    /** By the database's clock; null while the order is unsettled, and for orders that settled before this column existed. */
    settledAt: instant('settled_at'),
    /** When an operator parked the order. A parked order is not announced, and no alarm counts it. */
    parkedAt: instant('parked_at'),
    /** When an operator archived the order: its address, shortages and timeline are gone, the rest stays. */
    archivedAt: instant('archived_at'),
  },
  (table) => [
    uniqueIndex('orders_idempotency').on(table.customerId, table.idempotencyKey),
    index('orders_by_customer').on(table.customerId, table.position.desc().nullsFirst()),
    index('orders_by_position').on(table.position.desc().nullsFirst()),
    index('orders_due').on(table.announceAt).where(sql`announce_at is not null`),
    index('orders_expiring').on(table.deadline).where(sql`decision = 'open'`),
    index('orders_parked').on(table.parkedAt).where(sql`parked_at is not null`),
  ],
);

export type OrderRow = typeof orders.$inferSelect;

export const operatorActions = ['nudge', 'park', 'resume', 'retell', 'adopt', 'archive'] as const;
export type OperatorAction = (typeof operatorActions)[number];

/** An append-only log of what operators did to orders: who, when and why. */
export const actions = ordersSchema.table(
  'operator_actions',
  {
    actionId: uuid('action_id').primaryKey(),
    orderId: uuid('order_id').notNull(),
    action: text('action').$type<OperatorAction>().notNull(),
    reason: text('reason').notNull(),
    operatorId: uuid('operator_id').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [index('operator_actions_by_order').on(table.orderId)],
);

export type Looked = Record<string, number>;

/** Reconciliations of all books: who started each, when and why, how far it has come, and what it has compared. */
export const reconciliations = ordersSchema.table(
  'reconciliations',
  {
    runId: uuid('run_id').primaryKey(),
    operatorId: uuid('operator_id').notNull(),
    reason: text('reason').notNull(),
    /** Whether the run makes repairs or only suggests them. */
    applies: boolean('applies').notNull(),
    /** The run compares orders placed in this period. */
    placedFrom: instant('placed_from').notNull(),
    placedBefore: instant('placed_before').notNull(),
    startedAt: instant('started_at').notNull().defaultNow(),
    reportedAt: instant('reported_at').notNull().defaultNow(),
    /** Null while the run is in progress, or if it was abandoned. */
    endedAt: instant('ended_at'),
    /** Where to continue; only the comparing program can interpret it. */
    position: text('position'),
    /** How many things of each kind have been compared. */
    looked: jsonb('looked').$type<Looked>().notNull().default({}),
    drifts: integer('drifts').notNull().default(0),
    repaired: integer('repaired').notNull().default(0),
    /** Of the request that began the run, if it had a key, and its body's hash. */
    idempotencyKey: text('idempotency_key'),
    requestHash: text('request_hash'),
  },
  ({ operatorId, idempotencyKey }) => [uniqueIndex('reconciliations_idempotency').on(operatorId, idempotencyKey)],
);

/** What did not agree in a run. Each drift is stored once per run, however often it is reported. */
export const drifts = ordersSchema.table(
  'drifts',
  {
    runId: uuid('run_id').notNull(),
    /** The kind of drift and what it is about, such as `intent-without-order pi_...`. */
    name: text('name').notNull(),
    drift: jsonb('drift').$type<Drift>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.name] })],
);
