import { describe, expect, it } from '@jest/globals';
import { openapi } from '../../local/generate/openapi.ts';

type Operation = {
  description?: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  responses: Record<string, { content?: Record<string, { examples?: Record<string, unknown> }> }>;
};

/** What an Idempotency-Key does, for every POST that there is. A new one is a decision to be made here. */
const posts: Record<string, 'required' | 'optional' | 'not looked at'> = {
  'POST /v1/orders': 'required',
  'POST /v1/inventory/{productId}/adjustments': 'required',
  'POST /v1/catalog/products': 'optional',
  'POST /v1/catalog/products/{productId}/media': 'optional',
  'POST /v1/auth/register': 'optional',

  'POST /v1/auth/login': 'not looked at',
  'POST /v1/auth/refresh': 'not looked at',
  'POST /v1/auth/logout': 'not looked at',
  'POST /v1/auth/logout-everywhere': 'not looked at',
  'POST /v1/auth/password': 'not looked at',
  'POST /v1/auth/users/search': 'not looked at',
  'POST /v1/auth/users/{userId}/disable': 'not looked at',
  'POST /v1/auth/users/{userId}/enable': 'not looked at',
  'POST /v1/orders/{orderId}/cancel': 'not looked at',
  'POST /v1/ops/orders/{orderId}/nudge': 'not looked at',
  'POST /v1/ops/orders/{orderId}/park': 'not looked at',
  'POST /v1/ops/orders/{orderId}/resume': 'not looked at',
  'POST /v1/ops/orders/{orderId}/retell': 'not looked at',
  'POST /v1/ops/orders/{orderId}/adopt': 'not looked at',
  'POST /v1/ops/reconciliations': 'not looked at',
  'POST /v1/ops/reconciliations/{runId}/report': 'not looked at',
  'POST /v1/billing/intents/{intentId}/release': 'not looked at',
  'POST /v1/shipping/bookings/{orderId}/release': 'not looked at',
  'POST /v1/inventory/{productId}/recount': 'not looked at',
  'POST /v1/ops/dead-letters/redrive': 'not looked at',
  'POST /v1/ops/dead-letters/{deadLetterId}/drop': 'not looked at',
  'POST /v1/ops/dead-letters/{deadLetterId}/redrive': 'not looked at',
  'POST /v1/ops/dead-letters/{deadLetterId}/reveal': 'not looked at',
  'POST /v1/billing/payments/{orderId}/resolve': 'not looked at',
  'POST /v1/shipping/shipments/{orderId}/resolve': 'not looked at',
  'POST /v1/shipping/shipments/{orderId}/dispatch': 'not looked at',
  'POST /v1/shipping/shipments/{orderId}/deliver': 'not looked at',
};

const operations = Object.entries(openapi().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    ...(operation as unknown as Operation),
  })),
);
const keyOf = ({ parameters = [] }: Operation) => parameters.find(({ name }) => name.toLowerCase() === 'idempotency-key');

describe('a request that is sent again', () => {
  it('is decided about for every POST', () => {
    const found = operations.filter(({ route }) => route.startsWith('POST ')).map(({ route }) => route);
    expect(found.sort()).toEqual(Object.keys(posts).sort());
  });

  it.each(Object.entries(posts))('as %s has an Idempotency-Key that is %s', (route, wanted) => {
    const operation = operations.find((each) => each.route === route) as Operation;
    const parameter = keyOf(operation);
    const found = parameter ? (parameter.required ? 'required' : 'optional') : 'not looked at';
    expect(found).toBe(wanted);
    const says = /[Ss]ent again.* An `Idempotency-Key` is not looked at\./s.test(operation.description ?? '');
    expect(says).toBe(wanted === 'not looked at');
    const refusals = operation.responses['422']?.content?.['application/problem+json']?.examples ?? {};
    expect(Object.keys(refusals).includes('idempotency-key-reused')).toBe(wanted !== 'not looked at');
  });

  it('has a key for nothing else', () => {
    const others = operations.filter(({ route }) => !route.startsWith('POST '));
    expect(others.filter((operation) => keyOf(operation))).toEqual([]);
  });
});
