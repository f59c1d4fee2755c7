import { randomUUIDv7 } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { notFound } from '#shared/errors/problem.ts';
import type { ServiceEnv } from '#shared/http/access.ts';
import { fromCursor, pageOf, pageQuery, toCursor } from '#shared/http/page.ts';
import { pathId } from '#shared/http/path-id.ts';
import { json, route } from '#shared/http/route.ts';
import { retryOnConflict } from '#shared/messaging/outcome.ts';
import { archiveProduct, createProduct, type Product, patchProduct, productDetails, productPatch } from './domain.ts';
import { position } from './schema.ts';
import type { ProductStore } from './store.ts';

const productId = pathId.meta({ description: 'The product’s id' });
const productView = z.object({ productId, ...productDetails.shape }).meta({ id: 'Product' });
const params = z.object({ productId });

const listProducts = route({
  method: 'get',
  path: '/v1/catalog/products',
  operationId: 'listProducts',
  summary: 'The products for sale, by name',
  access: 'anyone',
  request: {
    query: pageQuery.extend({ category: productDetails.shape.category.optional() }),
  },
  responses: { 200: json(pageOf(productView), 'A page of products') },
});

const getProduct = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}',
  operationId: 'getProduct',
  summary: 'A product for sale',
  access: 'anyone',
  request: { params },
  responses: { 200: json(productView, 'The product') },
});

const listCategories = route({
  method: 'get',
  path: '/v1/catalog/categories',
  operationId: 'listCategories',
  summary: 'The categories that have products for sale, and how many',
  access: 'anyone',
  responses: {
    200: json(z.object({ items: z.array(z.object({ category: z.string(), products: z.int() })) }), 'The categories by name'),
  },
});

const addProduct = route({
  method: 'post',
  path: '/v1/catalog/products',
  operationId: 'addProduct',
  summary: 'Offers a new product',
  access: 'admin',
  request: { body: json(productDetails, 'The product, without an id') },
  responses: { 201: json(productView, 'The product, at the address that `Location` names') },
});

const changeProduct = route({
  method: 'patch',
  path: '/v1/catalog/products/{productId}',
  operationId: 'changeProduct',
  summary: 'Changes a product',
  access: 'admin',
  request: {
    params,
    body: {
      description: 'A merge patch (RFC 7396)',
      required: true,
      content: { 'application/merge-patch+json': { schema: productPatch }, 'application/json': { schema: productPatch } },
    },
  },
  responses: { 200: json(productView, 'The product as it is now') },
});

const removeProduct = route({
  method: 'delete',
  path: '/v1/catalog/products/{productId}',
  operationId: 'removeProduct',
  summary: 'Takes a product out of the catalog; doing so again changes nothing',
  access: 'admin',
  request: { params },
  responses: { 204: { description: 'It is no longer for sale' } },
});

export function addRoutes(app: OpenAPIHono<ServiceEnv>, products: ProductStore): void {
  app.openapi(listProducts, async (c) => {
    const { category, cursor, limit } = c.req.valid('query');
    const after = cursor === undefined ? undefined : fromCursor(cursor, position);
    const { items, next } = await products.list({ category, after, limit });
    return c.json({ items: items.map(view), ...(next && { nextCursor: toCursor(next) }) }, 200);
  });
  app.openapi(getProduct, async (c) => c.json(view(forSale(await products.find(c.req.valid('param').productId))), 200));
  app.openapi(listCategories, async (c) => c.json({ items: await products.categories() }, 200));
  app.openapi(addProduct, async (c) => {
    const product = createProduct(randomUUIDv7(), c.req.valid('json'));
    // A new id is never taken, except by this very write when the SDK repeats it after a time-out.
    await products.add(product);
    return c.json(view(product), 201, { location: `/v1/catalog/products/${product.productId}` });
  });
  app.openapi(changeProduct, async (c) => {
    const patch = c.req.valid('json');
    const changed = await edit(products, c.req.valid('param').productId, (product) => patchProduct(forSale(product), patch));
    return c.json(view(changed), 200);
  });
  app.openapi(removeProduct, async (c) => {
    await edit(products, c.req.valid('param').productId, archiveProduct);
    return c.body(null, 204);
  });
}

/** Load, decide, commit; decides again when somebody else was faster. */
const edit = (products: ProductStore, productId: string, decide: (product: Product) => Product) =>
  retryOnConflict(async () => {
    const current = existing(await products.find(productId));
    const next = decide(current);
    if (next !== current) await products.replace(next);
    return next;
  });

function existing(product: Product | undefined): Product {
  if (!product) throw notFound('There is no such product');
  return product;
}

function forSale(product: Product | undefined): Product {
  if (!product || product.archived) throw notFound('There is no such product');
  return product;
}

const view = ({ productId, name, description, category, price, mediaUrl }: Product) => ({
  productId,
  name,
  description,
  category,
  price,
  mediaUrl,
});
