import { type Api, ordersMax } from './api.ts';
import type { Page } from './entries.ts';

/** A list, page by page, from a cursor. */
export async function* pagesOf<Entry>(api: Api, path: string, { cursor, ...query }: Record<string, string | undefined>) {
  let next = cursor;
  do {
    const page: Page<Entry> = await api.page<Entry>(path, { ...query, cursor: next, limit: ordersMax });
    if (page.nextCursor !== undefined && page.nextCursor === next) throw new Error(`${path} keeps returning the same page`);
    next = page.nextCursor;
    yield { items: page.items, next };
  } while (next);
}
