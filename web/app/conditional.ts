import type { Middleware } from 'openapi-fetch';

/** Answers that were given with an entity tag, by address. */
const kept = new Map<string, { etag: string; answer: Response }>();
const keptMax = 100;

/** Whoever comes next has not been given them. */
export const forgetAnswers = (): void => kept.clear();

/**
 * Asks only for what has changed. The API's private answers are not for a browser's cache, so they are kept here, as long as the
 * page; what is the same comes as 304 and costs next to nothing.
 */
export const conditional: Middleware = {
  onRequest({ request }) {
    const before = kept.get(request.url);
    if (request.method === 'GET' && before) request.headers.set('if-none-match', before.etag);
    return request;
  },

  onResponse({ request, response }) {
    const before = kept.get(request.url);
    if (response.status === 304 && before) return before.answer.clone();
    const etag = response.headers.get('etag');
    const isPublic = response.headers.get('cache-control')?.includes('public');
    if (request.method !== 'GET' || !response.ok || !etag || isPublic) return undefined;
    kept.delete(request.url);
    kept.set(request.url, { etag, answer: response.clone() });
    const [oldest] = kept.keys();
    if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
    return undefined;
  },
};
