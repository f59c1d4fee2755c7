import { type ProblemType, problemUrn } from '#shared/errors/problem-types.ts';
import { staffRoles } from '#shared/tokens/access-claims.ts';
import type { Answer, Operation } from './described.ts';
import { gatewayAnswers } from './gateway-answers.ts';

const problemMedia = 'application/problem+json';

/** Completes an operation for callers: who may call it, in words, the headers of its responses, and the gateway's own answers. */
export function describeOperation(service: string, operation: Operation): Operation {
  if (!operation.operationId) throw new Error(`A route of ${service} has no operationId: ${operation.summary}`);
  const needed = neededFor(operation);
  const isPublic = operation['x-access'] === 'anyone' && !operation.requestBody;
  const responses: Record<string, Answer> = {};
  // No service declares a 500, but every one can answer it.
  for (const [status, answer] of Object.entries({ ...operation.responses, 500: ourFault }))
    responses[status] = withHeaders(status, withReasons(answer), isPublic ? ['cache-control'] : []);
  for (const [status, answer] of Object.entries(gatewayAnswers(operation))) {
    const known = responses[status];
    responses[status] = known ? { ...known, content: { ...known.content, ...answer.content } } : withHeaders(status, answer);
  }
  const description = [operation.description, needed].filter(Boolean).join('\n\n');
  return { tags: [service], ...operation, ...(description && { description }), responses };
}

const ourFault: Answer = {
  description: 'Something went wrong on our side',
  content: { [problemMedia]: { schema: { $ref: '#/components/schemas/Problem' }, examples: { internal: {} } } },
};

function neededFor({ 'x-access': access = 'anyone', security = [] }: Operation): string | undefined {
  const scope = security.flatMap(({ bearer = [] }) => bearer)[0];
  switch (access) {
    case 'anyone':
      return undefined;
    case 'optional':
      return `Returns more to a token with the scope \`${scope}\`.`;
    case 'signedIn':
      return `Needs a token with the scope \`${scope}\`.`;
    case 'staff':
      return `Needs the role ${staffRoles.map((role) => `\`${role}\``).join(' or ')}, and the scope \`${scope}\`.`;
    default:
      return `Needs the role \`${access}\` and the scope \`${scope}\`.`;
  }
}

/** A refusal's examples list all its reasons, so `type` is restricted to them. They are stored once, under components. */
function withReasons(answer: Answer): Answer {
  const problem = answer.content?.[problemMedia];
  if (!problem?.examples) return answer;
  const names = Object.keys(problem.examples) as ProblemType[];
  const reason = { type: 'object', properties: { type: { enum: names.map(problemUrn) } }, required: ['type'] };
  const examples = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/examples/${name}` }]));
  return { ...answer, content: { [problemMedia]: { schema: { allOf: [problem.schema, reason] }, examples } } };
}

function withHeaders(status: string, answer: Answer, ofSuccess: string[] = []): Answer {
  const names = ['x-request-id', ...(headersBy[status] ?? (Number(status) < 400 ? ofSuccess : []))];
  const common = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  return { ...answer, headers: { ...common, ...answer.headers } };
}

const headersBy: Record<string, string[]> = {
  401: ['www-authenticate'],
  429: ['retry-after'],
  503: ['retry-after'],
};
