import type { OpenAPIHono } from '@hono/zod-openapi';
import { createApp as createAuth } from '../../containers/auth/app.ts';
import { createApp as createBilling } from '../../containers/billing/app.ts';
import { createApp as createCatalog } from '../../containers/catalog/app.ts';
import { createApp as createInventory } from '../../containers/inventory/app.ts';
import { createApp as createOrders } from '../../containers/orders/app.ts';
import { createApp as createShipping } from '../../containers/shipping/app.ts';
import type { ServiceName } from '../services.ts';

// An app describes itself without doing anything, so its dependencies can be dummies.
const nothing: never = new Proxy(() => nothing, { get: () => nothing }) as never;

const apps = {
  auth: createAuth(nothing),
  catalog: createCatalog(nothing),
  orders: createOrders(nothing),
  inventory: createInventory(nothing),
  billing: createBilling(nothing),
  shipping: createShipping(nothing),
} satisfies Record<ServiceName, unknown>;

const config = { openapi: '3.1.0', info: { title: '', version: '' } };

/** Each service's own API description. */
export const documents = Object.entries(apps).map(
  ([service, app]) => [service, (app as OpenAPIHono).getOpenAPI31Document(config)] as const,
);

/** The gateway's routes: API Gateway, its local stand-in and Terraform use the same list. */
export function routes() {
  return documents.flatMap(([service, { paths = {} }]) =>
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods ?? {}).map(([method, operation]) => ({
        routeKey: `${method.toUpperCase()} ${path}`,
        service,
        authorizer: needsToken(operation as { security?: Record<string, unknown>[] }),
      })),
    ),
  );
}

/** A route with an optional token is open at the gateway; the service checks the token itself. */
export const needsToken = ({ security = [] }: { security?: Record<string, unknown>[] }) =>
  security.length > 0 && security.every((scheme) => 'bearer' in scheme);
