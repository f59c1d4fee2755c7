import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Event } from '#events/index.ts';
import { operatorActions } from '#shared/postgres/operator-actions.ts';
import type { Payment } from './domain.ts';

const billing = pgSchema('billing');

/** One row per order: the payment's state and its event. The other columns are generated from the state. */
export const payments = billing.table('payments', {
  orderId: uuid('order_id').primaryKey(),
  version: integer('version').notNull(),
  state: jsonb('state').$type<Payment>().notNull(),
  event: jsonb('event').$type<Event>(),
  status: text('status').notNull().generatedAlwaysAs(sql`state->>'status'`),
  /** In minor units of `currency`; null until OrderPlaced arrives. */
  amount: bigint('amount', { mode: 'number' }).generatedAlwaysAs(sql`(state #>> '{terms,amount,amount}')::bigint`),
  currency: text('currency').generatedAlwaysAs(sql`state #>> '{terms,amount,currency}'`),
  intentId: text('intent_id').unique().generatedAlwaysAs(sql`state->>'intentId'`),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});

export const actions = operatorActions(billing);

export type PaymentRow = typeof payments.$inferSelect;
