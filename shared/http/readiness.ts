import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { json, route } from './route.ts';
import type { ServiceEnv } from './service-env.ts';

type Readiness = { service: string; ready: () => Promise<void> };

/** Shows operators what `/readyz` tells the load balancer. */
export function mountReadiness(app: OpenAPIHono<ServiceEnv>, { service, ready }: Readiness): void {
  app.openapi(readinessOf(service), async (c) => {
    const isReady = await ready().then(
      () => true,
      () => false, // Not an error here: "not ready" is the answer, whatever the cause.
    );
    return c.json({ service, ready: isReady }, 200);
  });
}

const readinessOf = (service: string) =>
  route({
    method: 'get',
    path: `/v1/${service}/readiness`,
    operationId: `readinessOf${service.charAt(0).toUpperCase()}${service.slice(1)}`,
    access: 'operator',
    scope: 'ops:read',
    tags: ['operations'],
    summary: `Check whether \`${service}\` can reach its dependencies`,
    responses: { 200: json(readinessView, 'Whether it can work right now') },
  });

const readinessView = z.object({ service: z.string(), ready: z.boolean() }).meta({ id: 'Readiness' });
