import { type Api, ordersMax } from './api.ts';
import { compareOrder } from './compare-order.ts';
import { compareBooking, compareIntent, isOrderId, orphanIn } from './compare-outside.ts';
import { addHeld, compareStock, type HeldByProduct } from './compare-stock.ts';
import type {
  BookingEntry,
  IntentEntry,
  OrderEntry,
  Page,
  PaymentEntry,
  ReservationEntry,
  ShipmentEntry,
  StockEntry,
} from './entries.ts';
import type { Finding } from './finding.ts';

/** The result of one page: what was found, how much was checked, and where to resume, if the run can be interrupted there. */
export type Compared = { findings: Finding[]; looked: Record<string, number>; cursor?: string | undefined };

/** Compares orders placed in this period, and what is held for them. */
export type Asked = { api: Api; from: string; before: string; now: Date };
export type Book = (asked: Asked, cursor?: string) => AsyncGenerator<Compared>;

const lists = {
  orders: '/v1/ops/orders',
  reservations: '/v1/inventory/reservations',
  payments: '/v1/billing/payments',
  shipments: '/v1/shipping/shipments',
} as const;

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
        const [reservation, payment, shipment] = [reservations, payments, shipments].map((said) => said.get(order.orderId));
        return compareOrder(order, { reservation, payment, shipment } as Parameters<typeof compareOrder>[1]);
      });
      yield { findings, looked: { orders: items.length }, cursor: next };
    }
  },

  async *shipments({ api, ...time }, from) {
    for await (const { items, next } of pagesOf<ShipmentEntry>(api, lists.shipments, { ...window(time), cursor: from })) {
      const findings = await orphansAmong(api, 'shipment-without-order', items);
      yield { findings, looked: { shipments: items.length }, cursor: next };
    }
  },

  async *payments({ api, ...time }, from) {
    for await (const { items, next } of pagesOf<PaymentEntry>(api, lists.payments, { ...window(time), cursor: from })) {
      const findings = await orphansAmong(api, 'payment-without-order', items);
      yield { findings, looked: { payments: items.length }, cursor: next };
    }
  },

  async *intents({ api, now, ...time }, from) {
    for await (const { items, next } of pagesOf<IntentEntry>(api, '/v1/billing/intents', { ...window(time), cursor: from })) {
      const ids = items.flatMap(({ orderId }) => (isOrderId(orderId) ? [orderId] : []));
      const payments = await api.ofOrders<PaymentEntry>(lists.payments, ids);
      const known = await knownOf(api, ids);
      const findings = items.flatMap((intent) => {
        const { orderId = '' } = intent;
        return compareIntent(intent, { ...known(orderId), payment: payments.get(orderId) }, now);
      });
      yield { findings, looked: { intents: items.length }, cursor: next };
    }
  },

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

async function* pagesOf<Entry>(api: Api, path: string, { cursor, ...query }: Record<string, string | undefined>) {
  let next = cursor;
  do {
    const page: Page<Entry> = await api.page<Entry>(path, { ...query, cursor: next, limit: ordersMax });
    next = page.nextCursor;
    yield { items: page.items, next };
  } while (next);
}

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

/** What is known about these orders. Shipments are read first, so that every shipment found also has its order. */
async function knownOf(api: Api, orderIds: readonly string[]) {
  const shipments = await api.ofOrders<ShipmentEntry>(lists.shipments, orderIds);
  const orders = await api.ofOrders<OrderEntry>(lists.orders, orderIds);
  return (orderId: string) => ({ order: orders.get(orderId), shipment: shipments.get(orderId) });
}

/** By the order id, which starts with milliseconds since 1970. */
const isPlacedBefore = (orderId: string, moment: string): boolean =>
  Number.parseInt(orderId.replaceAll('-', '').slice(0, 12), 16) < Date.parse(moment);
