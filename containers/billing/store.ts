import { and, eq, sql } from 'drizzle-orm';
import type { Cause } from '#events/envelope.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { advance, type Current, type Verdict } from '#shared/saga/versioned.ts';
import { type Payment, standsFor } from './domain.ts';
import { type PaymentRow, payments } from './schema.ts';

export type PaymentStore = ReturnType<typeof createPaymentStore>;

/** The payments in PostgreSQL. Each change is one statement, guarded by the version it was decided on. */
export function createPaymentStore(db: Database) {
  // Prepared, because every message begins with it.
  const byId = db
    .select()
    .from(payments)
    .where(eq(payments.orderId, sql.placeholder('orderId')))
    .prepare('payment_by_id');

  return {
    async find(orderId: string): Promise<PaymentRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /** The payment for the order that a cause is about; `none` when there is none yet. */
    async load(cause: Cause): Promise<Current<Payment>> {
      const row = await this.find(cause.subject);
      if (!row) return { state: { status: 'none' }, version: 0, event: undefined, cause };
      return { state: row.state, version: row.version, event: row.event ?? undefined, cause };
    },

    /** @throws VersionConflictError when another change came first */
    commit(current: Current<Payment>, verdict: Verdict<Payment>): Promise<Current<Payment>> {
      return advance(current, verdict, { standsFor, write });
    },
  };

  async function write({
    state,
    version,
    event = null,
    cause,
  }: {
    state: Payment;
    version: number;
    event?: Current<Payment>['event'] | null;
    cause: Cause;
  }) {
    const orderId = cause.subject;
    const changed =
      version === 1
        ? await db
            .insert(payments)
            .values({ orderId, version, state, event })
            .onConflictDoNothing()
            .returning({ version: payments.version })
        : await db
            .update(payments)
            .set({ state, version, event, updatedAt: sql`now()` })
            .where(and(eq(payments.orderId, orderId), eq(payments.version, version - 1)))
            .returning({ version: payments.version });
    if (changed.length === 0) throw new VersionConflictError(`the payment of order ${orderId} has changed meanwhile`);
  }
}
