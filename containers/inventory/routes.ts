import { z } from '@hono/zod-openapi';
import { idempotencyHeader } from '#shared/http/idempotency.ts';
import { isPlainText } from '#shared/http/plain-text.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';

const tags = ['inventory'];
const params = z.object({ productId: uuid });

const stockView = z
  .object({ productId: z.uuid(), available: z.int(), reserved: z.int().optional(), committed: z.int().optional() })
  .meta({ id: 'Stock', description: 'Pieces of one product; only admins see what is reserved and committed' });

const adjustmentBody = z
  .strictObject({
    delta: z
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .refine((delta) => delta !== 0, 'must not be 0'),
    reason: z.string().trim().min(1).max(200).refine(isPlainText, 'No control characters'),
  })
  .meta({ id: 'StockAdjustment', example: { delta: 10, reason: 'delivery of 21 November' } });

export const get = route({
  method: 'get',
  path: '/v1/inventory/{productId}',
  access: 'optional',
  tags,
  summary: 'How many pieces of a product are available',
  request: { params },
  responses: { 200: json(stockView, 'The stock right now') },
});

export const adjust = route({
  method: 'post',
  path: '/v1/inventory/{productId}/adjustments',
  access: 'admin',
  refuses: [409],
  tags,
  summary: 'Correct the stock of a product',
  request: { params, headers: idempotencyHeader, body: json(adjustmentBody, 'By how much, and why') },
  responses: { 200: json(stockView, 'The stock right after this adjustment') },
});
