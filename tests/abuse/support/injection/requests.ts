import { randomUUID } from 'node:crypto';
import { products } from '../../../../local/seed.ts';
import type { Stack } from '../../../../local/stack.ts';
import { fill } from '../api.ts';
import { type People, type Person, someAddress } from '../people.ts';
import type { Wire } from '../sender.ts';
import type { Field } from './fields.ts';

/** A valid request, except for one field. */
export type Parts = {
  person: Person;
  path: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  body: Record<string, unknown> | undefined;
};

/** A field's content: text, or a raw piece of JSON or of a URL. */
export type Payload = { text: string } | { written: string };

const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
const lines = () => [{ productId: products.mouse.productId, quantity: 1 }];
const price = { amount: 100, currency: 'USD' };

/** The people, product and order used for one field, so that fields do not interfere. */
export type Subject = { person: Person; productId: string; orderId: string };

/** Password attempts are limited: a person who has used them up, or has changed the password, is replaced. */
const triesMax = 15;

/** Makes valid requests to one field's route. */
export function createDrafter({ operation: { key }, path: [name] }: Field, subject: Subject, people: People) {
  const usesUp = ['POST /v1/auth/password', 'DELETE /v1/auth/me'].includes(key);
  let tries = 0;
  return {
    async draft(): Promise<Parts> {
      if (usesUp && tries++ >= triesMax) await this.replace();
      const { person, productId, orderId } = subject;
      const email = `${randomUUID()}@injection.test`;
      const headers: Record<string, string> =
        key === 'POST /v1/orders' || key.endsWith('/adjustments') ? { 'idempotency-key': randomUUID() } : {};
      // Must differ from the password it replaces, or nothing would change.
      const newPassword = `Another-horse-${randomUUID()}`;
      const bodies: Record<string, Record<string, unknown>> = {
        'POST /v1/auth/register': { email, password: `Correct-horse-${randomUUID()}`, name: 'Ada' },
        'POST /v1/auth/login': { email, password: 'the password of nobody' },
        'POST /v1/auth/refresh': { refreshToken: randomUUID() },
        'POST /v1/auth/logout': { refreshToken: randomUUID() },
        'POST /v1/auth/password': { currentPassword: person.password, newPassword },
        'PATCH /v1/auth/me': { name: 'Ada' },
        'DELETE /v1/auth/me': { password: person.password },
        'POST /v1/catalog/products': { name: 'Lamp', category: 'injection', price },
        'PATCH /v1/catalog/products/{productId}': name === 'price' ? { price: { ...price } } : {},
        'DELETE /v1/catalog/products/{productId}': { reason: 'sold out' },
        'POST /v1/catalog/products/{productId}/media': { contentType: 'image/png', byteLength: 100 },
        'POST /v1/inventory/{productId}/adjustments': { delta: 1, reason: 'delivery' },
        'POST /v1/shipping/shipments/{orderId}/dispatch': { reason: 'packed' },
        'POST /v1/shipping/shipments/{orderId}/deliver': { reason: 'the carrier said so' },
        'POST /v1/ops/reconciliations': { reason: 'compared', from: '2026-01-01T00:00:00Z', before: '2026-01-02T00:00:00Z' },
        'POST /v1/ops/dead-letters/redrive': { reason: 'fixed', filter: {}, dryRun: true },
        'POST /v1/orders': { lines: lines(), paymentMethod: 'pm_card_visa', shipTo },
      };
      return {
        person,
        path: { productId, orderId, deadLetterId: randomUUID(), runId: randomUUID(), userId: randomUUID(), intentId: 'pi_none' },
        query: {},
        headers,
        body: structuredClone(bodies[key]),
      };
    },
    async replace(): Promise<void> {
      tries = 1;
      subject.person = await people.create();
    },
    usesUp,
  };
}

/** The actual request with the payload in its field, sent directly to the service. */
export function toWire(
  { operation, in: place, path }: Field,
  { person, ...parts }: Parts,
  payload: Payload,
  services: Stack['services'],
): Wire {
  const name = path.at(-1) ?? '';
  const escaped = 'written' in payload ? payload.written : encodeURIComponent(payload.text.toWellFormed());
  const values = place === 'path' ? { ...parts.path, [name]: escaped } : parts.path;
  const query = place === 'query' ? `?${name}=${escaped}` : '';
  const base = services[operation.service as keyof Stack['services']].url;
  const body = parts.body && print(parts.body, place === 'body' ? path : [], payload);
  const declared =
    place === 'header' ? { ...parts.headers, [name]: 'text' in payload ? payload.text : payload.written } : parts.headers;
  const headers = {
    'x-client-address': someAddress(),
    ...(operation.access === 'anyone' ? {} : { authorization: `Bearer ${person.accessToken}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...declared,
  };
  return { method: operation.method, base, path: fill(operation.path, values) + query, headers, body };
}

/** JSON with the payload in one place, even if that makes it invalid. */
function print(body: Record<string, unknown>, path: readonly string[], payload: Payload): string {
  const mark = randomUUID();
  const written = 'written' in payload ? payload.written : JSON.stringify(payload.text);
  return JSON.stringify(path.length > 0 ? put(body, path, mark) : body).replace(`"${mark}"`, () => written);
}

function put(value: unknown, [name = '', ...rest]: readonly string[], mark: string): unknown {
  const inner = rest.length > 0 ? put((value as Record<string, unknown>)?.[name] ?? {}, rest, mark) : mark;
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(value as object), [name]: inner };
}
