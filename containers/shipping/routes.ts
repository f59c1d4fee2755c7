import { z } from '@hono/zod-openapi';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';

const tags = ['shipping'];
const params = z.object({ orderId: uuid });

const shipmentView = z
  .object({
    orderId: z.uuid(),
    status: z.enum(['pending', 'booked', 'ready', 'dispatched', 'delivered', 'failed', 'cancelled']),
    trackingNumber: z.string().optional(),
    failure: z.object({ code: z.string() }).optional(),
  })
  .meta({ id: 'Shipment' });

export const get = route({
  method: 'get',
  path: '/v1/shipping/shipments/{orderId}',
  access: 'signedIn',
  tags,
  summary: 'Read the shipment of an order',
  request: { params },
  responses: { 200: json(shipmentView, 'The shipment') },
});

export const dispatch = route({
  method: 'post',
  path: '/v1/shipping/shipments/{orderId}/dispatch',
  access: 'operator',
  refuses: [409],
  tags,
  summary: 'Hand a paid shipment to the carrier',
  request: { params },
  responses: { 200: json(shipmentView, 'The shipment, dispatched') },
});

export const deliver = route({
  method: 'post',
  path: '/v1/shipping/shipments/{orderId}/deliver',
  access: 'operator',
  refuses: [409],
  tags,
  summary: 'Note that a shipment has arrived',
  request: { params },
  responses: { 200: json(shipmentView, 'The shipment, delivered') },
});

export type ShipmentView = z.infer<typeof shipmentView>;
