import { randomUUID } from 'node:crypto';
import { fill, operations } from '../api.ts';

export type GoodRequest = {
  key: string;
  service: string;
  method: string;
  path: string;
  access: string;
  body?: unknown;
  headers: Record<string, string>;
};

const productId = '01990000-0000-7000-8000-000000000002';
const orderId = '01990000-0000-7000-8000-000000000003';
const deadLetterId = '01990000-0000-5000-8000-000000000004';
const password = 'correct horse battery staple';
const product = { name: 'Mouse', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };
const shipTo = { name: 'Ada', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

const because = { reason: 'looked into' };

/** A body for every protected route that takes one. */
const bodies: Record<string, unknown> = {
  'POST /v1/auth/password': { currentPassword: password, newPassword: 'a wholly other password' },
  'PATCH /v1/auth/me': { name: 'Ada' },
  'DELETE /v1/auth/me': { password },
  'POST /v1/auth/users/search': { email: 'ada@example.com' },
  'POST /v1/auth/users/{userId}/disable': because,
  'POST /v1/auth/users/{userId}/enable': because,
  'POST /v1/catalog/products': product,
  'PATCH /v1/catalog/products/{productId}': { name: 'Mouse' },
  'DELETE /v1/catalog/products/{productId}': because,
  'POST /v1/catalog/products/{productId}/media': { contentType: 'image/png', byteLength: 1_000 },
  'POST /v1/inventory/{productId}/adjustments': { delta: 1, reason: 'found' },
  'POST /v1/ops/orders/{orderId}/nudge': because,
  'POST /v1/ops/orders/{orderId}/park': because,
  'POST /v1/ops/orders/{orderId}/resume': because,
  'POST /v1/ops/orders/{orderId}/retell': because,
  'POST /v1/ops/orders/{orderId}/adopt': because,
  'POST /v1/ops/orders/{orderId}/archive': { ...because, savedEvents: [] },
  'POST /v1/ops/reconciliations': { ...because, from: '2026-01-01T00:00:00Z', before: '2026-01-02T00:00:00Z' },
  'POST /v1/ops/reconciliations/{runId}/report': { drifts: [], looked: {} },
  'POST /v1/billing/intents/{intentId}/release': because,
  'POST /v1/shipping/bookings/{orderId}/release': because,
  'POST /v1/inventory/{productId}/recount': {
    ...because,
    seen: { available: 1, reserved: 0, committed: 0 },
    counted: { reserved: 0, committed: 0 },
  },
  'POST /v1/billing/payments/{orderId}/resolve': { decision: 'retry', ...because },
  'POST /v1/shipping/shipments/{orderId}/resolve': { decision: 'retry', ...because },
  'POST /v1/shipping/shipments/{orderId}/forget-address': because,
  'POST /v1/shipping/shipments/{orderId}/dispatch': because,
  'POST /v1/shipping/shipments/{orderId}/deliver': because,
  'POST /v1/ops/dead-letters/redrive': { ...because, filter: {} },
  'POST /v1/ops/dead-letters/{deadLetterId}/reveal': because,
  'POST /v1/ops/dead-letters/{deadLetterId}/redrive': because,
  'POST /v1/ops/dead-letters/{deadLetterId}/drop': because,
  'POST /v1/orders': { lines: [{ productId, quantity: 1 }], paymentMethod: 'pm_card_visa', shipTo },
};

/** A valid request to every route that takes a token, except that the token is missing. */
export const goodRequests: readonly GoodRequest[] = operations
  .filter(({ access }) => access !== 'anyone')
  .map(({ key, service, method, path, access, parameters }) => {
    const body = bodies[key];
    const needsKey = parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');
    return {
      key,
      service,
      method,
      access,
      path: fill(path, {
        productId,
        orderId,
        uploadId: productId,
        deadLetterId,
        runId: orderId,
        userId: orderId,
        intentId: 'pi_1',
      }),
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(needsKey ? { 'idempotency-key': randomUUID() } : {}),
      },
    };
  });
