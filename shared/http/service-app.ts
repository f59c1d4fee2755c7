import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { DependencyUnavailableError, outcomeOf } from '#shared/errors/outcome.ts';
import { firstOf, invalid, notFound, ProblemError, problemDocument, problemHeaders } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import type { VerifyToken } from '#shared/tokens/actor.ts';
import { currentMetering } from '#shared/tracing/metering.ts';
import { meterRequests, traceRequests } from '#shared/tracing/requests.ts';
import { givenTraceparent } from '#shared/tracing/traceparent.ts';
import { currentTracing } from '#shared/tracing/tracing.ts';
import { requestsAtOnceMax } from './capacity.ts';
import { mountReadiness } from './readiness.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServiceEnv } from './service-env.ts';

export type ServiceAppOptions = {
  service: string;
  log: Log;
  verifyToken: VerifyToken;
  /** Rejects while the service cannot do its work; called by /readyz. */
  ready: () => Promise<void>;
  /** The most requests processed at once; others get a 503. Health checks are always answered. */
  requestsMax?: number;
};

/**
 * The app that every service starts from: health, tokens, traces, limits, and one error format. An unknown combination of path
 * and method is a 404, as at the gateway.
 */
export function createServiceApp(options: ServiceAppOptions): OpenAPIHono<ServiceEnv> {
  const { service, log, ready } = options;
  const app = createRouter();
  app.use(secure);
  app.use(identify(options));
  if (currentMetering()) app.use(meterRequests);
  if (currentTracing()) app.use(traceRequests);
  app.get('/healthz', (c) => c.json({ status: 'ok', service }));
  app.get('/readyz', async (c) => {
    await ready().catch((cause) => {
      throw new DependencyUnavailableError('not ready', { cause });
    });
    return c.json({ status: 'ready', service });
  });
  mountReadiness(app, { service, ready });
  app.notFound((c) => sendProblem(c, notFound('There is nothing at this address')));
  app.onError((error, c) => {
    const problem = toProblem(error);
    const facts = { requestId: c.var.requestId, method: c.req.method, route: c.req.routePath };
    if (problem.status === 503) log.warn({ ...facts, reason: outcomeOf(error).reason }, 'request refused temporarily');
    else if (problem.status >= 500) log.error({ ...facts, err: error }, 'request failed');
    else if (unwelcome.has(problem.status)) log.info({ ...facts, ...whatWasRefused(problem, c) }, 'request refused');
    return sendProblem(c, problem);
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' });
  return app;
}

/** Not signed in, not allowed, or too many attempts: attacks show up in these. */
const unwelcome = new Set([401, 403, 429]);

const whatWasRefused = ({ status, slug }: ProblemError, c: Context<ServiceEnv>) => ({
  status,
  type: slug,
  userId: c.var.actor?.userId,
});

/** A router whose schema failures are problem documents: 404 for a malformed path, 400 for a header, 422 for the rest. */
function createRouter(): OpenAPIHono<ServiceEnv> {
  return new OpenAPIHono<ServiceEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      if (result.target === 'param') throw notFound('There is nothing at this address');
      const flaws = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      if (result.target !== 'header') throw invalid(flaws);
      const errors = firstOf(flaws);
      throw new ProblemError(400, 'bad-header', { title: 'A header is missing or malformed', extensions: { errors } });
    },
  });
}

/** No cache may store the responses, unless the route says otherwise. */
const secure: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  // Before the handler, because Hono rebuilds the whole response for each header that is set after it.
  for (const [name, value] of Object.entries(securityHeaders)) c.header(name, value);
  c.header('cache-control', 'no-store');
  await next();
};

function identify({ verifyToken, requestsMax = requestsAtOnceMax }: ServiceAppOptions): MiddlewareHandler<ServiceEnv> {
  const capacity = { inFlight: 0, requestsMax };
  return async (c, next) => {
    c.set('verifyToken', verifyToken);
    c.set('capacity', capacity);
    c.set('requestId', c.req.header('x-request-id')?.match(/^[\w=+/-]{1,128}$/)?.[0] ?? randomUUID());
    c.set('traceparent', givenTraceparent(c.req.header('traceparent')) ?? newTrace());
    c.header('x-request-id', c.var.requestId);
    await next();
  };
}

/**
 * As random as W3C Trace Context requires. Built from UUIDs because Node pre-generates those; other random
 * bytes cost a system call each.
 */
const newTrace = () => `00-${hexOf(randomUUID())}-${hexOf(randomUUID()).slice(16)}-01`;
const hexOf = (uuid: string) => uuid.replaceAll('-', '');

/** Maps an error to what the caller sees: our own problems as they are, an unreachable dependency as 503, anything else as 500. */
function toProblem(error: Error): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new ProblemError(error.status, 'bad-request', { title: 'The request is malformed', cause: error });
  }
  const outcome = outcomeOf(error);
  if (outcome.kind === 'unavailable' || (outcome.kind === 'retry' && outcome.error === undefined)) {
    return new ProblemError(503, 'unavailable', {
      title: 'Temporarily unavailable',
      headers: { 'retry-after': '2' },
      cause: error,
    });
  }
  return new ProblemError(500, 'internal', { title: 'Something went wrong on our side', cause: error });
}

function sendProblem(c: Context<ServiceEnv>, problem: ProblemError): Response {
  const document = problemDocument(problem, new URL(c.req.url).pathname);
  return c.body(JSON.stringify(document), problem.status as 400, problemHeaders(problem));
}
