import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Event } from '#events/index.ts';
import { operatorActions } from '#shared/postgres/operator-actions.ts';
import type { Shipment } from './domain.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

const shipping = pgSchema('shipping');

/** One row per order: the shipment's state and its event. Status and tracking number are generated from the state. */
export const shipments = shipping.table(
  'shipments',
  {
    orderId: uuid('order_id').primaryKey(),
    version: integer('version').notNull(),
    state: jsonb('state').$type<Shipment>().notNull(),
    event: jsonb('event').$type<Event>(),
    status: text('status').notNull().generatedAlwaysAs(sql`state->>'status'`),
    /** Not unique, because carriers reuse numbers after some months. */
    trackingNumber: text('tracking_number').generatedAlwaysAs(sql`state->>'trackingNumber'`),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    /** When an operator's event is published again; null once it is published, and for events that answer a message. */
    announceAt: instant('announce_at'),
    announceAttempts: integer('announce_attempts').notNull().default(0),
  },
  (table) => [index('shipments_due').on(table.announceAt).where(sql`announce_at is not null`)],
);

export const actions = operatorActions(shipping);

export type ShipmentRow = typeof shipments.$inferSelect;
