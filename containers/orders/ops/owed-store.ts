import { isNotNull, sql } from 'drizzle-orm';
import type { Publisher } from '#events/define-events.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { toProgress } from '../order-row.ts';
import { orders } from '../schema.ts';
import { waitingFor } from '../waiting-for.ts';

/** An order, and when it was decided, or placed if it is still open. */
type Waiting = { orderId: string; since: Date };

/** Which orders wait for which service. */
export const createOwedStore = (db: Database) => ({
  /**
   * For each service that owes an event, the oldest order that is waiting for it. Orders with the same facts and decision wait for
   * the same, so the database returns one row for each such combination, however many orders there are. Parked ones do not count.
   */
  async oldestWaiting(): Promise<Map<Publisher, Waiting>> {
    const oldest = await db
      .selectDistinctOn(howFar, { ...orderColumns, since })
      .from(orders)
      .where(isNotNull(orders.announceAt))
      .orderBy(...howFar, since);
    const debts = oldest.flatMap((row) => waitingFor(toProgress(row)).map(({ service }) => ({ service, ...row })));
    debts.sort((a, b) => b.since.getTime() - a.since.getTime());
    // The oldest come last, and a later entry replaces an earlier one.
    return new Map(debts.map(({ service, orderId, since }) => [service, { orderId, since }]));
  },
});

const { orderId, stock, payment, shipment, decision, cancellationAnnounced } = orders;
const howFar = [stock, payment, shipment, decision, cancellationAnnounced];
const orderColumns = { orderId, stock, payment, shipment, decision, cancellationAnnounced };
const since = sql`coalesce(${orders.decidedAt}, ${orders.placedAt})`.mapWith(orders.placedAt);
