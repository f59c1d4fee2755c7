import { queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';
import { backingOff } from '../../app/back-off.ts';
import { lastRows } from '../parts/last-rows.ts';
import { live } from '../parts/live.ts';
import { paramsOf } from '../parts/search-params.ts';

/** The page of comparisons that the address asks for, refreshed while it can be seen. */
export const reconciliationsQuery = (search: URLSearchParams) => {
  const query = paramsOf(search, ['cursor']);
  return queryOptions({
    queryKey: ['ops', 'reconciliations', query],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/reconciliations', { params: { query }, signal })),
    placeholderData: lastRows,
    refetchInterval: live,
  });
};

const soon = backingOff({ secondsMin: 2, secondsMax: 30 });

/** One comparison with the page of its differences that the address asks for, refreshed until it has ended. */
export const reconciliationQuery = (runId: string, search: URLSearchParams) => {
  const query = { limit: 100, ...paramsOf(search, ['cursor']) };
  return queryOptions({
    queryKey: ['ops', 'reconciliation', runId, query],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/ops/reconciliations/{runId}', { params: { path: { runId }, query }, signal })),
    placeholderData: (before) => (before?.runId === runId ? before : undefined),
    refetchInterval: (query) => query.state.data && !query.state.data.endedAt && soon(query),
  });
};
