import { z } from '@hono/zod-openapi';
import { actionsView } from '#shared/http/actions-view.ts';
import { becauseIfSaid } from '#shared/http/because.ts';
import { conditional, etag, notModified } from '#shared/http/conditional.ts';
import { json, optionalJson, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { resolutionBody, troubleView } from '#shared/saga/resolve.ts';

const tags = ['shipping'];
const params = z.object({ orderId: uuid });

const shipmentView = z
  .object({
    orderId: z.uuid(),
    status: z.enum(['pending', 'booked', 'ready', 'dispatched', 'delivered', 'failed', 'cancelled']),
    trackingNumber: z.string().optional(),
    failure: z.object({ code: z.string() }).optional(),
    ...troubleView,
    ...actionsView,
  })
  .meta({ id: 'Shipment', example: { orderId: '01a2009f-0c90-7c9e-b880-46e95d71d928', status: 'ready' } });

export const get = route({
  method: 'get',
  path: '/v1/shipping/shipments/{orderId}',
  operationId: 'getShipment',
  access: 'signedIn',
  scope: 'shipments:read',
  tags,
  summary: 'Read the shipment of an order',
  ...conditional,
  request: { params },
  responses: { 200: { ...json(shipmentView, 'The shipment'), ...etag }, ...notModified },
});

export const dispatch = route({
  method: 'post',
  path: '/v1/shipping/shipments/{orderId}/dispatch',
  operationId: 'dispatchShipment',
  access: 'operator',
  scope: 'shipments:write',
  refuses: ['shipment-not-ready'],
  tags,
  summary: 'Hand a paid shipment to the carrier',
  sentAgain: 'Repeating it changes nothing and returns the same response.',
  request: { params, body: optionalJson(becauseIfSaid, 'Why; without it, only who dispatched it and when is recorded') },
  responses: { 200: json(shipmentView, 'The shipment, dispatched') },
});

export const deliver = route({
  method: 'post',
  path: '/v1/shipping/shipments/{orderId}/deliver',
  operationId: 'deliverShipment',
  access: 'operator',
  scope: 'shipments:write',
  refuses: ['shipment-not-dispatched'],
  tags,
  summary: 'Record that a shipment has been delivered',
  sentAgain: 'Repeating it changes nothing and returns the same response.',
  request: { params, body: optionalJson(becauseIfSaid, 'Why; without it, only who recorded it and when is recorded') },
  responses: { 200: json(shipmentView, 'The shipment, delivered') },
});

export const resolve = route({
  method: 'post',
  path: '/v1/shipping/shipments/{orderId}/resolve',
  operationId: 'resolveShipment',
  access: 'operator',
  scope: 'ops:write',
  refuses: ['not-in-trouble'],
  sentAgain: 'Repeating a retry tries once more; if it has been settled, it is refused.',
  tags: ['operations'],
  summary: 'Resolve a shipment whose cancellation is failing: retry it, or settle it as done by hand',
  request: { params, body: json(resolutionBody, 'The decision, and why') },
  responses: { 200: json(shipmentView, 'The shipment afterwards') },
});

export type ShipmentView = z.infer<typeof shipmentView>;
