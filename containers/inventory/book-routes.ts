import { z } from '@hono/zod-openapi';
import { orderIds } from '#shared/http/book-query.ts';
import { limitUpTo, pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { humanText } from '#shared/text/human-text.ts';

const tags = ['operations'];
const read = { method: 'get', access: 'operator', scope: 'ops:read', tags } as const;

// Scanning a whole table needs large pages.
const scanQuery = z.strictObject({ limit: limitUpTo(500), cursor: pageQuery.shape.cursor });

const reservationEntry = z
  .object({
    orderId: z.uuid(),
    step: z.enum(['reserved', 'committed', 'released', 'rejected']),
    lines: z
      .array(z.object({ productId: z.uuid(), quantity: z.int() }))
      .meta({ description: 'What it holds or has taken; empty once it is released or rejected' }),
  })
  .meta({ id: 'ReservationEntry' });

const pools = { available: z.int(), reserved: z.int(), committed: z.int(), received: z.int(), adjusted: z.int() };
const stockEntry = z.object({ productId: z.uuid(), ...pools }).meta({ id: 'StockEntry' });

const pieces = z.int().min(0).max(1_000_000_000);
const recountBody = z
  .strictObject({
    seen: z.strictObject({
      ...{ available: z.int().min(-1_000_000_000).max(1_000_000_000), reserved: z.int().min(-1_000_000_000).max(1_000_000_000) },
      ...{ committed: z.int().min(-1_000_000_000).max(1_000_000_000) },
    }),
    counted: z.strictObject({ reserved: pieces, committed: pieces }),
    reason: humanText(200),
  })
  .meta({
    id: 'Recount',
    example: {
      seen: { available: 37, reserved: 3, committed: 0 },
      counted: { reserved: 0, committed: 0 },
      reason: 'no order holds these three',
    },
  });

export const listReservations = route({
  ...read,
  path: '/v1/inventory/reservations',
  operationId: 'listReservations',
  summary: 'List reservations: of some orders, or all of them in no particular order',
  request: { query: scanQuery.extend({ orderIds }) },
  responses: { 200: json(pageOf(reservationEntry), 'A page of reservations') },
});

export const listStock = route({
  ...read,
  path: '/v1/inventory/stock',
  operationId: 'listStock',
  summary: 'List the stock of all products, in no particular order',
  request: { query: scanQuery },
  responses: { 200: json(pageOf(stockEntry), 'A page of stock') },
});

export const recount = route({
  method: 'post',
  access: 'operator',
  scope: 'ops:write',
  tags,
  path: '/v1/inventory/{productId}/recount',
  operationId: 'recountStock',
  refuses: ['stock-moved', 'stock-too-low'],
  sentAgain: 'Repeating it changes nothing more, or is refused because the stock has changed.',
  summary: 'Set the reserved and committed counts to what the reservations say',
  description:
    'The available count follows; received and adjusted counts do not change. Refused if the stock no longer equals `seen`. Kept permanently, like any other adjustment.',
  request: { params: z.object({ productId: uuid }), body: json(recountBody, 'The stock that was seen, the counts, and why') },
  responses: { 200: json(stockEntry, 'The stock afterwards') },
});

export type ReservationEntry = z.infer<typeof reservationEntry>;
