import { z } from '@hono/zod-openapi';
import { because } from '#shared/http/because.ts';
import { bookQuery } from '#shared/http/book-query.ts';
import { instant } from '#shared/http/instant.ts';
import { pageOf, pageQuery } from '#shared/http/page.ts';
import { json, route } from '#shared/http/route.ts';
import { uuid } from '#shared/http/uuid.ts';
import { troubleView } from '#shared/saga/resolve.ts';
import { retentionDays } from '#shared/saga/retention-days.ts';

const tags = ['operations'];
const read = { method: 'get', access: 'operator', scope: 'ops:read', tags } as const;

const shipmentEntry = z
  .object({
    orderId: z.uuid(),
    step: z
      .string()
      .meta({ description: 'The state in detail, including those that customers do not see, such as `cancelling`' }),
    trackingNumber: z.string().optional(),
    ...troubleView,
  })
  .meta({ id: 'ShipmentEntry' });

const bookingView = z
  .object({
    reference: z.string().meta({ description: 'Our reference: the order’s id' }),
    trackingNumber: z.string().optional(),
    status: z.string().meta({ description: 'The carrier’s status: `booked` or `cancelled`' }),
  })
  .meta({ id: 'Booking', description: 'A shipment in the carrier’s records' });

export const listShipments = route({
  ...read,
  path: '/v1/shipping/shipments',
  operationId: 'listShipments',
  summary: 'List the shipments in shipping’s records, of some orders or by time',
  request: { query: bookQuery },
  responses: { 200: json(pageOf(shipmentEntry), 'A page of shipments, by their orders’ ids') },
});

export const listBookings = route({
  ...read,
  path: '/v1/shipping/bookings',
  operationId: 'listBookings',
  summary: 'List the shipments in the carrier’s records, oldest first',
  request: {
    query: z.strictObject({
      ...pageQuery.shape,
      from: instant.optional().meta({ description: 'Only orders placed at or after this time, according to their ids' }),
    }),
  },
  responses: { 200: json(pageOf(bookingView), 'A page of the carrier’s bookings') },
});

export const releaseBooking = route({
  method: 'post',
  access: 'operator',
  scope: 'ops:write',
  tags,
  path: '/v1/shipping/bookings/{orderId}/release',
  operationId: 'releaseBooking',
  refuses: ['hold-needed'],
  sentAgain: 'Repeating it changes nothing.',
  summary: 'Ask the carrier to cancel a booking that no order needs',
  description: 'Refused unless the order’s shipment has been cancelled or has failed.',
  request: { params: z.object({ orderId: uuid }), body: json(because, 'Why') },
  responses: { 200: json(shipmentEntry, 'The shipment, unchanged') },
});

export const forgetAddress = route({
  method: 'post',
  access: 'operator',
  scope: 'ops:write',
  tags,
  path: '/v1/shipping/shipments/{orderId}/forget-address',
  operationId: 'forgetAddress',
  refuses: ['shipment-unfinished', 'order-too-young'],
  sentAgain: 'Repeating it changes nothing.',
  summary: 'Erase the address of an old shipment, once its order is archived',
  description: `Everything else about the shipment stays, so a late message finds it finished. Refused while the parcel has not left, and before the order is ${retentionDays} days old.`,
  request: { params: z.object({ orderId: uuid }), body: json(because, 'Why') },
  responses: { 200: json(shipmentEntry, 'The shipment') },
});

export type ShipmentEntry = z.infer<typeof shipmentEntry>;
export type BookingView = z.infer<typeof bookingView>;
