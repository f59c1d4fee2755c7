import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../../client/index.ts';
import { api, orThrow } from './api.ts';
import { forgetOthers } from './left-behind.ts';
import { forgetAllBut } from './query-client.ts';
import { useIsSignedIn } from './session.ts';

/** Who is signed in, and what they may do. */
export function useMe() {
  const isSignedIn = useIsSignedIn();
  return useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const me = await orThrow(api.GET('/v1/auth/me', { signal }));
      if (forgetOthers(me.userId)) forgetAllBut('me');
      return me;
    },
    enabled: isSignedIn,
    staleTime: 60_000,
  });
}

type Me = Schemas['User'] | undefined;

export const isOperator = (me: Me): boolean => me?.roles.includes('operator') ?? false;
export const isAdmin = (me: Me): boolean => me?.roles.includes('admin') ?? false;

/** Whether the console has any page for them. */
export const mayOperate = (me: Me): boolean => isOperator(me) || isAdmin(me);
