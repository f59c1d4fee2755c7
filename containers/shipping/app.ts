import type { Context } from 'hono';
import { notFound } from '#shared/errors/problem.ts';
import { viewOfActions } from '#shared/http/actions-view.ts';
import { sendIfNew } from '#shared/http/conditional.ts';
import { requestCause } from '#shared/http/request-cause.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { uuidFromName } from '#shared/ids/uuid-from-name.ts';
import { resolveTrouble } from '#shared/saga/resolve.ts';
import { troubleOf } from '#shared/saga/trouble.ts';
import { type BooksDeps, mountBooks } from './books.ts';
import { type ObeyDeps, obeyOperator } from './commands/obey-operator.ts';
import { resolveShipment, type Shipment } from './domain.ts';
import * as routes from './routes.ts';

export type ShippingAppDeps = Omit<ServiceAppOptions, 'service'> & ObeyDeps & BooksDeps;

/** The HTTP API of `shipping`. */
export function createApp(deps: ShippingAppDeps) {
  const app = createServiceApp({ service: 'shipping', ...deps });

  app.openapi(routes.get, async (c) => {
    const { userId, roles } = actorOf(c);
    const { orderId } = c.req.valid('param');
    const isOperator = roles.includes('operator');
    const row = await deps.shipments.find(orderId);
    if (!row || (customerOf(row.state) !== userId && !isOperator)) throw notFound('No such shipment');
    return sendIfNew(c, isOperator ? await wholeViewOf(orderId, row.state) : viewOf(orderId, row.state));
  });

  app.openapi(routes.resolve, async (c) => {
    const { orderId } = c.req.valid('param');
    const { noteAction } = deps.shipments;
    await resolveTrouble(
      c,
      { orderId, ...c.req.valid('json') },
      { ...deps, noteAction, decide: resolveShipment, name: 'shipment' },
    );
    const row = await deps.shipments.find(orderId);
    if (!row) throw notFound('No such shipment');
    return c.json(await wholeViewOf(orderId, row.state), 200);
  });

  app.openapi(routes.dispatch, async (c) => {
    const asked = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await obey(c, 'dispatchShipment', asked), 200);
  });

  app.openapi(routes.deliver, async (c) => {
    const asked = { ...c.req.valid('param'), ...c.req.valid('json') };
    return c.json(await obey(c, 'deliverShipment', asked), 200);
  });

  mountBooks(app, deps);

  /** Takes the step, and records who ordered it first, and why, if they gave a reason. */
  async function obey(c: Context<ServiceEnv>, command: keyof typeof ordered, { orderId, ...why }: Asked) {
    const shipment = await obeyOperator(command, requestCause(c, orderId), deps);
    const action = { action: ordered[command], orderId, operatorId: actorOf(c).userId, ...why };
    await deps.shipments.noteAction(action, uuidFromName(`${orderId} ${command}`));
    return viewOf(orderId, shipment);
  }

  /** What operators see. */
  const wholeViewOf = async (orderId: string, shipment: Shipment) => ({
    ...viewOf(orderId, shipment),
    ...troubleOf(shipment),
    ...viewOfActions(await deps.shipments.actionsOf(orderId)),
  });

  return app;
}

type Asked = { orderId: string; reason?: string | undefined };

const ordered = { dispatchShipment: 'dispatch', deliverShipment: 'deliver' } as const;

function customerOf(shipment: Shipment): string | undefined {
  if ('consignee' in shipment && shipment.consignee) return shipment.consignee.customerId;
  return 'customerId' in shipment ? shipment.customerId : undefined;
}

function viewOf(orderId: string, shipment: Shipment): routes.ShipmentView {
  const tracking = 'trackingNumber' in shipment && shipment.trackingNumber ? { trackingNumber: shipment.trackingNumber } : {};
  const failure = shipment.status === 'failed' ? { failure: { code: shipment.code } } : {};
  return { orderId, status: statusOf(shipment), ...tracking, ...failure };
}

/** Hides the internal steps: users only see where the parcel is. */
function statusOf({ status }: Shipment): routes.ShipmentView['status'] {
  if (status === 'none' || status === 'waiting' || status === 'booking') return 'pending';
  return status === 'cancelling' ? 'cancelled' : status;
}
