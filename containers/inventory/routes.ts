import { z } from '@hono/zod-openapi';
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
    description: 'Pieces of one product; only admins see what is reserved and committed',
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
  summary: 'How many pieces of a product are available',
  description:
    'None of one that nobody has counted yet. A product that the catalog has never had is 404; an archived one has its stock still.',
  request: { params },
  responses: { 200: json(stockView, 'The stock right now') },
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
    'Moves `delta` pieces into or out of what is available, and keeps for ever who did so, when and why. An Idempotency-Key names ' +
    'one correction of one product by one admin: the same request again is answered as the first time. A product that the catalog has never had is 404. An archived ' +
    'one is corrected like any other: pieces of it may come back.',
  request: { params, headers: idempotencyHeader, body: json(adjustmentBody, 'By how much, and why') },
  responses: { 200: json(stockView, 'The stock right after this adjustment') },
});

const adjustmentView = z
  .object({
    delta: z.int(),
    reason: z.string(),
    adjustedBy: z.string().meta({ description: 'The admin’s user id' }),
    adjustedAt: z.iso.datetime(),
    availableAfter: z.int().optional().meta({ description: 'What was available right after it, as it was seen then' }),
  })
  .meta({ id: 'KeptAdjustment' });

export const listAdjustments = route({
  method: 'get',
  path: '/v1/inventory/{productId}/adjustments',
  operationId: 'listAdjustments',
  access: 'admin',
  scope: 'stock:write',
  tags,
  summary: 'List who has corrected the stock of a product, when, by how much and why, the latest first',
  description: 'A correction that was made a moment ago may not be among them yet.',
  request: { params, query: pageQuery },
  responses: { 200: json(pageOf(adjustmentView), 'A page of corrections') },
});
