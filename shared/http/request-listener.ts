import type { RequestListener } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import { ProblemError, problemDocument, problemHeaders } from '#shared/errors/problem.ts';
import { securityHeaders } from './security-headers.ts';
import type { ServiceEnv } from './service-env.ts';

export type Fetch = Pick<Hono<ServiceEnv>, 'fetch'>['fetch'];

/** Lets an app answer what Node's HTTP server hands over; an address or a host that is none is a problem document, too. */
export function toRequestListener(fetch: Fetch): RequestListener {
  return getRequestListener(fetch, {
    errorHandler: (error) => problemResponse(error instanceof RequestError ? badRequest() : internal(error)),
  });
}

/** A request that no app can be asked. */
export const badRequest = () => new ProblemError(400, 'bad-request', { title: 'The request is malformed' });

const internal = (cause: unknown) => new ProblemError(500, 'internal', { title: 'Something went wrong on our side', cause });

/** A problem as an answer of its own, where there is no app to give it. */
export function problemResponse(problem: ProblemError): Response {
  const headers = { ...securityHeaders, ...problemHeaders(problem) };
  return new Response(JSON.stringify(problemDocument(problem)), { status: problem.status, headers });
}
