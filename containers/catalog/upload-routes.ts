import { z } from 'zod';
import { optionalIdempotencyHeader } from '#shared/http/idempotency.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { imageBytesMax, imageType } from './media.ts';
import { productId } from './routes.ts';
import { refusalReason } from './upload-outcome.ts';

const params = z.object({ productId });

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
