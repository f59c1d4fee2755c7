import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const limit = z.strictObject({ rate: z.number().positive(), burst: z.int().positive() });

/** The schema of `infra/gateway.json`: Terraform configures the real gateway from it, and the stand-in follows it. */
const gatewaySettings = z.strictObject({
  authorizer: z.strictObject({
    cacheTtlSeconds: z.int().min(0).max(3600),
    identitySources: z.array(z.string().startsWith('$')).min(1),
  }),
  /** Requests per second and burst of each route, for all callers together; the outer pair applies to routes without their own. */
  throttle: limit.extend({ routes: z.record(z.string(), limit) }),
  cors: z.strictObject({
    allowHeaders: z.array(z.string()),
    exposeHeaders: z.array(z.string()),
    maxAgeSeconds: z.int().min(0).max(86_400),
  }),
});

export type GatewaySettings = z.infer<typeof gatewaySettings>;

export const readGatewaySettings = (): GatewaySettings =>
  gatewaySettings.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../../infra/gateway.json'), 'utf8')));

/** For measurements and tests that send more requests than any caller may. */
export const unthrottled: GatewaySettings['throttle'] = { rate: 1_000_000, burst: 1_000_000, routes: {} };
