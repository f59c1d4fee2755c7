import type { Api } from './api.ts';
import { type Book, knownOf, lists } from './book.ts';
import { compareOrder } from './compare-order.ts';
import { compareBooking, compareUnbooked, isBookedByUs, isOrderId, orphanIn } from './compare-outside.ts';
import { addHeld, compareStock, type HeldByProduct } from './compare-stock.ts';
import type { BookingEntry, OrderEntry, PaymentEntry, ReservationEntry, ShipmentEntry, StockEntry } from './entries.ts';
import type { Finding } from './finding.ts';
import { intentsBook } from './intents-book.ts';
import { pagesOf } from './paging.ts';

/**
 * The books, in the order in which they are compared; page by page, so that memory and requests are bounded by the period. The
 * participant that follows is always read after the one that leads; otherwise a change in between would look like a drift.
 */
export const books: Record<string, Book> = {
  async *orders({ api, ...time }, from) {
    for await (const { items, next } of pagesOf<OrderEntry>(api, lists.orders, { ...window(time), cursor: from })) {
      const ids = items.map(({ orderId }) => orderId);
      const [reservations, payments, shipments] = await Promise.all([
        api.ofOrders<ReservationEntry>(lists.reservations, ids),
        api.ofOrders<PaymentEntry>(lists.payments, ids),
        api.ofOrders<ShipmentEntry>(lists.shipments, ids),
      ]);
      const findings = items.flatMap((order) => {
        const { orderId } = order;
        const [reservation, payment] = [reservations.get(orderId), payments.get(orderId)];
        return compareOrder(order, { reservation, payment, shipment: shipments.get(orderId) });
      });
      yield { findings, looked: { orders: items.length }, cursor: next };
    }
  },

  async *shipments({ api, ...time }, from) {
    for await (const { items, next } of pagesOf<ShipmentEntry>(api, lists.shipments, { ...window(time), cursor: from })) {
      const orphans = await orphansAmong(api, 'shipment-without-order', items);
      yield { findings: [...orphans, ...(await unbookedAmong(api, items))], looked: { shipments: items.length }, cursor: next };
    }
  },

  async *payments({ api, ...time }, from) {
    for await (const { items, next } of pagesOf<PaymentEntry>(api, lists.payments, { ...window(time), cursor: from })) {
      const findings = await orphansAmong(api, 'payment-without-order', items);
      yield { findings, looked: { payments: items.length }, cursor: next };
    }
  },

  intents: intentsBook,

  async *bookings({ api, from: placedFrom, before }, from) {
    for await (const { items, next } of pagesOf<BookingEntry>(api, '/v1/shipping/bookings', { from: placedFrom, cursor: from })) {
      const old = items.filter(({ reference }) => isOrderId(reference) && isPlacedBefore(reference, before));
      const known = await knownOf(
        api,
        old.map(({ reference }) => reference),
      );
      const findings = old.flatMap((booking) => compareBooking(booking, known(booking.reference)));
      yield { findings, looked: { bookings: old.length }, cursor: next };
    }
  },

  /** Starts over when a run is resumed, because the counts are not stored. */
  async *stock({ api, before }) {
    const first = await stockOf(api);
    const held: HeldByProduct = new Map();
    for await (const { items } of pagesOf<ReservationEntry>(api, lists.reservations, {})) {
      for (const reservation of items) addHeld(held, reservation);
      const old = items.filter(({ orderId }) => isPlacedBefore(orderId, before));
      yield { findings: await orphansAmong(api, 'reservation-without-order', old), looked: { reservations: items.length } };
    }
    const { findings, uncounted } = compareStock({ before: first, after: await stockOf(api), held });
    yield { findings, looked: { products: first.size, uncounted } };
  },
};

const window = ({ from, before }: { from: string; before: string }) => ({ from, before });

async function stockOf(api: Api): Promise<Map<string, StockEntry>> {
  const stock = new Map<string, StockEntry>();
  for await (const { items } of pagesOf<StockEntry>(api, '/v1/inventory/stock', {}))
    for (const entry of items) stock.set(entry.productId, entry);
  return stock;
}

async function orphansAmong<Entry extends ReservationEntry | PaymentEntry | ShipmentEntry>(
  api: Api,
  kind: Parameters<typeof orphanIn>[0],
  entries: readonly Entry[],
): Promise<Finding[]> {
  const known = await knownOf(
    api,
    entries.map(({ orderId }) => orderId),
  );
  return entries.flatMap((entry) => orphanIn(kind, entry, known(entry.orderId)));
}

/**
 * What the carrier does not list, of what our books say it has booked. It lists by reference, which is our order id, so for a page of ours it
 * is only asked about the time between the first and the last.
 */
async function unbookedAmong(api: Api, shipments: readonly ShipmentEntry[]): Promise<Finding[]> {
  const ours = new Set(shipments.filter(isBookedByUs).map(({ orderId }) => orderId));
  const [first] = ours;
  const last = [...ours].at(-1);
  if (!first || !last) return [];
  for await (const { items } of pagesOf<BookingEntry>(api, '/v1/shipping/bookings', { from: placedAt(first).toISOString() })) {
    for (const { reference } of items) ours.delete(reference);
    if ((items.at(-1)?.reference ?? last) >= last) break;
  }
  const now = await api.ofOrders<ShipmentEntry>(lists.shipments, [...ours]);
  return [...now.values()].flatMap(compareUnbooked);
}

const isPlacedBefore = (orderId: string, moment: string): boolean => placedAt(orderId).getTime() < Date.parse(moment);

/** By the order id, which starts with milliseconds since 1970. */
const placedAt = (orderId: string): Date => new Date(Number.parseInt(orderId.replaceAll('-', '').slice(0, 12), 16));
