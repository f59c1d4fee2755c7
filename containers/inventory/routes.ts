import { z } from '@hono/zod-openapi';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { idempotencyHeader } from '#shared/http/idempotency.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { humanText } from '#shared/text/human-text.ts';

const tags = ['inventory'];
const params = z.object({ productId: uuid });

const stockView = z
  .object({ productId: z.uuid(), available: z.int(), reserved: z.int().optional(), committed: z.int().optional() })
  .meta({
    id: 'Stock',
    description: 'Pieces of one product; only admins see the reserved and committed ones',
    example: { productId: '01990000-0000-7000-8000-000000000002', available: 40 },
  });

const adjustmentBody = z
  .strictObject({
    delta: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((delta) => delta !== 0, 'must not be 0'),
    reason: humanText(200),
  })
  .meta({ id: 'StockAdjustment', example: { delta: 10, reason: 'delivery of 21 November' } });

export const get = route({
  method: 'get',
  path: '/v1/inventory/{productId}',
  operationId: 'getStock',
  access: 'optional',
  scope: 'stock:read',
  tags,
  summary: 'Read how many pieces of a product are available',
  description:
    'A product that has not been counted yet has none. For a product that the catalog has never had, the response is 404; an archived product still has its stock.',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(stockView, 'The stock right now'), ...etag }, ...notModified },
});

export const adjust = route({
  method: 'post',
  path: '/v1/inventory/{productId}/adjustments',
  operationId: 'adjustStock',
  access: 'admin',
  scope: 'stock:write',
  refuses: ['stock-too-low', 'idempotency-key-reused'],
  tags,
  summary: 'Correct the stock of a product',
  description:
    'Adds `delta` to the available pieces, and permanently records who did so, when and why. An Idempotency-Key names ' +
    'one correction of one product by one admin: the same request gets the first response again. For a product that the catalog ' +
    'has never had, the response is 404. An archived product is corrected like any other, because pieces of it may come back.',
  request: { params, headers: idempotencyHeader, body: json(adjustmentBody, 'By how much, and why') },
  responses: { 200: json(stockView, 'The stock right after this adjustment') },
});

const adjustmentView = z
  .object({
    delta: z.int(),
    reason: z.string(),
    adjustedBy: z.string().meta({ description: 'The admin’s user id' }),
    adjustedAt: z.iso.datetime(),
    availableAfter: z.int().optional().meta({ description: 'What was available immediately afterwards, as seen at that time' }),
  })
  .meta({ id: 'KeptAdjustment' });

export const listAdjustments = route({
  method: 'get',
  path: '/v1/inventory/{productId}/adjustments',
  operationId: 'listAdjustments',
  access: 'admin',
  scope: 'stock:write',
  tags,
  summary: 'List the corrections of a product’s stock, newest first: who, when, by how much and why',
  description: 'A correction made a moment ago may still be missing.',
  request: { params, query: pageQuery },
  responses: { 200: json(pageOf(adjustmentView), 'A page of corrections') },
});
