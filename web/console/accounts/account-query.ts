import { queryOptions } from '@tanstack/react-query';
import { api, orThrow } from '../../app/api.ts';

/** An account, and what administrators did to it. */
export const accountQuery = (userId: string) =>
  queryOptions({
    queryKey: ['console', 'account', userId],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/auth/users/{userId}', { params: { path: { userId } }, signal })),
  });
