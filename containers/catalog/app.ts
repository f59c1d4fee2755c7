import type { MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import { addRoutes } from './routes.ts';
import type { ProductStore } from './store.ts';

export type Deps = Omit<ServiceAppOptions, 'service'> & { products: ProductStore };

/** The HTTP side of `catalog`. */
export function createApp({ products, ...deps }: Deps) {
  const app = createServiceApp({ service: 'catalog', ...deps });
  app.use('/v1/catalog/*', etag(), cacheable);
  addRoutes(app, products);
  return app;
}

/** What is read here is the same for everyone and may be a little old: the price that counts is the one when an order is placed. */
const cacheable: MiddlewareHandler = async (c, next) => {
  await next();
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (isRead && c.res.ok) c.header('cache-control', 'public, max-age=30, stale-while-revalidate=300');
};
