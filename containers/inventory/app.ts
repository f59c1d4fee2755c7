import { z } from '@hono/zod-openapi';
import { notFound } from '#shared/errors/problem.ts';
import { sendIfNew } from '#shared/http/conditional.ts';
import { requestHash } from '#shared/http/idempotency.ts';
import { fromCursor, pageFrom } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { AdjustmentStore } from './adjustment-store.ts';
import { type BooksDeps, mountBooks } from './books.ts';
import { adjustStock } from './commands/adjust-stock.ts';
import * as routes from './routes.ts';
import type { AdjustmentItem, StockItem } from './schema.ts';
import type { StockStore } from './stock-store.ts';

export type InventoryDeps = Omit<ServiceAppOptions, 'service'> & BooksDeps & { stock: StockStore; adjustments: AdjustmentStore };

/** The HTTP API of `inventory`. */
export function createApp(deps: InventoryDeps) {
  const app = createServiceApp({ service: 'inventory', ...deps });

  // Mounted first, or their paths would match `/{productId}`.
  mountBooks(app, deps);

  app.openapi(routes.get, async (c) => {
    const item = await deps.stock.findOfProduct(c.req.valid('param').productId);
    if (!item) throw notFound('No such product');
    const { productId, available } = item;
    return sendIfNew(c, c.var.actor?.roles.includes('admin') ? viewOf(item) : { productId, available });
  });

  app.openapi(routes.adjust, async (c) => {
    const body = c.req.valid('json');
    const { userId } = actorOf(c);
    const adjustment = {
      ...body,
      productId: c.req.valid('param').productId,
      adjustmentId: `${userId}#${c.req.valid('header')['idempotency-key']}`,
      requestHash: requestHash(body),
      adjustedBy: userId,
      adjustedAt: new Date().toISOString(),
    };
    return c.json(viewOf(await adjustStock(adjustment, deps)), 200);
  });

  app.openapi(routes.listAdjustments, async (c) => {
    const { productId } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    if (!(await deps.stock.findOfProduct(productId))) throw notFound('No such product');
    const before = cursor === undefined ? undefined : fromCursor(cursor, position);
    const found = await deps.adjustments.list({ productId, before, limit: limit + 1 });
    return c.json(pageFrom(found, { limit, view: adjustmentViewOf, positionOf }), 200);
  });

  return app;
}

const position = z.strictObject({ adjustedAt: z.iso.datetime(), adjustmentId: z.string().min(1).max(512) });
const positionOf = ({ adjustedAt, adjustmentId }: AdjustmentItem) => ({ adjustedAt, adjustmentId });

const adjustmentViewOf = ({ delta, reason, adjustedBy, adjustedAt, stock }: AdjustmentItem) => ({
  ...{ delta, reason, adjustedBy, adjustedAt },
  ...(stock && { availableAfter: stock.available }),
});

const viewOf = ({ productId, available, reserved, committed }: StockItem) => ({ productId, available, reserved, committed });
