import { z } from 'zod';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { productDetails, productPatch } from './domain.ts';
import { ifMatchHeader } from './etag.ts';
import { foldName } from './listing.ts';
import { imageBytesMax, imageType } from './media.ts';
import { refusalReason } from './upload-outcome.ts';

const productId = uuid.meta({ description: 'The product’s id' });
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
  summary: 'List the categories that have products for sale, with their number',
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
  request: { params, headers: ifMatchHeader },
  responses: { 204: { description: 'It is no longer for sale' } },
});

export const offerUpload = route({
  method: 'post',
  path: '/v1/catalog/products/{productId}/media',
  operationId: 'offerUpload',
  summary: 'Get a form for uploading a picture of a product; it is valid for 5 minutes',
  description:
    'Send all `fields` and then the picture, as `file`, to `url` as multipart/form-data. The picture is checked to its last byte, and moments later it is the product’s picture, at `mediaUrl`. Metadata, such as place, time, camera and text, is removed; colours and orientation are kept. Limits: 10,000 pixels on a side, 500 frames, and 50 million pixels in all frames together. The URL in `Location` has the outcome. With an `Idempotency-Key`, which names one request for one product by one admin, the same request returns the same form and URL; the form’s expiry does not change.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['idempotency-key-reused'],
  request: {
    params,
    headers: optionalIdempotencyHeader(),
    body: json(
      z.strictObject({ contentType: imageType, byteLength: z.int().min(1).max(imageBytesMax) }).meta({ id: 'UploadPromise' }),
      'The type and exact length of the upload',
    ),
  },
  responses: {
    201: {
      ...json(
        z
          .object({
            uploadId: uuid,
            upload: z.object({ url: z.url(), fields: z.record(z.string(), z.string()) }),
            mediaUrl: z.url(),
          })
          .meta({ id: 'UploadOffer' }),
        'The form, and the future URL of the picture',
      ),
      headers: z.object({ location: z.string().meta({ description: 'Where to read the outcome of the upload' }) }),
    },
  },
});

const uploadView = z
  .object({
    uploadId: uuid,
    status: z.enum(['pending', 'published', 'refused']).meta({
      description: 'pending: the picture has not been checked yet. refused: final for this form, so request a new one',
    }),
    delayed: z.literal(true).optional().meta({ description: 'A check failed on our side and will be repeated' }),
    mediaUrl: z.url().optional().meta({ description: 'If published: where the picture is served' }),
    reason: refusalReason.optional().meta({ description: 'If refused: the reason, for programs' }),
    detail: z.string().optional().meta({ description: 'If refused: the reason and what to do about it, for people' }),
  })
  .meta({ id: 'Upload' });

export const getUpload = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}/media/{uploadId}',
  operationId: 'getUpload',
  summary: 'Read the outcome of an upload',
  description:
    'Usually known seconds after the file was sent, and within a day at the latest: an upload without an outcome by then, because nothing was sent or it could not be checked, is refused as EXPIRED.',
  access: 'admin',
  scope: 'catalog:write',
  request: { params: params.extend({ uploadId: uuid.meta({ description: 'The upload’s id' }) }) },
  responses: { 200: json(uploadView, 'The outcome') },
});
