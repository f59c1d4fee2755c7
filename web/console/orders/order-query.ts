import { queryOptions } from '@tanstack/react-query';
import { RefusedError, type Schemas } from '../../../client/index.ts';
import { api, orThrow } from '../../app/api.ts';
import { type Asked, type Bounds, backOffMilliseconds, isRefused, unchangedMilliseconds } from '../../app/back-off.ts';
import { lastRows } from '../parts/last-rows.ts';
import { live } from '../parts/live.ts';
import { paramsOf } from '../parts/search-params.ts';

/** The filters for orders, by the same names in the address and in the API. */
const filterNames = ['status', 'reason', 'overdue', 'parked', 'id', 'customerId', 'from', 'before'] as const;

/** The page of orders that the address asks for, refreshed while it can be seen. */
export const ordersQuery = (search: URLSearchParams) => {
  const query = paramsOf(search, [...filterNames, 'cursor']);
  return queryOptions({
    queryKey: ['ops', 'orders', query],
    // The API refuses a bad value, and the refusal is shown.
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/orders', { params: { query: query as object }, signal })),
    placeholderData: lastRows,
    refetchInterval: live,
  });
};

type Dossier = Schemas['OrderDossier'];

/** Everything known about an order. Polled often while more is expected. */
export const dossierQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['ops', 'order', orderId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/orders/{orderId}', { params: { path: { orderId } }, signal })),
    refetchInterval: (query) => !isRefused(query) && pauseFor(query.state.data),
  });

/** Its events with their bodies. */
export const timelineQuery = (orderId: string, dossier: Dossier | undefined) =>
  queryOptions({
    queryKey: ['ops', 'order', orderId, 'timeline'],
    queryFn: async ({ signal }) => {
      const { events } = await orThrow(api.GET('/v1/orders/{orderId}/timeline', { params: { path: { orderId } }, signal }));
      return events;
    },
    refetchInterval: atPaceOf(dossier),
  });

/** Inventory's own record; null if it has none. */
export const reservationQuery = (orderId: string, dossier: Dossier) =>
  queryOptions({
    queryKey: ['ops', 'order', orderId, 'reservation'],
    queryFn: async ({ signal }) => {
      const params = { query: { orderIds: orderId } };
      const { items } = await orThrow(api.GET('/v1/inventory/reservations', { params, signal }));
      return items[0] ?? null;
    },
    refetchInterval: atPaceOf(dossier),
  });

export const paymentQuery = (orderId: string, dossier: Dossier) =>
  queryOptions({
    queryKey: ['ops', 'order', orderId, 'payment'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/billing/payments/{orderId}', { params: { path: { orderId } }, signal })),
    refetchInterval: atPaceOf(dossier),
  });

export const shipmentQuery = (orderId: string, dossier: Dossier) =>
  queryOptions({
    queryKey: ['ops', 'order', orderId, 'shipment'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/shipping/shipments/{orderId}', { params: { path: { orderId } }, signal })),
    refetchInterval: atPaceOf(dossier),
  });

/** A participant that has not answered yet may not know the order at all. */
export const isHeardOf = (fact: string, { status }: Dossier): boolean => fact !== 'none' || status === 'CANCELLING';

/** A `refetchInterval` for a part of an order. A participant that has not heard of the order yet, which is a 404, may do so soon. */
const atPaceOf = (dossier: Dossier | undefined) => (query: Asked) => {
  const { error } = query.state;
  const isUnheardOf = error instanceof RefusedError && error.status === 404;
  return (isUnheardOf || !isRefused(query)) && pauseFor(dossier);
};

/** Everything shown about an order is polled as often as the order itself. */
function pauseFor(dossier: Dossier | undefined): number | false {
  return dossier ? backOffMilliseconds(unchangedMilliseconds([dossier]), boundsOf(dossier)) : false;
}

function boundsOf({ settled, status, events, archivedAt }: Dossier): Bounds {
  // The timeline may lag behind the order; an archived order has none.
  if (!archivedAt && (!settled || !events.some(({ type }) => type === lastEventOf[status])))
    return { secondsMin: 1, secondsMax: 15 };
  // A parcel that is ready or on its way changes only when an operator says so.
  return { secondsMin: 1, secondsMax: status === 'CONFIRMED' || status === 'SHIPPED' ? 60 : 300 };
}

/** The last event of a settled order with this status. */
const lastEventOf: Partial<Record<Dossier['status'], string>> = {
  ...{ CONFIRMED: 'ShipmentReady', SHIPPED: 'ShipmentDispatched', DELIVERED: 'ShipmentDelivered', CANCELLED: 'OrderCancelled' },
};
