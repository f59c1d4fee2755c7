import type { RequestListener } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { ProblemError, problemDocument, problemHeaders } from '#shared/errors/problem.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServiceEnv } from './service-env.ts';

export type Fetch = Pick<Hono<ServiceEnv>, 'fetch'>['fetch'];

/** Lets an app answer the requests of Node's HTTP server. An invalid URL or host also gets a problem document. */
export function toRequestListener(fetch: Fetch): RequestListener {
  return getRequestListener(fetch, {
    errorHandler: (error) => problemResponse(error instanceof RequestError ? badRequest() : internal(error)),
  });
}

/** For a request that cannot be passed to an app. */
export const badRequest = () => new ProblemError(400, 'bad-request', { title: 'The request is malformed' });

const internal = (cause: unknown) => new ProblemError(500, 'internal', { title: 'Something went wrong on our side', cause });

/** A problem as a response, where there is no app to send it. */
export function problemResponse(problem: ProblemError): Response {
  const headers = { ...securityHeaders, ...problemHeaders(problem) };
  return new Response(JSON.stringify(problemDocument(problem)), { status: problem.status, headers });
}
