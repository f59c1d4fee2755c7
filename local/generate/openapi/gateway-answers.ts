import { gatewayMessages } from '../../resources/gateway/refuse.ts';
import { needsToken } from '../api.ts';
import type { Answer, Operation } from './described.ts';

/**
 * What API Gateway answers before or instead of the service. Its media type differs from the services' problem documents, so
 * that clients can tell them apart by `content-type`. Both are listed under the same status.
 */
export function gatewayAnswers(operation: Operation): Record<string, Answer> {
  const hasPathParameters = operation.parameters?.some((parameter) => parameter.in === 'path');
  const always: Status[] = [429, 500, 503];
  const byToken: Status[] = needsToken(operation) ? [401, 403] : [];
  const byPath: Status[] = hasPathParameters ? [404] : [];
  const byBody: Status[] = operation.requestBody ? [413] : [];
  const statuses = [...byToken, ...byPath, ...byBody, ...always];
  return Object.fromEntries(statuses.map((status) => [status, answerOf(status)]));
}

type Status = keyof typeof gatewayMessages;

const answerOf = (status: Status): Answer => ({
  description: descriptions[status] ?? 'Refused by the gateway',
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/GatewayError' },
      example: { message: gatewayMessages[status] },
    },
  },
});

const descriptions: Partial<Record<Status, string>> = {
  429: 'Too many requests',
  500: 'Something went wrong on our side',
};
