import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { paramsOf } from '../parts/search-params.ts';

/** What dead letters can be looked for by; the address has the same names as the API. */
export const filterNames = ['queue', 'type', 'orderId', 'reason', 'from', 'before'] as const;

/** A page of dead letters as the address asks for it; looked at again while it can be seen. */
export const deadLettersQuery = (search: URLSearchParams) => {
  const query = paramsOf(search, [...filterNames, 'state', 'cursor']);
  return queryOptions({
    queryKey: ['ops', 'dead-letters', query],
    // What is no such value is refused, and the refusal shown.
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/dead-letters', { params: { query: query as object }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
};

export const deadLetterQuery = (deadLetterId: string) =>
  queryOptions({
    queryKey: ['ops', 'dead-letter', deadLetterId],
    queryFn: ({ signal }) =>
      orThrow(api.GET('/v1/ops/dead-letters/{deadLetterId}', { params: { path: { deadLetterId } }, signal })),
  });
