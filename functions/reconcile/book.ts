import type { Api } from './api.ts';
import type { OrderEntry, ShipmentEntry } from './entries.ts';
import type { Finding } from './finding.ts';

/** The result of one part: what was found, how much was checked, and where to resume, if the run can be interrupted there. */
export type Compared = { findings: Finding[]; looked: Record<string, number>; cursor?: string | undefined };

/** Compares orders placed in this period, and what is held for them. */
export type Asked = { api: Api; from: string; before: string; now: Date };
export type Book = (asked: Asked, cursor?: string) => AsyncGenerator<Compared>;

/** The lists that can be asked about certain orders. */
export const lists = {
  orders: '/v1/ops/orders',
  reservations: '/v1/inventory/reservations',
  payments: '/v1/billing/payments',
  shipments: '/v1/shipping/shipments',
} as const;

/** What is known about these orders. Shipments are read first, so that every shipment found also has its order. */
export async function knownOf(api: Api, orderIds: readonly string[]) {
  const shipments = await api.ofOrders<ShipmentEntry>(lists.shipments, orderIds);
  const orders = await api.ofOrders<OrderEntry>(lists.orders, orderIds);
  return (orderId: string) => ({ order: orders.get(orderId), shipment: shipments.get(orderId) });
}
