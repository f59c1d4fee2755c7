import type { Event } from '#events/index.ts';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { firstAnnouncement } from '#shared/postgres/announcing.ts';
import type { Database } from '#shared/postgres/connect.ts';
import type { Order } from './domain.ts';
import type { Patience } from './patience.ts';
import type { OrderRow } from './schema.ts';

/** An order to be inserted, with the event that announces it. */
export type NewOrder = {
  orderId: string;
  order: Order;
  event: Event;
  idempotencyKey: string;
  requestHash: string;
  deadlineSeconds: number;
};

/** Inserts new orders, concurrent ones in one statement. Returns undefined if the customer has used the idempotency key before. */
export const createInsert = (db: Database, patience: Patience) =>
  createBatcher<NewOrder, OrderRow | undefined>({
    call: async (placed) => {
      const entries = placed.map((order) => toEntry(order, patience.seconds()));
      const rows = await db.runPrepared<Stored>(insertStatement, [JSON.stringify(entries)]);
      const stored = new Map(rows.map((row) => [row.order_id, row]));
      return placed.map((order) => toRow(order, stored.get(order.orderId)));
    },
    sizeMax: 100,
    inFlightMax: 2,
  });

const agreed = 'order_id, customer_id, idempotency_key, request_hash, lines, total_amount, currency, payment_method, ship_to';
const insertStatement = `
  insert into orders.orders (${agreed}, deadline, version, event, announce_at)
  select ${agreed}, now() + make_interval(secs => deadline_seconds), 1, event,
    ${firstAnnouncement('patience_seconds')}
  from jsonb_to_recordset($1::jsonb) as entry(order_id uuid, customer_id uuid, idempotency_key text, request_hash text, lines jsonb,
    total_amount bigint, currency text, payment_method text, ship_to jsonb, deadline_seconds float, event jsonb, patience_seconds float)
  order by customer_id, idempotency_key -- what may conflict: two batches that insert in different orders could block each other
  on conflict do nothing
  returning order_id, position::float, floor(extract(epoch from placed_at) * 1000)::float as placed_at, floor(extract(epoch from deadline) * 1000)::float as deadline,
    floor(extract(epoch from announce_at) * 1000)::float as announce_at`;

/** Times are in milliseconds since the epoch. */
type Stored = { order_id: string; position: number; placed_at: number; deadline: number; announce_at: number };

function toEntry({ orderId, order: { placement }, event, ...request }: NewOrder, patienceSeconds: number): object {
  const { customerId, lines, total, paymentMethod, shipTo } = placement;
  return {
    ...{ order_id: orderId, customer_id: customerId, idempotency_key: request.idempotencyKey, request_hash: request.requestHash },
    ...{ lines, total_amount: total.amount, currency: total.currency, payment_method: paymentMethod, ship_to: shipTo, event },
    ...{ deadline_seconds: request.deadlineSeconds, patience_seconds: patienceSeconds },
  };
}

function toRow({ order, deadlineSeconds: _, ...request }: NewOrder, stored: Stored | undefined): OrderRow | undefined {
  const { placement, stock, payment, shipment, decision } = order;
  const { total, ...agreedOn } = placement;
  return (
    stored && {
      ...request,
      ...agreedOn,
      ...{ totalAmount: total.amount, currency: total.currency, stock, payment, shipment, decision: decision.kind },
      ...{ position: stored.position, placedAt: new Date(stored.placed_at), deadline: new Date(stored.deadline) },
      ...{ reason: null, shortages: null, cancellationAnnounced: false, settled: false },
      ...{
        version: 1,
        announceAt: new Date(stored.announce_at),
        announceAttempts: 0,
        decidedAt: null,
        settledAt: null,
        parkedAt: null,
        archivedAt: null,
      },
    }
  );
}
