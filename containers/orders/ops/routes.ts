import { z } from '@hono/zod-openapi';
import { cancelReason } from '#events/orders.ts';
import { because } from '#shared/http/because.ts';
import { orderIds } from '#shared/http/book-query.ts';
import { conditional, etag, notModified, weakEtag } from '#shared/http/conditional.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { retentionDays } from '#shared/saga/retention-days.ts';
import { entriesMax } from '../timeline-store.ts';
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
    .regex(/^(?=.{4,36}$)[0-9a-f]+(-[0-9a-f]+)*$/, 'must be the beginning of an id: at least four digits, such as 01a2009f')
    .refine((id) => id.replaceAll('-', '').length <= 32, 'must not be longer than an id')
    .optional()
    .meta({ description: 'The beginning of the order’s id' }),
  orderIds,
  overdue: flag.optional().meta({ description: 'Not settled a minute after its decision, or after its deadline' }),
  parked: flag.optional(),
  archived: flag.optional(),
  archivable: flag.optional().meta({
    description: `Settled at least ${retentionDays} days ago and not archived yet; its parcel, if there is one, has left`,
  }),
  from: instant.optional().meta({ description: 'Placed at or after this time' }),
  before: instant.optional().meta({ description: 'Placed before this time' }),
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
    query: z.strictObject({ from: instant.optional().meta({ description: 'Start of the period; 24 hours ago by default' }) }),
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
  summary:
    'How many messages wait in the queue of each consumer, how old the oldest is, and the oldest order that is waiting for it',
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
  summary: 'Read everything known about an order: its participants, what each owes, its events, what operators did',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(orderDossier, 'The order'), ...weakEtag }, ...notModified },
});

const act = { access: 'operator', scope: 'ops:write', tags, method: 'post' } as const;
const request = { params, body: json(because, 'Why') };
const responses = { 200: json(orderDossier, 'The order afterwards') };

const nudging = because
  .extend({
    whenRoom: z.literal(true).optional().meta({
      description: 'For programs that nudge many orders: the order is due now, and is announced once the queues have room',
    }),
  })
  .meta({ id: 'Nudge', example: { reason: 'billing has been restarted' } });

export const nudge = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/nudge',
  operationId: 'nudgeOrder',
  refuses: ['order-settled', 'order-parked'],
  summary: 'Announce an order now instead of when it is due, however many messages wait in the queues',
  sentAgain: 'Repeating it announces the order once more, which is harmless, and records the action once more.',
  request: { params, body: json(nudging, 'Why') },
  responses,
});

export const park = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/park',
  operationId: 'parkOrder',
  refuses: ['order-settled'],
  summary: 'Park an order: it is no longer announced and no alarm counts it; its deadline still holds',
  sentAgain: 'Repeating it changes nothing and records nothing.',
  request,
  responses,
});

export const resume = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/resume',
  operationId: 'resumeOrder',
  refuses: ['order-settled'],
  summary: 'Resume announcing a parked order',
  sentAgain: 'Repeating it changes nothing and records nothing.',
  request,
  responses,
});

export const retell = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/retell',
  operationId: 'retellOrder',
  refuses: ['order-unsettled'],
  summary: 'Republish a settled order’s event for participants that missed it',
  description:
    'A participant that has already done its part answers and changes nothing. An order that is not settled is still being announced: nudge it instead.',
  sentAgain: 'Repeating it announces the order once more, which is harmless, and records the action once more.',
  request,
  responses,
});

export const adopt = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/adopt',
  operationId: 'adoptOrder',
  summary: 'Record an unknown order as cancelled, so that whatever it still holds is released',
  description:
    'For orders placed after a backup was taken that has since been restored. The order is announced until every participant has undone what it holds, by its own records or by those of the provider and the carrier. Unknown details are shown as the nil id for the customer, no lines, and a total of 0 XXX. An id that none of our orders can have is refused. A known order is not changed.',
  sentAgain: 'Repeating it changes nothing.',
  request,
  responses,
});

const archiving = because
  .extend({
    savedEvents: z.array(uuid).max(entriesMax).meta({
      description: 'The ids of the events that the caller has saved: these are removed from the timeline, and no others',
    }),
  })
  .meta({ id: 'Archive', example: { reason: 'its retention has ended', savedEvents: ['0a0f0b52-9c57-5d3e-8f0e-3c1f6f6c8a11'] } });

export const archive = route({
  ...act,
  path: '/v1/ops/orders/{orderId}/archive',
  operationId: 'archiveOrder',
  refuses: ['order-unsettled', 'shipment-not-dispatched', 'dead-letter-open', 'order-too-young'],
  summary: 'Archive an old order: remove its address, its shortages and the saved events of its timeline',
  description: `What is removed cannot be restored: save it first, as \`npm run ops -- archive\` does. Everything else stays, so a late message still finds the order settled. An order is refused if it has not been settled for ${retentionDays} days, if its parcel has not left, and while one of its dead letters is open. Shipping has its own copy of the address.`,
  sentAgain: 'Repeating it removes the named events if they have come back into the timeline, and records nothing.',
  request: { params, body: json(archiving, 'Why, and what has been saved') },
  responses,
});
