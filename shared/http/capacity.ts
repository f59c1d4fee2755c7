import type { MiddlewareHandler } from 'hono';
import { ProblemError } from '#shared/errors/problem.ts';
import type { ServiceEnv } from './service-env.ts';

/** Far more than a replica's connections to its stores can carry: requests beyond this would wait longer than a retry takes. */
export const requestsAtOnceMax = 512;

/** Rejects requests beyond the capacity at once, instead of making everyone wait. */
export const withinCapacity: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const { capacity } = c.var;
  if (capacity.inFlight >= capacity.requestsMax) {
    throw new ProblemError(503, 'busy', { title: 'Too many requests are in progress', headers: { 'retry-after': '1' } });
  }
  capacity.inFlight++;
  try {
    await next();
  } finally {
    capacity.inFlight--;
  }
};
