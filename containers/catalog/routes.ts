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

/** What an admin is answered: the product, and what should be known of it. */
const pricedProductView = productView
  .extend({
    warnings: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Of a price at which one piece cannot be charged alone: why, naming the bound' }),
  })
  .meta({ id: 'PricedProduct' });

const namePrefix = productDetails.shape.name
  .refine((name) => foldName(name) !== '', 'must hold more than accents')
  .optional()
  .meta({
    description: 'What the name begins with, whatever its case, accents, quotation marks and dashes: `lodz` finds Łódź',
    example: 'lap',
  });

const categoryQuery = productDetails.shape.category
  .optional()
  .meta({ description: 'The category, or one that looks the same', example: 'computers' });

export const list = route({
  method: 'get',
  path: '/v1/catalog/products',
  operationId: 'listProducts',
  summary: 'The products for sale, by name',
  description:
    'All of them, or those of a category, or those whose name begins with `name`, or both. The search is for the beginning of the ' +
    'whole name: neither words within it nor misspellings are found, and only the first 100 characters count. A change may ' +
    'take a moment to show. Without a category the lists come from one partition of an index, which bounds them together to ' +
    'about 3,000 pages of 20 products a second, and all changes to products to 1,000 a second.',
  access: 'anyone',
  ...conditional,
  request: {
    query: pageQuery.extend({ category: categoryQuery, name: namePrefix }),
  },
  responses: { 200: { ...json(pageOf(productView), 'A page of products'), ...etag }, ...notModified },
});

export const get = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}',
  operationId: 'getProduct',
  summary: 'A product for sale',
  access: 'anyone',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(productView, 'The product'), ...etag }, ...notModified },
});

export const categories = route({
  method: 'get',
  path: '/v1/catalog/categories',
  operationId: 'listCategories',
  summary: 'The categories that have products for sale, and how many',
  description:
    'Two that look the same, whatever their case, blanks, Unicode form and the script of a letter, are one. The counts may be half a minute old.',
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
  summary: 'Offers a new product',
  description:
    'With an `Idempotency-Key` the same request again is answered as the first time, whatever has become of the product since. ' +
    'Without one each request makes another product.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['idempotency-key-reused'],
  request: { headers: optionalIdempotencyHeader, body: json(productDetails, 'The product, without an id') },
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
  summary: 'Changes a product',
  description:
    'Placed orders keep the price and the name that they were placed with. With `If-Match` the change is made only to the state ' +
    'that the caller has seen: send the `ETag` of the last answer. A cache on the way may have handed out an older state, or made ' +
    'a tag weak (`W/`) by compressing, and a weak tag matches nothing.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['precondition-failed'],
  request: {
    params,
    headers: ifMatchHeader,
    body: {
      description: 'A merge patch (RFC 7396), but for the price, which is changed whole',
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
  summary: 'Takes a product out of the catalog; doing so again changes nothing',
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
  summary: 'Offers a form to upload a picture of a product with, for 5 minutes',
  description:
    'Send all `fields` and then the picture, as `file`, to `url` as multipart/form-data. It is checked to its last byte, and is the product’s picture, at `mediaUrl`, some moments later. Where it was taken, when, with what, and any other text is removed; colours and orientation stay. At most 10,000 pixels on a side, 500 frames, and 50 million pixels in all frames together are taken. The address in `Location` tells what became of it. With an `Idempotency-Key`, which names one request for one product by one admin, the same request again is answered with the same form and address; the form ends when it would have ended.',
  access: 'admin',
  scope: 'catalog:write',
  refuses: ['idempotency-key-reused'],
  request: {
    params,
    headers: optionalIdempotencyHeader,
    body: json(
      z.strictObject({ contentType: imageType, byteLength: z.int().min(1).max(imageBytesMax) }).meta({ id: 'UploadPromise' }),
      'What will be uploaded, to the byte',
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
        'The form, and the address that the picture will have',
      ),
      headers: z.object({ location: z.string().meta({ description: 'Where to read what became of the upload' }) }),
    },
  },
});

const uploadView = z
  .object({
    uploadId: uuid,
    status: z.enum(['pending', 'published', 'refused']).meta({
      description: 'pending until the picture has been checked; refused for good only for this form, so ask for a new one',
    }),
    delayed: z.literal(true).optional().meta({ description: 'A check failed on our side, and will be made again' }),
    mediaUrl: z.url().optional().meta({ description: 'Of what was published: where it is served' }),
    reason: refusalReason.optional().meta({ description: 'Of what was refused: why, for programs' }),
    detail: z.string().optional().meta({ description: 'Of what was refused: why, and what to do about it, for people' }),
  })
  .meta({ id: 'Upload' });

export const getUpload = route({
  method: 'get',
  path: '/v1/catalog/products/{productId}/media/{uploadId}',
  operationId: 'getUpload',
  summary: 'What became of an upload',
  description:
    'Usually known seconds after the file was sent, and after a day at the latest: what has no outcome by then, because nothing was sent or it could not be checked, is refused as EXPIRED.',
  access: 'admin',
  scope: 'catalog:write',
  request: { params: params.extend({ uploadId: uuid.meta({ description: 'The upload’s id' }) }) },
  responses: { 200: json(uploadView, 'What became of it') },
});
