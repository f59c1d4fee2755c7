import { queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { serverNow } from '../../app/clock.ts';

const dayMilliseconds = 24 * 3_600_000;

/** Since the same hour yesterday: within an hour the address stays the same, and so does the answer while nothing happens. */
const sinceYesterday = () => {
  const from = new Date(serverNow() - dayMilliseconds);
  from.setUTCMinutes(0, 0, 0);
  return from.toISOString();
};

export const countsQuery = () =>
  queryOptions({
    queryKey: ['ops', 'counts'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/order-counts', { params: { query: { from: sinceYesterday() } }, signal })),
    refetchInterval: 5_000,
  });
