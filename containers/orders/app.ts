import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { v7 as newId } from 'uuid';
import { notFound } from '#shared/errors/problem.ts';
import { sendIfNew } from '#shared/http/conditional.ts';
import { requestHash } from '#shared/http/idempotency.ts';
import { fromCursor, pageFrom } from '#shared/http/page.ts';
import { requestCause } from '#shared/http/request-cause.ts';
import { actorOf } from '#shared/http/route.ts';
import { createServiceApp, type ServiceAppOptions } from '#shared/http/service-app.ts';
import type { ServiceEnv } from '#shared/http/service-env.ts';
import { type CancelOrderDeps, cancelOrder } from './commands/cancel-order.ts';
import { type PlaceOrderDeps, placeOrder } from './commands/place-order.ts';
import { mountOps, type OpsDeps } from './ops/app.ts';
import * as routes from './routes.ts';
import type { OrderRow } from './schema.ts';
import { viewAtPlacement, viewOf } from './view.ts';

export type OrdersDeps = Omit<ServiceAppOptions, 'service'> & PlaceOrderDeps & CancelOrderDeps & OpsDeps;

/** The HTTP API of `orders`. */
export function createApp(deps: OrdersDeps) {
  const { orders, timelines } = deps;
  const app = createServiceApp({ service: 'orders', ...deps });

  app.openapi(routes.place, async (c) => {
    const body = c.req.valid('json');
    const { 'idempotency-key': idempotencyKey } = c.req.valid('header');
    const cause = requestCause(c, newId());
    const { userId: customerId, generation = 0 } = actorOf(c);
    const request = { cause, customerId, generation, idempotencyKey, requestHash: requestHash(body), body };
    const row = await placeOrder(request, deps);
    return c.json(viewAtPlacement(row), 202, { location: `/v1/orders/${row.orderId}` });
  });

  app.openapi(routes.list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const { userId, roles } = actorOf(c);
    const before = cursor === undefined ? {} : { before: fromCursor(cursor, z.int().positive()) };
    const whose = roles.includes('operator') ? {} : { customerId: userId };
    const rows = await orders.list({ ...whose, ...before, limit: limit + 1 });
    return sendIfNew(c, pageFrom(rows, { limit, view: viewOf, positionOf: ({ position }) => position }));
  });

  app.openapi(routes.get, async (c) => sendIfNew(c, viewOf(await visibleOrder(c, c.req.valid('param').orderId))));

  app.openapi(routes.cancel, async (c) => {
    const { orderId } = c.req.valid('param');
    const { customerId } = await visibleOrder(c, orderId);
    if (customerId !== actorOf(c).userId) throw notFound('No such order');
    await cancelOrder(requestCause(c, orderId), deps);
    return c.json(viewOf(await visibleOrder(c, orderId)), 202);
  });

  app.openapi(routes.timeline, async (c) => {
    const { orderId } = await visibleOrder(c, c.req.valid('param').orderId);
    return sendIfNew(c, { events: await timelines.read(orderId) });
  });

  mountOps(app, deps);

  /** The caller's own order, or any order for an operator. Someone else's order is answered with 404, as if it did not exist. */
  async function visibleOrder(c: Context<ServiceEnv>, orderId: string): Promise<OrderRow> {
    const { userId, roles } = actorOf(c);
    const row = await orders.find(orderId);
    if (!row || (row.customerId !== userId && !roles.includes('operator'))) throw notFound('No such order');
    return row;
  }

  return app;
}
