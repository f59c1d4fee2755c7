import { needsToken } from '../api.ts';
import type { Answer, Operation } from './operation.ts';

/**
 * What API Gateway answers by itself, before or instead of the service: another media type than the service's problems, so that a
 * reader tells them apart by `content-type`. An answer of the same status from the service stands beside it.
 */
export function gatewayAnswers(operation: Operation): Record<string, Answer> {
  const hasPathParameters = operation.parameters?.some((parameter) => parameter.in === 'path');
  const statuses = [
    ...(needsToken(operation) ? [401, 403] : []),
    ...(hasPathParameters ? [404] : []),
    ...(operation.requestBody ? [413] : []),
    429,
    500,
    503,
  ];
  return Object.fromEntries(statuses.map((status) => [status, answerOf(status)]));
}

const answerOf = (status: number): Answer => ({
  description: descriptions[status] ?? 'Refused by the gateway',
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/GatewayError' },
      example: { message: messages[status] },
    },
  },
});

const descriptions: Record<number, string> = {
  429: 'Too many requests',
  500: 'Something went wrong on our side',
};

const messages: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};
