import { z } from '@hono/zod-openapi';
import { cancelReason } from '#events/orders.ts';
import { because } from '#shared/http/because.ts';
import { orderIds } from '#shared/http/book-query.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { orderStatus } from '../view.ts';
import { operatorOrderView, orderDossier, orderPace, queueDepth, statusCount } from './view.ts';

const tags = ['operations'];
const params = z.object({ orderId: uuid });
const flag = z.enum(['true', 'false']);

const orderQuery = z.strictObject({
  ...pageQuery.shape,
  status: orderStatus.optional(),
  reason: cancelReason.optional(),
  customerId: uuid.optional(),
  id: z
    .string()
    .regex(/^(?=.{4,36}$)[0-9a-f]+(-[0-9a-f]+)*$/, 'how an id begins: at least four digits, such as 01a2009f')
    .refine((id) => id.replaceAll('-', '').length <= 32, 'longer than an id')
    .optional()
    .meta({ description: 'How the order’s id begins' }),
  orderIds,
  overdue: flag.optional().meta({ description: 'Not settled a minute after its decision, or after its deadline' }),
  parked: flag.optional(),
  from: instant.optional().meta({ description: 'Placed then or later' }),
  before: instant.optional().meta({ description: 'Placed earlier than that' }),
});

export const listOrders = route({
  method: 'get',
  path: '/v1/ops/orders',
  operationId: 'listOrdersToOperate',
  access: 'operator',
  scope: 'ops:read',
  tags,
  summary: 'Find orders by their state, newest first',
  ...conditional,
  request: { query: orderQuery },
  responses: { 200: { ...json(pageOf(operatorOrderView), 'A page of orders'), ...etag }, ...notModified },
});

export const countOrders = route({
  method: 'get',
  path: '/v1/ops/order-counts',
  operationId: 'countOrders',
  access: 'operator',
  scope: 'ops:read',
  tags,
  summary: 'Count orders by their status: all that are not settled, and those placed since a time',
  request: {
    query: z.strictObject({ from: instant.optional().meta({ description: 'Since when; 24 hours ago unless told' }) }),
  },
  ...conditional,
  responses: {
    200: { ...json(z.object({ from: z.iso.datetime(), counts: z.array(statusCount) }), 'The counts'), ...etag },
    ...notModified,
  },
});

export const pace = route({
  method: 'get',
  path: '/v1/ops/order-pace',
  operationId: 'getOrderPace',
  access: 'operator',
  scope: 'ops:read',
  tags,
  summary: 'How many orders were placed in each of the last 60 minutes, and how long they took to settle',
  ...conditional,
  responses: { 200: { ...json(orderPace, 'The last hour'), ...etag }, ...notModified },
});

export const queues = route({
  method: 'get',
  path: '/v1/ops/queues',
  operationId: 'listQueues',
  access: 'operator',
  scope: 'ops:read',
  tags,
  summary: 'How many messages wait in the queue of each consumer',
  ...conditional,
  responses: { 200: { ...json(z.object({ queues: z.array(queueDepth) }), 'The queues'), ...etag }, ...notModified },
});

export const getOrder = route({
  method: 'get',
  path: '/v1/ops/orders/{orderId}',
  operationId: 'getOrderDossier',
  access: 'operator',
  scope: 'ops:read',
  tags,
  summary: 'Read all that is known of an order: its participants, what is owed by whom, its events, what operators did',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(orderDossier, 'The order'), ...etag }, ...notModified },
});

const act = { access: 'operator', scope: 'ops:write', tags, method: 'post' } as const;
const request = { params, body: json(because, 'Why') };
const responses = { 200: json(orderDossier, 'The order afterwards') };

export const nudge = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/nudge',
  operationId: 'nudgeOrder',
  refuses: ['order-settled', 'order-parked'],
  summary: 'Have an order announced now instead of when it is due',
  sentAgain: 'Sent again, the order is announced once more, which is harmless, and the action is noted once more.',
  request,
  responses,
});

export const park = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/park',
  operationId: 'parkOrder',
  refuses: ['order-settled'],
  summary: 'Leave an order alone: it is announced no more, and no alarm counts it; its deadline still holds',
  sentAgain: 'Sent again, it changes nothing, and nothing is noted.',
  request,
  responses,
});

export const resume = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/resume',
  operationId: 'resumeOrder',
  refuses: ['order-settled'],
  summary: 'Have a parked order announced again',
  sentAgain: 'Sent again, it changes nothing, and nothing is noted.',
  request,
  responses,
});

export const retell = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/retell',
  operationId: 'retellOrder',
  refuses: ['order-unsettled'],
  summary: 'Announce a settled order once more, to participants whose books are behind',
  description:
    'Who has done what it asks for answers and changes nothing. An order that is not settled is announced anyway: nudge it.',
  sentAgain: 'Sent again, the order is announced once more, which is harmless, and the action is noted once more.',
  request,
  responses,
});

export const adopt = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/adopt',
  operationId: 'adoptOrder',
  summary: 'Take up an order that is unknown but holds something, as one that was cancelled',
  description:
    'For orders placed after the moment of a backup that has been restored. It is announced until every participant has undone what it holds, by its own books or by those of the provider and the carrier. What is not known of it is shown as the nil id for its customer, no lines, and a total of nothing in XXX. An id that no order of ours can have is refused. One that is known stays as it is.',
  sentAgain: 'Sent again, it changes nothing.',
  request,
  responses,
});
