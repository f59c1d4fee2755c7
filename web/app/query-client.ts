import { QueryClient } from '@tanstack/react-query';
import { forgetAnswers } from './conditional.ts';
import { onSignedInOrOut } from './session.ts';

/**
 * What this page knows of the server's state. It does not retry, because the API client already does. It sends requests even if the browser thinks
 * that there is no network: the attempt fails visibly, where waiting for the network would look like a slow answer.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, networkMode: 'always', refetchOnReconnect: true },
    mutations: { retry: false, networkMode: 'always' },
  },
});

// No one may see the previous user's data. What is on screen is loaded again, because the sign-in may have been in another tab.
onSignedInOrOut(() => {
  forgetAnswers();
  // Deferred until React has removed or shown the pages that need a session: queries of removed pages would only fail.
  setTimeout(() => {
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.resetQueries();
  });
});

/** For a page that slept while one user signed out and another in, and so noticed neither. */
export function forgetAllBut(kept: string): void {
  forgetAnswers();
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== kept });
}
