import { z } from '@hono/zod-openapi';
import { money } from '#events/money.ts';
import { type ProblemType, problemTypes, problemUrn } from '#shared/errors/problem-types.ts';

/** The problem document's schema in the API description. */
const problem = z
  .looseObject({
    type: z.enum((Object.keys(problemTypes) as ProblemType[]).map(problemUrn)),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional().meta({ description: 'The path of the request' }),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For a request that is not valid: where each error is, and what it is' }),
    lines: z
      .array(z.object({ productId: z.uuid(), requested: z.int(), available: z.int() }))
      .optional()
      .meta({ description: 'For an order that is out of stock: the lines that ask for more than is available' }),
    total: money.optional().meta({ description: 'For an order whose total has changed: the current total' }),
    bounds: z
      .object({ least: z.int(), greatest: z.int(), step: z.int() })
      .optional()
      .meta({ description: 'For a total that cannot be charged: what can be charged, in minor units of its currency' }),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details. `type` names the reason and never changes; `title` is for people.',
  });

const titles: Record<number, string> = {
  400: 'The request is malformed',
  401: 'No valid access token',
  403: 'The role, or the scope of the token, does not allow this',
  404: 'Not found',
  409: 'The state does not allow this',
  412: 'The resource is not in the expected state',
  413: 'The body is larger than 64 KB',
  415: 'The body is not application/json',
  422: 'The request is not valid',
  429: 'Too many requests',
  503: 'Temporarily unavailable; try again',
};

/** The refusals of a route by status, with an example for every `type` that can occur. */
export function refusalsOf(types: Iterable<ProblemType>): Record<string, object> {
  const statuses = Object.groupBy(new Set(types), (type) => problemTypes[type].status);
  return Object.fromEntries(Object.entries(statuses).map(([status, those = []]) => [status, refusal(Number(status), those)]));
}

const refusal = (status: number, types: ProblemType[]) => ({
  description: titles[status] ?? 'Refused',
  content: {
    'application/problem+json': {
      schema: problem,
      examples: Object.fromEntries(types.sort().map((type) => [type, exampleOf(type)])),
    },
  },
});

/** An example of a refusal for this reason. */
export const exampleOf = (type: ProblemType) => ({
  summary: problemTypes[type].meaning,
  value: { type: problemUrn(type), title: problemTypes[type].meaning, status: problemTypes[type].status },
});
