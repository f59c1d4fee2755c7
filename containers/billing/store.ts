import { eq, sql } from 'drizzle-orm';
import type { Event } from '#events/index.ts';
import type { BookFilter } from '#shared/http/book-query.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { inBooks } from '#shared/postgres/in-books.ts';
import { createActionLog } from '#shared/postgres/operator-actions.ts';
import { createRowStore } from '#shared/postgres/row-store.ts';
import type { Payment } from './domain.ts';
import { actions, type PaymentRow, payments } from './schema.ts';

export type PaymentStore = ReturnType<typeof createPaymentStore>;

/** Stores payments in PostgreSQL, and what operators did to them. */
export function createPaymentStore(db: Database) {
  const byId = db
    .select()
    .from(payments)
    .where(eq(payments.orderId, sql.placeholder('orderId')))
    .prepare('payment_by_id');
  const rows = createRowStore<Payment, { state: Payment; event: Event | null }>(db, {
    table: 'billing.payments',
    reads: 'state, event',
    fromRow: ({ state, event }) => ({ state, event: event ?? undefined }),
    fields: { state: 'jsonb', event: 'jsonb' },
    toFields: ({ state, event }) => ({ state, event }),
    set: 'state = i.state, event = i.event, updated_at = now()',
    inserts: ['state', 'event'],
  });

  return {
    ...rows,
    ...createActionLog(db, actions),

    async find(orderId: string): Promise<PaymentRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /** At most `limit` payments, sorted by order id. */
    async list(filter: BookFilter): Promise<PaymentRow[]> {
      const { where, orderBy } = inBooks(payments.orderId, filter);
      return db.select().from(payments).where(where).orderBy(orderBy).limit(filter.limit);
    },
  };
}
