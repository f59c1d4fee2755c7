import { createRoute, type RouteConfig, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { unauthorized } from '#shared/errors/problem.ts';
import { type ProblemType, typesOf } from '#shared/errors/problem-types.ts';
import type { Actor } from '#shared/tokens/actor.ts';
import { type Access, type Admission, authenticate } from './access.ts';
import { withinCapacity } from './capacity.ts';
import { readJsonBody, readOptionalJsonBody } from './json-body.ts';
import { refusalsOf } from './refusals.ts';
import type { ServiceEnv } from './service-env.ts';
import { strictQuery } from './strict-query.ts';

/**
 * Describes a route: who may call it with which scope, what it takes and what it answers. `refuses` lists the route's own
 * problem types, or a status for all types of that status; types that follow from access and input are added automatically.
 * `sentAgain` says, for a POST without an Idempotency-Key, what sending it again does.
 */
export function route<const R extends RouteConfig>({
  access,
  scope,
  refuses = [],
  sentAgain,
  ...config
}: R & Admission & { refuses?: readonly (ProblemType | number)[]; sentAgain?: string }) {
  const admission = { access, scope } as Admission;
  const { body } = config.request ?? {};
  const ownReasons = refuses.flatMap((reason) => (typeof reason === 'number' ? typesOf(reason) : [reason]));
  return createRoute({
    ...config,
    ...(sentAgain
      ? { description: [config.description, `${sentAgain} An \`Idempotency-Key\` is ignored.`].filter(Boolean).join(' ') }
      : {}),
    ...(access === 'anyone' ? {} : { security: [...(access === 'optional' ? [{}] : []), { bearer: [scope] }] }),
    'x-access': access,
    middleware: guards(admission, config.request),
    // Unless the route says otherwise, because the validator would skip an optional body that has another content type.
    ...(body ? { request: { ...config.request, body: { ...body, required: body.required ?? true } } } : {}),
    responses: { ...config.responses, ...refusalsOf([...impliedBy(access, config), ...ownReasons]) },
  } as unknown as R & { getRoutingPath(): R['path'] });
}

/** The signed-in actor of a request, for routes whose access is not `anyone`. */
export function actorOf(c: Context<ServiceEnv>): Actor {
  if (!c.var.actor) throw unauthorized('A bearer token is required');
  return c.var.actor;
}

/** The JSON body or response of a route. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

/** The JSON body of a route that may also be called without one; every member is optional. */
export const optionalJson = <S extends z.ZodType>(schema: S, description: string) => ({
  ...json(schema, description),
  required: false,
});

/** In this order: who asks, what they ask, and whether there is capacity. A slow body takes up no capacity while it arrives. */
function guards(admission: Admission, request: RouteConfig['request']) {
  const query = strictQuery(request?.query as z.ZodType | undefined);
  const read = request?.body?.required === false ? readOptionalJsonBody : readJsonBody;
  return [authenticate(admission), query, ...(request?.body ? [read] : []), withinCapacity];
}

function impliedBy(access: Access, { request }: { request?: RouteConfig['request'] | undefined }): ProblemType[] {
  const isForARole = access !== 'anyone' && access !== 'optional' && access !== 'signedIn';
  return [
    // Every route can be refused with these: a store or the signing keys may be unreachable, and a query may have unknown
    // parameters.
    'unavailable',
    'busy',
    'validation',
    ...when(access !== 'anyone', 'unauthorized'),
    ...when(access === 'signedIn' || isForARole, 'insufficient-scope'),
    ...when(isForARole, 'forbidden'),
    ...when(request?.headers, 'bad-header'),
    ...when(request?.params, 'not-found'),
    ...when(request?.body, 'bad-request', 'body-too-large', 'unsupported-media-type', 'unsupported-encoding'),
  ];
}

const when = (applies: unknown, ...types: ProblemType[]) => (applies ? types : []);
