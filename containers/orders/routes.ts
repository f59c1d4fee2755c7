import { z } from '@hono/zod-openapi';
import { money } from '#events/money.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { idempotencyHeader } from '#shared/http/idempotency.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { shipTo } from './ship-to.ts';
import { orderView } from './view.ts';

const tags = ['orders'];
const params = z.object({ orderId: uuid });

const placeOrderBody = z
  .strictObject({
    lines: z
      .array(z.strictObject({ productId: uuid, quantity: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(50),
    paymentMethod: z.string().regex(/^[\w-]{1,255}$/, 'must be the id of a payment method, such as pm_card_visa'),
    expectedTotal: z.strictObject(money.shape).optional().meta({
      id: 'ExpectedTotal',
      description:
        'The total that the customer was shown. If it has changed since, the order is refused, and the problem contains the new total.',
    }),
    shipTo,
  })
  .meta({
    id: 'PlaceOrder',
    example: {
      lines: [{ productId: '01990000-0000-7000-8000-000000000002', quantity: 1 }],
      expectedTotal: { amount: 2599, currency: 'USD' },
      paymentMethod: 'pm_card_visa',
      shipTo: { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' },
    },
  });

const timelineEntry = z.object({
  id: z.uuid(),
  type: z.string(),
  source: z.string(),
  time: z.iso.datetime(),
  data: z.record(z.string(), z.unknown()),
});

export const place = route({
  method: 'post',
  path: '/v1/orders',
  operationId: 'placeOrder',
  access: 'customer',
  scope: 'orders:write',
  refuses: ['account-disabled', 'out-of-stock', 'total-changed', 'total-not-chargeable', 'free-order', 'idempotency-key-reused'],
  tags,
  summary: 'Place an order',
  description:
    'The card is authorized after this response, when the customer can no longer answer a challenge: a card that requires 3-D Secure ' +
    'is declined, with the code `authentication_required` in the payment. The total must be chargeable in one payment.',
  request: { headers: idempotencyHeader, body: json(placeOrderBody, 'What to order, how to pay, where to ship') },
  responses: {
    202: {
      ...json(orderView, 'Stored; it will be confirmed or cancelled'),
      headers: z.object({ location: z.string().meta({ description: 'Where to read the order' }) }),
    },
  },
});

export const list = route({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  access: 'signedIn',
  scope: 'orders:read',
  tags,
  summary: 'List my orders, newest first; operators see all orders',
  ...conditional,
  request: { query: pageQuery },
  responses: { 200: { ...json(pageOf(orderView), 'A page of orders'), ...etag }, ...notModified },
});

export const get = route({
  method: 'get',
  path: '/v1/orders/{orderId}',
  operationId: 'getOrder',
  access: 'signedIn',
  scope: 'orders:read',
  tags,
  summary: 'Read an order',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(orderView, 'The order'), ...etag }, ...notModified },
});

export const cancel = route({
  method: 'post',
  path: '/v1/orders/{orderId}/cancel',
  operationId: 'cancelOrder',
  access: 'customer',
  scope: 'orders:write',
  refuses: ['order-confirmed'],
  tags,
  summary: 'Cancel an order that is not yet confirmed',
  sentAgain: 'Repeating it changes nothing and returns the current state of the order.',
  request: { params },
  responses: { 202: json(orderView, 'Cancelled; what was done is being undone') },
});

export const timeline = route({
  method: 'get',
  path: '/v1/orders/{orderId}/timeline',
  operationId: 'getTimeline',
  access: 'signedIn',
  scope: 'orders:read',
  tags,
  summary: 'Every event of an order; may lag by a second or two',
  ...conditional,
  request: { params },
  responses: {
    200: { ...json(z.object({ events: z.array(timelineEntry) }), 'The events by time, none before its cause'), ...etag },
    ...notModified,
  },
});
