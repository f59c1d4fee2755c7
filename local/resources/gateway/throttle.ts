import type { GatewaySettings } from './settings.ts';

/**
 * A token bucket per route, as in API Gateway: `burst` requests at once, then `rate` per second.
 * @returns whether a request of the route may pass now
 */
export function createThrottle(throttle: GatewaySettings['throttle']): (routeKey: string) => boolean {
  const buckets = new Map<string, { tokens: number; filledAt: number }>();
  return (routeKey) => {
    const { rate, burst } = throttle.routes[routeKey] ?? throttle;
    const now = performance.now();
    const { tokens, filledAt } = buckets.get(routeKey) ?? { tokens: burst, filledAt: now };
    const filled = Math.min(burst, tokens + ((now - filledAt) / 1000) * rate);
    const passes = filled >= 1;
    buckets.set(routeKey, { tokens: passes ? filled - 1 : filled, filledAt: now });
    return passes;
  };
}
