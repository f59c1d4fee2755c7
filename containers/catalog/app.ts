import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { notFound } from '#shared/errors/problem.ts';
import { fromCursor, toCursor } from '#shared/http/page.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import { addProduct } from './commands/add-product.ts';
import { changeProduct } from './commands/change-product.ts';
import { removeProduct } from './commands/remove-product.ts';
import type { Product } from './domain.ts';
import * as routes from './routes.ts';
import { position } from './schema.ts';
import type { ProductStore } from './store.ts';

export type CatalogDeps = Omit<ServiceAppOptions, 'service'> & { products: ProductStore };

/** The HTTP side of `catalog`, which is all of it. */
export function createApp(deps: CatalogDeps) {
  const { products } = deps;
  const app = createServiceApp({ service: 'catalog', ...deps });
  app.use('/v1/catalog/*', etag(), cacheable);

  app.openapi(routes.list, async (c) => {
    const { category, cursor, limit } = c.req.valid('query');
    const after = cursor === undefined ? undefined : fromCursor(cursor, position);
    const { items, next } = await products.list({ category, after, limit });
    return c.json({ items: items.map(viewOf), ...(next && { nextCursor: toCursor(next) }) }, 200);
  });

  app.openapi(routes.get, async (c) => {
    const product = await products.find(c.req.valid('param').productId);
    if (!product || product.archived) throw notFound('There is no such product');
    return c.json(viewOf(product), 200);
  });

  app.openapi(routes.categories, async (c) => c.json({ items: await products.categories() }, 200));

  app.openapi(routes.add, async (c) => {
    const product = await addProduct(c.req.valid('json'), deps);
    return c.json(viewOf(product), 201, { location: `/v1/catalog/products/${product.productId}` });
  });

  app.openapi(routes.change, async (c) => {
    const changed = await changeProduct(c.req.valid('param').productId, c.req.valid('json'), deps);
    return c.json(viewOf(changed), 200);
  });

  app.openapi(routes.remove, async (c) => {
    await removeProduct(c.req.valid('param').productId, deps);
    return c.body(null, 204);
  });

  return app;
}

/** What is read here is the same for everyone and may be a little old: the price that counts is the one when an order is placed. */
const cacheable: MiddlewareHandler = async (c, next) => {
  await next();
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (isRead && c.res.ok) c.header('cache-control', 'public, max-age=30, stale-while-revalidate=300');
};

const viewOf = ({ productId, name, description, category, price, mediaUrl }: Product) => ({
  productId,
  name,
  description,
  category,
  price,
  mediaUrl,
});
