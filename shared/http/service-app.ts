import { randomBytes, randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { invalid, notFound, ProblemError, problemDocument } from '#shared/errors/problem.ts';
import type { Log } from '#shared/logging/logger.ts';
import { DependencyUnavailableError, outcomeOf } from '#shared/messaging/outcome.ts';
import type { ServiceEnv, VerifyToken } from './access.ts';

export type ServiceAppOptions = {
  service: string;
  log: Log;
  verifyToken: VerifyToken;
  /** Rejects while the service cannot do its work; asked by /readyz. */
  ready: () => Promise<void>;
};

const bodyBytesMax = 64 * 1024;

/** The application that every service starts from: health, tokens, traces, limits, and one way to answer errors. */
export function createServiceApp({ service, log, verifyToken, ready }: ServiceAppOptions): OpenAPIHono<ServiceEnv> {
  const app = createRouter();
  app.use(identify(verifyToken));
  app.use(
    bodyLimit({ maxSize: bodyBytesMax, onError: () => refuseBody(413, 'body-too-large', 'The body is larger than 64 KB') }),
  );
  app.use(requireJson);
  app.get('/healthz', (c) => c.json({ status: 'ok', service }));
  app.get('/readyz', async (c) => {
    await ready().catch((cause) => {
      throw new DependencyUnavailableError('not ready', { cause });
    });
    return c.json({ status: 'ready', service });
  });
  app.notFound((c) => sendProblem(c, notFound('There is nothing at this address')));
  app.onError((error, c) => {
    const problem = toProblem(error);
    const facts = { requestId: c.var.requestId, method: c.req.method, route: c.req.routePath };
    if (problem.status === 503) log.warn({ ...facts, reason: outcomeOf(error).reason }, 'request refused for now');
    else if (problem.status >= 500) log.error({ ...facts, err: error }, 'request failed');
    return sendProblem(c, problem);
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' });
  return app;
}

/** A router whose schema failures are problem documents: 404 for a malformed path, 400 for a header, 422 for the rest. */
function createRouter(): OpenAPIHono<ServiceEnv> {
  return new OpenAPIHono<ServiceEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      if (result.target === 'param') throw notFound('There is nothing at this address');
      const flaws = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      if (result.target !== 'header') throw invalid(flaws);
      throw new ProblemError(400, 'bad-header', { title: 'A header is missing or malformed', extensions: { errors: flaws } });
    },
  });
}

function identify(verifyToken: VerifyToken): MiddlewareHandler<ServiceEnv> {
  return async (c, next) => {
    c.set('verifyToken', verifyToken);
    c.set('requestId', c.req.header('x-request-id')?.match(/^[\w=+/-]{1,128}$/)?.[0] ?? randomUUID());
    c.set(
      'traceparent',
      c.req.header('traceparent')?.match(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/)?.[0] ?? newTrace(),
    );
    await next();
    c.header('x-request-id', c.var.requestId);
    c.header('x-content-type-options', 'nosniff');
  };
}

const newTrace = () => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

// Only the headers tell whether there is a body: node-server's request has a stream even when nothing was sent.
const requireJson: MiddlewareHandler<ServiceEnv> = async (c, next) => {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = c.req.header();
  const hasBody = length !== '0' && (length ?? encoding ?? type) !== undefined;
  if (hasBody && !/^application\/(merge-patch\+)?json\s*(;|$)/i.test(type ?? '')) {
    refuseBody(415, 'unsupported-media-type', 'The body must be application/json');
  }
  await next();
};

function refuseBody(status: number, slug: string, title: string): never {
  throw new ProblemError(status, slug, { title });
}

/** What the caller is told of an error: our own problems as they are, an unreachable dependency as 503, anything else as 500. */
function toProblem(error: Error): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof HTTPException && error.status < 500) {
    return new ProblemError(error.status, 'bad-request', { title: 'The request cannot be understood', cause: error });
  }
  const outcome = outcomeOf(error);
  if (outcome.kind === 'unavailable' || (outcome.kind === 'retry' && outcome.error === undefined)) {
    return new ProblemError(503, 'unavailable', {
      title: 'Not available right now',
      headers: { 'retry-after': '2' },
      cause: error,
    });
  }
  return new ProblemError(500, 'internal', { title: 'Something went wrong on our side', cause: error });
}

function sendProblem(c: Context<ServiceEnv>, problem: ProblemError): Response {
  const headers = { ...problem.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  return c.body(JSON.stringify(problemDocument(problem, new URL(c.req.url).pathname)), problem.status as 400, headers);
}
