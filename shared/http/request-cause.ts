import type { Context } from 'hono';
import type { Cause } from '#events/envelope.ts';
import type { ServiceEnv } from './service-env.ts';

/** A request as the cause of an event about `subject`. */
export function requestCause(c: Context<ServiceEnv>, subject: string): Cause {
  return { id: c.var.requestId, subject, correlationid: c.var.requestId, traceparent: c.var.traceparent };
}
