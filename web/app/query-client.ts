import { QueryClient } from '@tanstack/react-query';
import { forgetAnswers } from './conditional.ts';
import { onSignedInOrOut } from './session.ts';

/** What this page knows of the server's state. It does not retry, because the API client already does. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000 },
    mutations: { retry: false },
  },
});

// Nobody may see the data of the user before them. What is on screen is loaded again: the sign-in may have been in another tab.
onSignedInOrOut(() => {
  forgetAnswers();
  // Later, once React has removed or shown the pages that need a session: removed ones would ask in vain.
  setTimeout(() => {
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.resetQueries();
  });
});
