import type { Context } from 'hono';
import { notFound } from '#shared/errors/problem.ts';
import { etagOf, sendIfNew } from '#shared/http/conditional.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import { cachedEach } from './cached-each.ts';
import { addProduct } from './commands/add-product.ts';
import { changeProduct } from './commands/change-product.ts';
import { offerUpload, type UploadDeps } from './commands/offer-upload.ts';
import { removeProduct } from './commands/remove-product.ts';
import { cursorAfter, positionIn } from './cursor.ts';
import * as routes from './routes.ts';
import { viewOf } from './view.ts';

export type CatalogDeps = Omit<ServiceAppOptions, 'service'> & UploadDeps;

/** The HTTP side of `catalog`, which is all of it. */
export function createApp(deps: CatalogDeps) {
  const { products } = deps;
  const app = createServiceApp({ service: 'catalog', ...deps });
  const shown = cachedEach({ seconds: shownSeconds, keysMax: shownMax }, products.find);

  app.openapi(routes.list, async (c) => {
    const { cursor, limit, ...listing } = c.req.valid('query');
    const after = cursor === undefined ? undefined : positionIn(cursor, listing);
    const { items, next } = await products.list({ ...listing, after, limit });
    const page = { items: items.map(viewOf), ...(next && { nextCursor: cursorAfter(next, listing) }) };
    return show(c, page);
  });

  app.openapi(routes.get, async (c) => {
    const product = await shown.find(c.req.valid('param').productId);
    if (!product || product.archived) throw notFound('There is no such product');
    return show(c, viewOf(product));
  });

  app.openapi(routes.categories, async (c) => show(c, { items: await products.categories() }));

  app.openapi(routes.add, async (c) => {
    const view = viewOf(await addProduct(c.req.valid('json'), deps));
    return c.json(view, 201, { location: `/v1/catalog/products/${view.productId}`, etag: etagOf(view) });
  });

  app.openapi(routes.change, async (c) => {
    const { 'if-match': ifMatch } = c.req.valid('header');
    const { productId } = c.req.valid('param');
    const view = viewOf(await changeProduct({ productId, patch: c.req.valid('json'), ifMatch }, deps));
    shown.forget(productId);
    return c.json(view, 200, { etag: etagOf(view) });
  });

  app.openapi(routes.remove, async (c) => {
    const { productId } = c.req.valid('param');
    await removeProduct({ productId, ifMatch: c.req.valid('header')['if-match'] }, deps);
    shown.forget(productId);
    return c.body(null, 204);
  });

  app.openapi(routes.offerUpload, async (c) =>
    c.json(await offerUpload(c.req.valid('param').productId, c.req.valid('json'), deps), 201),
  );

  return app;
}

/**
 * A product that many look at is read once a second, not once for each: nobody minds, for caches may keep the answer for thirty.
 * This replica shows its own changes at once, another one within that second.
 */
const shownSeconds = 1;
const shownMax = 1_000;

/** An answer is the same for everyone and may be a little old: the price that counts is the one when an order is placed. */
const show = <T extends object>(c: Context, representation: T) =>
  sendIfNew(c, representation, { 'cache-control': 'public, max-age=30, stale-while-revalidate=300' });
