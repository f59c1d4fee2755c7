import { queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { lastRows } from '../parts/last-rows.ts';
import { live } from '../parts/live.ts';
import { paramsOf } from '../parts/search-params.ts';

/** The filters for dead letters, by the same names in the address and in the API. */
export const filterNames = ['queue', 'type', 'orderId', 'reason', 'from', 'before'] as const;

/** The page of dead letters that the address asks for, refreshed while it can be seen. */
export const deadLettersQuery = (search: URLSearchParams) => {
  const query = paramsOf(search, [...filterNames, 'state', 'cursor']);
  return queryOptions({
    queryKey: ['ops', 'dead-letters', query],
    // The API refuses a bad value, and the refusal is shown.
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/dead-letters', { params: { query: query as object }, signal })),
    placeholderData: lastRows,
    refetchInterval: live,
  });
};

/** Once personal data is shown, it stays until the operator leaves the page, and is not kept after that. */
export const deadLetterQuery = (deadLetterId: string) =>
  queryOptions({
    queryKey: ['ops', 'dead-letter', deadLetterId],
    queryFn: ({ signal }) =>
      orThrow(api.GET('/v1/ops/dead-letters/{deadLetterId}', { params: { path: { deadLetterId } }, signal })),
    gcTime: 0,
    refetchOnWindowFocus: ({ state }) => !state.data?.personalDataShown,
    refetchOnReconnect: ({ state }) => !state.data?.personalDataShown,
  });
