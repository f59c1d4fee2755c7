import { queryOptions } from '@tanstack/react-query';
import type { paths } from '../../../client/schema.ts';
import { api, orThrow } from '../../app/api.ts';
import { serverNow } from '../../app/clock.ts';
import { live } from '../parts/live.ts';

const dayMilliseconds = 24 * 3_600_000;

/** Since the same hour yesterday. The address changes only once an hour, so an unchanged answer costs a 304. */
const sinceYesterday = () => {
  const from = new Date(serverNow() - dayMilliseconds);
  from.setUTCMinutes(0, 0, 0);
  return from.toISOString();
};

export const countsQuery = () =>
  queryOptions({
    queryKey: ['ops', 'counts'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/order-counts', { params: { query: { from: sinceYesterday() } }, signal })),
    refetchInterval: live,
  });

export const paceQuery = () =>
  queryOptions({
    queryKey: ['ops', 'pace'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/order-pace', { signal })),
    refetchInterval: live,
  });

export const queuesQuery = () =>
  queryOptions({
    queryKey: ['ops', 'queues'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/queues', { signal })),
    refetchInterval: live,
  });

/** How many dead letters are open, counted up to one page. */
export const openLettersQuery = () =>
  queryOptions({
    queryKey: ['ops', 'dead-letters', 'open'],
    queryFn: async ({ signal }) => {
      const { items, nextCursor } = await orThrow(api.GET('/v1/ops/dead-letters', { params: { query: { limit: 100 } }, signal }));
      return { many: items.length, isMore: nextCursor !== undefined };
    },
    refetchInterval: live,
  });

/** Every service of the API: each has an address that says whether it is ready. */
export type ServiceName = { [P in keyof paths]: P extends `/v1/${infer Name}/readiness` ? Name : never }[keyof paths];

// The type refuses a service that is missing.
const readiness = {
  auth: (signal: AbortSignal) => orThrow(api.GET('/v1/auth/readiness', { signal })),
  catalog: (signal: AbortSignal) => orThrow(api.GET('/v1/catalog/readiness', { signal })),
  orders: (signal: AbortSignal) => orThrow(api.GET('/v1/orders/readiness', { signal })),
  inventory: (signal: AbortSignal) => orThrow(api.GET('/v1/inventory/readiness', { signal })),
  billing: (signal: AbortSignal) => orThrow(api.GET('/v1/billing/readiness', { signal })),
  shipping: (signal: AbortSignal) => orThrow(api.GET('/v1/shipping/readiness', { signal })),
} satisfies Record<ServiceName, unknown>;

export const serviceNames = Object.keys(readiness) as ServiceName[];

/** Whether a service answers, and can reach what it needs. */
export const readinessQuery = (service: ServiceName) =>
  queryOptions({
    queryKey: ['ops', 'readiness', service],
    queryFn: ({ signal }) => readiness[service](signal),
    select: ({ ready }): Readiness => (ready ? 'ready' : 'not ready'),
    refetchInterval: live,
  });

export type Readiness = 'ready' | 'not ready';
