import { z } from 'zod';
import { becauseIfSaid } from '#shared/http/because.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, optionalJson, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { productDetails, productPatch } from './domain.ts';
import { ifMatchHeader } from './etag.ts';
import { foldName } from './listing.ts';

export const productId = uuid.meta({ description: 'The product’s id' });
const productView = z.object({ productId, ...productDetails.shape }).meta({ id: 'Product' });
const params = z.object({ productId });

/** The response to an admin: the product, with warnings. */
const pricedProductView = productView
  .extend({
    warnings: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For a price at which a single piece cannot be charged: the reason, with the limit' }),
  })
  .meta({ id: 'PricedProduct' });

const namePrefix = productDetails.shape.name
  .refine((name) => foldName(name) !== '', 'must contain more than accents')
  .optional()
  .meta({
    description: 'The beginning of the name, ignoring case, accents, quotation marks and dashes: `lodz` finds Łódź',
    example: 'lap',
  });

const categoryQuery = productDetails.shape.category
  .optional()
  .meta({ description: 'The category; differences in case, blanks and Unicode form are ignored', example: 'computers' });

export const list = route({
  method: 'get',
  path: '/v1/catalog/products',
  operationId: 'listProducts',
  summary: 'List the products for sale, by name',
  description:
    'All of them, or those in a category, those whose name begins with `name`, or both. The search matches the beginning of the ' +
    'whole name: it finds neither words within the name nor misspellings, and only the first 100 characters count. A change may ' +
    'take a moment to show. Lists without a category come from one partition of an index, which limits them together to ' +
    'about 3,000 pages of 20 products a second, and all changes to products to 1,000 a second.',
  access: 'anyone',
  ...conditional,
  request: { query: pageQuery.extend({ category: categoryQuery, name: namePrefix }) },
  responses: { 200: { ...json(pageOf(productView), 'A page of products'), ...etag }, ...notModified },
});

export const get = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}',
  operationId: 'getProduct',
  summary: 'Read a product that is for sale',
  access: 'anyone',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(productView, 'The product'), ...etag }, ...notModified },
});

export const categories = route({
  method: 'get',
  path: '/v1/catalog/categories',
  operationId: 'listCategories',
  summary: 'List the categories that have products for sale, with the number of products in each',
  description:
    'Categories that look the same, whatever their case, blanks, Unicode form and the script of a letter, are one. The counts may be half a minute old.',
  access: 'anyone',
  ...conditional,
  responses: {
    200: {
      ...json(z.object({ items: z.array(z.object({ category: z.string(), products: z.int() })) }), 'The categories by name'),
      ...etag,
    },
    ...notModified,
  },
});

export const add = route({
  method: 'post',
  path: '/v1/catalog/products',
  operationId: 'addProduct',
  summary: 'Add a product',
  description:
    'With an `Idempotency-Key`, the same request gets the first response again, whatever has happened to the product since. ' +
    'Without one, each request adds another product.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['idempotency-key-reused'],
  request: { headers: optionalIdempotencyHeader(), body: json(productDetails, 'The product, without an id') },
  responses: {
    201: {
      ...json(pricedProductView, 'The product, with an id'),
      headers: etag.headers.extend({ location: z.string().meta({ description: 'Where to read the product' }) }),
    },
  },
});

export const change = route({
  method: 'patch',
  path: '/v1/catalog/products/{productId}',
  operationId: 'changeProduct',
  summary: 'Change a product',
  description:
    'Placed orders keep the price and the name they were placed with. With `If-Match`, the change is made only if the product is ' +
    'still in the state that the caller has seen: send the `ETag` of the last response. A cache in between may have returned an older ' +
    'state, or made a tag weak (`W/`) by compressing, and a weak tag never matches.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['precondition-failed'],
  request: {
    params,
    headers: ifMatchHeader,
    body: {
      description: 'A merge patch (RFC 7396), except for the price, which is replaced as a whole',
      required: true,
      content: { 'application/merge-patch+json': { schema: productPatch }, 'application/json': { schema: productPatch } },
    },
  },
  responses: { 200: { ...json(pricedProductView, 'The product as it is now'), ...etag } },
});

export const remove = route({
  method: 'delete',
  path: '/v1/catalog/products/{productId}',
  operationId: 'removeProduct',
  summary: 'Remove a product from the catalog; repeating it changes nothing',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['precondition-failed'],
  request: { params, headers: ifMatchHeader, body: optionalJson(becauseIfSaid, 'Why; the first reason is kept') },
  responses: { 204: { description: 'The product is no longer for sale' } },
});

const archivalView = z
  .object({
    productId,
    name: z.string(),
    archivedBy: z.uuid().optional(),
    archivedAt: z.iso.datetime().optional(),
    reason: z.string().optional(),
  })
  .meta({
    id: 'Archival',
    description:
      'Who archived a product, when and why. For a product that was archived before this was recorded, only the name is known',
  });

export const getArchival = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}/archival',
  operationId: 'getArchival',
  summary: 'Read who archived a product, when and why',
  access: 'admin',
  scope: 'catalog:write',
  request: { params },
  responses: { 200: json(archivalView, 'The name of the product, and who archived it') },
});
