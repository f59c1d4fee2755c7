import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../client/index.ts';
import { api, orThrow } from './api.ts';
import { useIsSignedIn } from './session.ts';

/** Who is signed in, and what they may do. */
export function useMe() {
  const isSignedIn = useIsSignedIn();
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => orThrow(api.GET('/v1/auth/me', { signal })),
    enabled: isSignedIn,
    staleTime: 60_000,
  });
}

export const mayOperate = (me: Schemas['User'] | undefined): boolean =>
  me?.roles.some((role) => role === 'operator' || role === 'admin') ?? false;
