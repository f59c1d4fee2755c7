import { desc, eq } from 'drizzle-orm';
import { index, type PgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 as newId } from 'uuid';
import type { Database } from './connect.ts';

/** A service's append-only table of what operators did to its part of an order: who, when and why. */
export const operatorActions = (schema: PgSchema) =>
  schema.table(
    'operator_actions',
    {
      actionId: uuid('action_id').primaryKey(),
      orderId: uuid('order_id').notNull(),
      action: text('action').notNull(),
      /** Null if none was given: everyday work, such as dispatching a parcel, needs no reason. */
      reason: text('reason'),
      operatorId: uuid('operator_id').notNull(),
      at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
    },
    (table) => [index('operator_actions_by_order').on(table.orderId)],
  );

type Table = ReturnType<typeof operatorActions>;
export type ActionRow = Table['$inferSelect'];
export type Action = Pick<ActionRow, 'orderId' | 'action' | 'operatorId'> & { reason?: string | undefined };

export type ActionLog = ReturnType<typeof createActionLog>;

const shownMax = 100;

export const createActionLog = (db: Database, table: Table) => ({
  /** Records an action. One that has been recorded under this id stays as it is. */
  async noteAction(action: Action, actionId: string = newId()): Promise<void> {
    await db
      .insert(table)
      .values({ actionId, ...action })
      .onConflictDoNothing();
  },

  /** What operators did about an order, newest first. */
  async actionsOf(orderId: string): Promise<ActionRow[]> {
    return db
      .select()
      .from(table)
      .where(eq(table.orderId, orderId))
      .orderBy(desc(table.at), desc(table.actionId))
      .limit(shownMax);
  },
});
