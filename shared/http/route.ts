import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { unauthorized } from '#shared/errors/problem.ts';
import { type Access, type Actor, authenticate, type ServiceEnv } from './access.ts';

/** The problem document, for the API's description. */
const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });

const titles: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'No valid access token',
  403: 'The role does not allow this',
  404: 'Not found',
  409: 'The state does not allow this',
  413: 'The body is larger than 64 KB',
  415: 'The body is not application/json',
  422: 'The request is not valid',
  429: 'Too many requests',
  503: 'Not available right now; try again',
};

type Refusal = keyof typeof titles;

/**
 * Describes a route: who may call it, what it takes and what it answers. The statuses in `refuses` are answered as problem
 * documents; those that follow from `access` and from having a body are added by themselves.
 */
export function route<const R extends RouteConfig>({
  access,
  refuses = [],
  ...config
}: R & { access: Access; refuses?: readonly Refusal[] }) {
  const statuses = new Set<Refusal>([...refuses, ...impliedBy(access, config)]);
  const refusals = [...statuses].sort().map((status) => [status, refusal(titles[status] ?? 'Refused')] as const);
  return createRoute({
    ...config,
    ...(access === 'anyone' ? {} : { security: access === 'optional' ? [{}, { bearer: [] }] : [{ bearer: [] }] }),
    'x-access': access,
    middleware: [authenticate(access)],
    // A body that is not required would not be looked at when its content type is another.
    ...(config.request?.body ? { request: { ...config.request, body: { ...config.request.body, required: true } } } : {}),
    responses: { ...config.responses, ...Object.fromEntries(refusals) },
  } as unknown as R & { getRoutingPath(): R['path'] });
}

/** The signed-in actor of a request; use it in routes whose access is not `anyone`. */
export function actorOf(c: Context<ServiceEnv>): Actor {
  if (!c.var.actor) throw unauthorized('A bearer token is required');
  return c.var.actor;
}

/** A JSON body or answer of a route. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});

function impliedBy(access: Access, { request }: { request?: RouteConfig['request'] | undefined }): Refusal[] {
  const byToken: Refusal[] = access === 'anyone' ? [] : access === 'signedIn' || access === 'optional' ? [401] : [401, 403];
  const byBody: Refusal[] = request?.body ? [400, 413, 415, 422] : [];
  const byPath: Refusal[] = request?.params ? [404] : [];
  const byQuery: Refusal[] = request?.query ? [422] : [];
  // A store, or the keys that verify tokens, may be away whatever is asked.
  return [503, ...byToken, ...byBody, ...byPath, ...byQuery];
}

const refusal = (description: string) => ({ description, content: { 'application/problem+json': { schema: problem } } });
