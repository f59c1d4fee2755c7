import { createClient, orThrow } from '../../client/index.ts';
import { noteServerTime } from './clock.ts';
import { conditional } from './conditional.ts';
import { fetchInTime } from './fetch-in-time.ts';
import { sessionStore } from './session.ts';

/** The API, called as the user who is signed in. */
export const api = createClient({
  baseUrl: location.origin,
  fetch: fetchInTime,
  session: sessionStore,
  refreshTokenIn: 'cookie',
});

// The last to be added sees an answer first: the clock sees a 304, and not the kept answer with its old time.
api.use(conditional);

api.use({
  onResponse({ request, response }) {
    // A cached response carries the time at which it was cached.
    if (!request.url.includes('/v1/catalog/')) noteServerTime(response.headers.get('date'));
  },
});

export { orThrow };
