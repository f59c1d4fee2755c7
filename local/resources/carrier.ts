import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import { openShipments } from './carrier/shipments.ts';
import { type Serving, serve } from './serve.ts';

/**
 * A stand-in for a carrier. Bookings are idempotent by the caller's reference; a cancelled reference, booked before or not,
 * refuses a late booking. All answers are stored in `<dataFolder>/carrier.sqlite` and survive a kill.
 */
export async function startCarrier({ dataFolder, port = 0 }: { dataFolder: string; port?: number }): Promise<Serving> {
  mkdirSync(dataFolder, { recursive: true });
  const shipments = openShipments(join(dataFolder, 'carrier.sqlite'));
  const server = createServer(getRequestListener(carrierApp(shipments).fetch, { overrideGlobalObjects: false }));
  return serve(server, { port, release: shipments.close });
}

const booking = z.object({ shipTo: z.looseObject({ postalCode: z.string().optional(), country: z.string() }) });

/** The undeliverable postal code. */
const undeliverablePostalCode = '00000';

function carrierApp(shipments: ReturnType<typeof openShipments>): Hono {
  const app = new Hono();
  app.put('/shipments/:reference', async (c) => {
    // Invalid JSON gets the same error as JSON of the wrong shape.
    const parsed = booking.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ code: 'invalid_request', message: z.prettifyError(parsed.error) }, 400);
    const reference = c.req.param('reference');
    const known = shipments.find(reference);
    if (known?.status === 'cancelled')
      return c.json({ code: 'reference_cancelled', message: 'This reference was cancelled.' }, 409);
    if (known) return c.json(known, 200);
    const { shipTo } = parsed.data;
    if (shipTo.postalCode === undeliverablePostalCode) {
      return c.json({ code: 'undeliverable_address', message: 'There is no delivery to this postal code.' }, 422);
    }
    return c.json(shipments.book(reference, shipTo), 201);
  });
  app.delete('/shipments/:reference', (c) => c.json(shipments.cancel(c.req.param('reference')), 200));
  app.get('/shipments/:reference', (c) => {
    const known = shipments.find(c.req.param('reference'));
    return known ? c.json(known) : c.json({ code: 'not_found', message: 'No shipment has this reference.' }, 404);
  });
  app.get('/shipments', (c) => {
    const { status, after, limit } = c.req.query();
    const found = shipments.list({ status, after, limit: limit === undefined ? undefined : Number(limit) });
    return c.json({ count: found.length, shipments: found });
  });
  return app;
}
