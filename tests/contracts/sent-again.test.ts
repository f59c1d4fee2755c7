import { describe, expect, it } from '@jest/globals';
import { openapi } from '../../local/generate/openapi.ts';

type Operation = {
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string }[];
  responses: Record<string, { content?: Record<string, { examples?: Record<string, unknown> }> }>;
};

/** What an Idempotency-Key does, for every POST. A new POST needs a decision here. */
const posts: Record<string, 'required' | 'optional' | 'ignored'> = {
  'POST /v1/orders': 'required',
  'POST /v1/inventory/{productId}/adjustments': 'required',
  'POST /v1/catalog/products': 'optional',
  'POST /v1/catalog/products/{productId}/media': 'optional',
  'POST /v1/auth/register': 'optional',
  'POST /v1/ops/reconciliations': 'optional',

  'POST /v1/auth/login': 'ignored',
  'POST /v1/auth/refresh': 'ignored',
  'POST /v1/auth/logout': 'ignored',
  'POST /v1/auth/logout-everywhere': 'ignored',
  'POST /v1/auth/password': 'ignored',
  'POST /v1/auth/users/search': 'ignored',
  'POST /v1/auth/users/{userId}/disable': 'ignored',
  'POST /v1/auth/users/{userId}/enable': 'ignored',
  'POST /v1/orders/{orderId}/cancel': 'ignored',
  'POST /v1/ops/orders/{orderId}/nudge': 'ignored',
  'POST /v1/ops/orders/{orderId}/park': 'ignored',
  'POST /v1/ops/orders/{orderId}/resume': 'ignored',
  'POST /v1/ops/orders/{orderId}/retell': 'ignored',
  'POST /v1/ops/orders/{orderId}/adopt': 'ignored',
  'POST /v1/ops/orders/{orderId}/archive': 'ignored',
  'POST /v1/ops/reconciliations/{runId}/report': 'ignored',
  'POST /v1/billing/intents/{intentId}/release': 'ignored',
  'POST /v1/shipping/bookings/{orderId}/release': 'ignored',
  'POST /v1/inventory/{productId}/recount': 'ignored',
  'POST /v1/ops/dead-letters/redrive': 'ignored',
  'POST /v1/ops/dead-letters/{deadLetterId}/drop': 'ignored',
  'POST /v1/ops/dead-letters/{deadLetterId}/redrive': 'ignored',
  'POST /v1/ops/dead-letters/{deadLetterId}/reveal': 'ignored',
  'POST /v1/billing/payments/{orderId}/resolve': 'ignored',
  'POST /v1/shipping/shipments/{orderId}/resolve': 'ignored',
  'POST /v1/shipping/shipments/{orderId}/forget-address': 'ignored',
  'POST /v1/shipping/shipments/{orderId}/dispatch': 'ignored',
  'POST /v1/shipping/shipments/{orderId}/deliver': 'ignored',
};

const operations = Object.entries(openapi().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    ...(operation as unknown as Operation),
  })),
);
const keyOf = ({ parameters = [] }: Operation) => parameters.find(({ name }) => name.toLowerCase() === 'idempotency-key');

describe('a request that is sent again', () => {
  it('is defined for every POST', () => {
    const found = operations.filter(({ route }) => route.startsWith('POST ')).map(({ route }) => route);
    expect(found.sort()).toEqual(Object.keys(posts).sort());
  });

  it.each(Object.entries(posts))('with %s has an Idempotency-Key that is %s', (route, wanted) => {
    const operation = operations.find((each) => each.route === route) as Operation;
    const parameter = keyOf(operation);
    const found = parameter ? (parameter.required ? 'required' : 'optional') : 'ignored';
    expect(found).toBe(wanted);
    const says = /[Rr]epeat.* An `Idempotency-Key` is ignored\./s.test(operation.description ?? '');
    expect(says).toBe(wanted === 'ignored');
    const refusals = operation.responses['422']?.content?.['application/problem+json']?.examples ?? {};
    expect(Object.keys(refusals).includes('idempotency-key-reused')).toBe(wanted !== 'ignored');
  });

  it('has a key wherever it would create something twice', () => {
    const creating = operations.filter(({ route, responses }) => route.startsWith('POST ') && responses['201']);
    expect(creating.filter((operation) => !keyOf(operation)).map(({ route }) => route)).toEqual([]);
  });

  it('has a key that never expires, except for registering', () => {
    const described = operations.flatMap((operation) =>
      keyOf(operation) ? [[operation.route, keyOf(operation)?.description]] : [],
    );
    for (const [route, description] of described) {
      const isRegistering = route === 'POST /v1/auth/register';
      expect([route, /never expires/.test(description ?? '')]).toEqual([route, !isRegistering]);
      expect([route, /until the password is changed/i.test(description ?? '')]).toEqual([route, isRegistering]);
    }
  });

  it('has a key for nothing else', () => {
    const others = operations.filter(({ route }) => !route.startsWith('POST '));
    expect(others.filter((operation) => keyOf(operation))).toEqual([]);
  });
});
