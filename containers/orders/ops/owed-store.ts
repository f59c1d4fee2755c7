import { isNotNull, sql } from 'drizzle-orm';
import type { Publisher } from '#events/define-events.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { toProgress } from '../order-row.ts';
import { orders } from '../schema.ts';
import { waitingFor } from '../waiting-for.ts';

/** An order, and since when it has been as it is at least: when it was decided, or else placed. */
type Waiting = { orderId: string; since: Date };

/** Who keeps orders waiting. */
export const createOwedStore = (db: Database) => ({
  /**
   * For each service that owes an event, the order that has waited longest. Orders that are as far as each other wait for the same,
   * so the database tells of one for each way to be, however many orders there are. Parked ones do not count.
   */
  async longestWaiting(): Promise<Map<Publisher, Waiting>> {
    const oldest = await db
      .selectDistinctOn(howFar, { ...orderColumns, since })
      .from(orders)
      .where(isNotNull(orders.announceAt))
      .orderBy(...howFar, since);
    const debts = oldest.flatMap((row) => waitingFor(toProgress(row)).map(({ service }) => ({ service, ...row })));
    debts.sort((a, b) => b.since.getTime() - a.since.getTime());
    // Of those that a service owes, the oldest comes last, and stays.
    return new Map(debts.map(({ service, orderId, since }) => [service, { orderId, since }]));
  },
});

const { orderId, stock, payment, shipment, decision, cancellationAnnounced } = orders;
const howFar = [stock, payment, shipment, decision, cancellationAnnounced];
const orderColumns = { orderId, stock, payment, shipment, decision, cancellationAnnounced };
const since = sql`coalesce(${orders.decidedAt}, ${orders.placedAt})`.mapWith(orders.placedAt);
