import { notFound } from '#shared/errors/problem.ts';
import { requestHash } from '#shared/http/idempotency.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import { type BooksDeps, mountBooks } from './books.ts';
import { adjustStock } from './commands/adjust-stock.ts';
import * as routes from './routes.ts';
import type { StockItem } from './schema.ts';
import type { StockStore } from './stock-store.ts';

export type InventoryDeps = Omit<ServiceAppOptions, 'service'> & BooksDeps & { stock: StockStore };

/** The HTTP side of `inventory`. */
export function createApp(deps: InventoryDeps) {
  const app = createServiceApp({ service: 'inventory', ...deps });

  // Before the products, whose ids could otherwise be these words.
  mountBooks(app, deps);

  app.openapi(routes.get, async (c) => {
    const item = await deps.stock.findOfProduct(c.req.valid('param').productId);
    if (!item) throw notFound('There is no such product');
    const { productId, available } = item;
    return c.json(c.var.actor?.roles.includes('admin') ? viewOf(item) : { productId, available }, 200);
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

  return app;
}

const viewOf = ({ productId, available, reserved, committed }: StockItem) => ({ productId, available, reserved, committed });
