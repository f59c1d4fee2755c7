import { QueryClient } from '@tanstack/react-query';
import { forgetAnswers } from './conditional.ts';
import { onSignedInOrOut } from './session.ts';

/** The state of the server, as far as this page has asked for it. The client below it repeats what is worth repeating. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000 },
    mutations: { retry: false },
  },
});

// Nobody may see what the one before them has seen. What is on screen is asked for anew: it may be in another tab that they signed in.
onSignedInOrOut(() => {
  forgetAnswers();
  // Once the pages that are for those who are signed in are gone, or there: they would ask in vain.
  setTimeout(() => {
    queryClient.removeQueries({ type: 'inactive' });
    void queryClient.resetQueries();
  });
});
