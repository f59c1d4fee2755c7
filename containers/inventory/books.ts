import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { conflict, notFound } from '#shared/errors/problem.ts';
import { listOf } from '#shared/http/book-query.ts';
import { requestHash } from '#shared/http/idempotency.ts';
import { fromCursor, toCursor } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import type { Log } from '#shared/logging/logger.ts';
import * as routes from './book-routes.ts';
import type { BookStore, Counted } from './book-store.ts';
import type { ReservationItem, StockItem } from './schema.ts';
import type { StockStore } from './stock-store.ts';

export type BooksDeps = { books: BookStore; stock: Pick<StockStore, 'find'>; log: Log };

/** The operators' API to list reservations and stock, and to correct the counters. */
export function mountBooks(app: OpenAPIHono<ServiceEnv>, { books, stock, log }: BooksDeps): void {
  app.openapi(routes.listReservations, async (c) => {
    const { orderIds, cursor, limit } = c.req.valid('query');
    const after = idIn(cursor);
    const listed = listOf(orderIds);
    const { items, next } = await (listed ? reservationsAmong(listed, after, limit) : books.scanReservations(after, limit));
    return c.json({ items: items.map(entryOf), ...(next ? { nextCursor: toCursor(next.orderId) } : {}) }, 200);
  });

  app.openapi(routes.listStock, async (c) => {
    const { cursor, limit } = c.req.valid('query');
    const { items, next } = await books.scanStock(idIn(cursor), limit);
    return c.json({ items: items.map(stockOf), ...(next ? { nextCursor: toCursor(next.productId) } : {}) }, 200);
  });

  app.openapi(routes.recount, async (c) => {
    const { productId } = c.req.valid('param');
    const body = c.req.valid('json');
    const { userId } = actorOf(c);
    const found = await stock.find(productId);
    if (!found) throw notFound('This product has no stock');
    if (Object.entries(body.seen).some(([pool, pieces]) => found[pool as keyof typeof body.seen] !== pieces)) throw moved();
    const after = recounted(found, body.counted);
    const at = new Date().toISOString();
    const record = {
      ...{ productId, adjustmentId: `recount#${at}#${c.var.requestId}`, requestHash: requestHash(body) },
      ...{ delta: after.available - found.available, reason: body.reason, adjustedBy: userId, adjustedAt: at, stock: after },
    };
    await books.recount(stockOf(found), after, record).catch((error) => {
      throw error instanceof VersionConflictError ? moved() : error;
    });
    log.info({ action: 'recount', productId, userId }, 'operator acted');
    return c.json(after, 200);
  });

  /** Pages over the requested order ids, whether they have a reservation or not. */
  async function reservationsAmong(orderIds: readonly string[], after: string | undefined, limit: number) {
    const asked = [...new Set(orderIds)].filter((orderId) => !after || orderId > after).sort();
    const page = asked.slice(0, limit);
    const items = page.length > 0 ? await books.reservationsOf(page) : [];
    return { items, next: asked.length > limit ? { orderId: page.at(-1) } : undefined };
  }
}

const moved = () => conflict('stock-moved', 'The stock has changed since it was counted; count again');
const idIn = (cursor: string | undefined) => (cursor === undefined ? undefined : fromCursor(cursor, z.uuid()));

/** @throws ProblemError 409 if more pieces are held than were received; then the received count is wrong, not these counters */
function recounted(found: StockItem, { reserved, committed }: Counted): StockItem {
  const available = found.received + found.adjusted - reserved - committed;
  if (available < 0)
    throw conflict('stock-too-low', 'More pieces are held than were received; correct the stock first', { available });
  return { ...stockOf(found), available, reserved, committed };
}

function entryOf({ orderId, state }: ReservationItem): routes.ReservationEntry {
  if (state.status === 'none') throw new Error('A reservation that is stored has a state');
  const isHeld = state.status === 'reserved' || state.status === 'committed';
  return {
    orderId,
    step: state.status,
    lines: isHeld ? state.lines.map(({ productId, quantity }) => ({ productId, quantity })) : [],
  };
}

/** Picks the known members, because another program may have added others to the row. */
const stockOf = ({ productId, available, reserved, committed, received, adjusted }: StockItem): StockItem => ({
  ...{ productId, available, reserved, committed, received, adjusted },
});
