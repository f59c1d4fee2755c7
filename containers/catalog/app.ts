import type { Context } from 'hono';
import { notFound } from '#shared/errors/problem.ts';
import { etagOf, sendIfNew } from '#shared/http/conditional.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { cachedEach } from './cached-each.ts';
import { addProduct, type Named } from './commands/add-product.ts';
import { changeProduct } from './commands/change-product.ts';
import { offerUpload, type UploadDeps } from './commands/offer-upload.ts';
import { removeProduct } from './commands/remove-product.ts';
import { cursorAfter, positionIn } from './cursor.ts';
import { offeredAt } from './media.ts';
import * as routes from './routes.ts';
import { outcomeAt } from './upload-outcome.ts';
import * as uploadRoutes from './upload-routes.ts';
import { pricedViewOf, viewOf } from './view.ts';

export type CatalogDeps = Omit<ServiceAppOptions, 'service'> & UploadDeps;

/** The HTTP API of `catalog`. */
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
    if (!product || product.archived) throw notFound('No such product');
    return show(c, viewOf(product));
  });

  app.openapi(routes.categories, async (c) => show(c, { items: await products.categories() }));

  app.openapi(routes.add, async (c) => {
    const product = await addProduct({ said: c.req.valid('json'), ...named(c, c.req.valid('header')) }, deps);
    const location = `/v1/catalog/products/${product.productId}`;
    return c.json(pricedViewOf(product), 201, { location, etag: etagOf(viewOf(product)) });
  });

  app.openapi(routes.change, async (c) => {
    const { 'if-match': ifMatch } = c.req.valid('header');
    const { productId } = c.req.valid('param');
    const product = await changeProduct({ productId, patch: c.req.valid('json'), ifMatch }, deps);
    shown.forget(productId);
    return c.json(pricedViewOf(product), 200, { etag: etagOf(viewOf(product)) });
  });

  app.openapi(routes.remove, async (c) => {
    const { productId } = c.req.valid('param');
    const archival = { ...c.req.valid('json'), archivedBy: actorOf(c).userId, archivedAt: new Date().toISOString() };
    await removeProduct({ productId, ifMatch: c.req.valid('header')['if-match'], archival }, deps);
    shown.forget(productId);
    return c.body(null, 204);
  });

  app.openapi(routes.getArchival, async (c) => {
    const product = await products.find(c.req.valid('param').productId);
    if (!product?.archived) throw notFound('No such archived product');
    const { productId, name, archival } = product;
    return c.json({ productId, name, ...archival }, 200);
  });

  mountUploads(app, deps);
  return app;
}

/** Pictures: upload forms, and the outcomes of uploads. */
function mountUploads(app: ReturnType<typeof createServiceApp>, deps: CatalogDeps): void {
  app.openapi(uploadRoutes.offerUpload, async (c) => {
    const { productId } = c.req.valid('param');
    const asked = { productId, promised: c.req.valid('json'), ...named(c, c.req.valid('header')) };
    const offer = await offerUpload(asked, deps);
    return c.json(offer, 201, { location: `/v1/catalog/products/${productId}/media/${offer.uploadId}` });
  });

  app.openapi(uploadRoutes.getUpload, async (c) => {
    const { productId, uploadId } = c.req.valid('param');
    const picture = { productId, mediaId: uploadId };
    const outcome = await deps.records.find(picture);
    if (!outcome) throw notFound('No such upload');
    return c.json({ uploadId, ...outcomeAt(outcome, offeredAt(picture), new Date()) }, 200);
  });
}

/** Idempotency keys are unique per user only. */
const named = (
  c: Context<ServiceEnv>,
  { 'idempotency-key': idempotencyKey }: { 'idempotency-key'?: string | undefined },
): Named => ({
  userId: actorOf(c).userId,
  idempotencyKey,
});

/**
 * A popular product is read once a second instead of once per request. HTTP caches may keep the response for 30 seconds anyway. This
 * replica shows its own changes immediately, the others within a second.
 */
const shownSeconds = 1;
const shownMax = 1_000;

/** Responses are the same for everyone and may be slightly stale, because the price is read again when an order is placed. */
const show = <T extends object>(c: Context, representation: T) =>
  sendIfNew(c, representation, { 'cache-control': 'public, max-age=30, stale-while-revalidate=300' });
