import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { conflict, notFound, ProblemError } from '#shared/errors/problem.ts';
import { bookFilterOf } from '#shared/http/book-query.ts';
import { fromCursor, pageFrom } from '#shared/http/page.ts';
import { actorOf } from '#shared/http/route.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { firstUuidAt } from '#shared/ids/uuid-at.ts';
import type { Log } from '#shared/logging/logger.ts';
import { retentionDays } from '#shared/saga/retention-days.ts';
import { troubleOf } from '#shared/saga/trouble.ts';
import * as routes from './book-routes.ts';
import type { Booking, Carrier, CarrierBooks } from './carrier.ts';
import type { Shipment, ShipmentIn } from './domain.ts';
import type { ShipmentRow } from './schema.ts';
import type { ShipmentStore } from './store.ts';

export type BooksDeps = { shipments: ShipmentStore; carrier: Pick<Carrier, 'cancel'> & CarrierBooks; log: Log };

/**
 * The operators' API to list our shipments and the carrier's bookings, to release a booking that no order needs, and to forget where an old
 * shipment went.
 */
export function mountBooks(app: OpenAPIHono<ServiceEnv>, { shipments, carrier, log }: BooksDeps): void {
  app.openapi(routes.listShipments, async (c) => {
    const query = c.req.valid('query');
    const rows = await shipments.list(bookFilterOf(query));
    return c.json(pageFrom(rows, { ...query, view: entryOf, positionOf: ({ orderId }) => orderId }), 200);
  });

  app.openapi(routes.listBookings, async (c) => {
    const { from, cursor, limit } = c.req.valid('query');
    const first = from === undefined ? undefined : firstUuidAt(new Date(from));
    const after = cursor === undefined ? first : fromCursor(cursor, z.string().max(100));
    const bookings = await carrier.list({ after, limit: limit + 1 }).catch(whenAway);
    return c.json(pageFrom(bookings, { limit, view: viewOf, positionOf: ({ reference }) => reference }), 200);
  });

  app.openapi(routes.releaseBooking, async (c) => {
    const { orderId } = c.req.valid('param');
    const row = await shipments.find(orderId);
    if (!row) throw notFound('No such shipment');
    if (row.status !== 'cancelled' && row.status !== 'failed')
      throw conflict('hold-needed', `The shipment is ${row.status}, so its booking is still needed`);
    const { userId } = actorOf(c);
    log.info({ action: 'release booking', orderId, userId }, 'operator acted');
    await shipments.noteAction({ action: 'release booking', orderId, operatorId: userId, ...c.req.valid('json') });
    await carrier.cancel(orderId, row.state as ShipmentIn<'cancelling'>).catch(whenAway);
    return c.json(entryOf(row), 200);
  });

  app.openapi(routes.forgetAddress, async (c) => {
    const { orderId } = c.req.valid('param');
    const isForgotten = await shipments.forgetAddress(orderId);
    const row = await shipments.find(orderId);
    if (!row) throw notFound('No such shipment');
    if (hasAddress(row.state)) throw whyNeeded(row.state);
    if (isForgotten) {
      const { userId } = actorOf(c);
      log.info({ action: 'forget address', orderId, userId }, 'operator acted');
      await shipments.noteAction({ action: 'forget address', orderId, operatorId: userId, ...c.req.valid('json') });
    }
    return c.json(entryOf(row), 200);
  });
}

const hasAddress = (shipment: Shipment): boolean =>
  'consignee' in shipment && shipment.consignee !== undefined && shipment.consignee.shipTo !== undefined;

/** Why an address that the store has not forgotten must be kept. */
export function whyNeeded({ status }: Shipment): ProblemError {
  const isOver = ['dispatched', 'delivered', 'failed', 'cancelled'].includes(status);
  if (!isOver) return conflict('shipment-unfinished', `The shipment is ${status}, so its address is still needed`);
  return conflict('order-too-young', `The order is not ${retentionDays} days old`);
}

/** A problem of a single shipment is not an outage, so the caller is asked to retry. */
function whenAway(error: unknown): never {
  if (!(error instanceof RetryLaterError)) throw error;
  throw new ProblemError(503, 'unavailable', { title: 'The carrier has not cancelled it yet; try again', cause: error });
}

function entryOf({ orderId, state, trackingNumber }: ShipmentRow): routes.ShipmentEntry {
  return { orderId, step: state.status, ...(trackingNumber === null ? {} : { trackingNumber }), ...troubleOf(state) };
}

const viewOf = ({ reference, trackingNumber, status }: Booking): routes.BookingView => ({
  reference,
  ...(trackingNumber === null ? {} : { trackingNumber }),
  status,
});
