import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Cause } from '#events/envelope.ts';
import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { dueRows, firstAnnouncement, nextAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import { advance, type Current, type Verdict } from '#shared/saga/versioned.ts';
import { type Shipment, standsFor } from './domain.ts';
import { type ShipmentRow, shipments } from './schema.ts';

export type ShipmentStore = ReturnType<typeof createShipmentStore>;

/** The shipments in PostgreSQL. Each change is one statement, guarded by the version it was decided on. */
export function createShipmentStore(db: Database) {
  // Prepared, because every message begins with it.
  const byId = db
    .select()
    .from(shipments)
    .where(eq(shipments.orderId, sql.placeholder('orderId')))
    .prepare('shipment_by_id');

  return {
    async find(orderId: string): Promise<ShipmentRow | undefined> {
      return (await byId.execute({ orderId }))[0];
    },

    /** The shipment for the order that a cause is about; `none` when there is none yet. */
    async load(cause: Cause): Promise<Current<Shipment>> {
      const row = await this.find(cause.subject);
      if (!row) return { state: { status: 'none' }, version: 0, event: undefined, cause };
      return { state: row.state, version: row.version, event: row.event ?? undefined, cause };
    },

    /** @throws VersionConflictError when another change came first */
    commit(current: Current<Shipment>, verdict: Verdict<Shipment>): Promise<Current<Shipment>> {
      return advance(current, verdict, { standsFor, write: (next) => write(db, next) });
    },

    /** Takes the shipments whose event is due again, oldest first, and sets their next time; no other replica gets them meanwhile. */
    async claimDue(limit: number): Promise<Event[]> {
      const due = dueRows(db, shipments, { id: shipments.orderId, announceAt: shipments.announceAt }, limit);
      const rows = await db
        .with(due)
        .update(shipments)
        .set({
          announceAt: nextAnnouncement(shipments.announceAttempts),
          announceAttempts: sql`${shipments.announceAttempts} + 1`,
        })
        .from(due)
        .where(eq(shipments.orderId, due.id))
        .returning({ event: shipments.event });
      return rows.flatMap(({ event }) => event ?? []);
    },

    /** Notes that these events have been published, so that they are not announced again. */
    async noteAnnounced(events: readonly Event[]): Promise<void> {
      const told = events.filter(({ type }) => announced.has(type));
      if (told.length === 0) return;
      const rows = inArray(
        shipments.orderId,
        told.map(({ subject }) => subject),
      );
      const stillTold = inArray(
        sql`${shipments.event}->>'id'`,
        told.map(({ id }) => id),
      );
      await db.update(shipments).set({ announceAt: null }).where(and(rows, stillTold));
    },
  };
}

// The other events answer a delivery, which comes again until it has been answered.
const announced: ReadonlySet<string> = new Set(['ShipmentDispatched', 'ShipmentDelivered']);

async function write(db: Database, { state, version, event = undefined, cause }: Current<Shipment>): Promise<void> {
  const orderId = cause.subject;
  const row = {
    version,
    state,
    event: event ?? null,
    announceAt: event && announced.has(event.type) ? firstAnnouncement() : null,
    announceAttempts: 0,
  };
  const changed =
    version === 1
      ? await db
          .insert(shipments)
          .values({ orderId, ...row })
          .onConflictDoNothing()
          .returning({ version: shipments.version })
      : await db
          .update(shipments)
          .set({ ...row, updatedAt: sql`now()` })
          .where(and(eq(shipments.orderId, orderId), eq(shipments.version, version - 1)))
          .returning({ version: shipments.version });
  if (changed.length === 0) throw new VersionConflictError(`the shipment of order ${orderId} has changed meanwhile`);
}
