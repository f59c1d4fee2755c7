import fc from 'fast-check';
import { fill, type Operation, resolve, type Schema } from '../api.ts';
import { fromSchema } from '../fuzz/from-schema.ts';
import type { Wire } from '../sender.ts';
import type { Canaries } from './canaries.ts';

type Request = Omit<Wire, 'base'>;

/**
 * Requests to one route that are refused, with a canary in every place: in each field of the body, in unknown fields, in text
 * that is not JSON, in the path, the query and the headers.
 */
export function malformedRequests(operation: Operation, canaries: Canaries): Request[] {
  const { method } = operation;
  const id = '01990000-0000-7000-8000-000000000001';
  const path = fill(operation.path, { orderId: id, productId: id, deadLetterId: id, runId: id, userId: id, intentId: 'pi_none' });
  const json = { 'content-type': 'application/json', 'idempotency-key': canaries.idempotencyKey };
  const strange = {
    cookie: `a=${canaries.cookie}`,
    'x-user-email': canaries.email,
    referer: `http://${canaries.header}`,
    'if-match': canaries.header,
  };
  const bodies = Object.values(operation.body ?? {})
    .slice(0, 1)
    .flatMap(({ schema }) => wrongBodies(schema, canaries));
  return [
    { method, path, headers: { ...json, ...strange } },
    { method, path: `${path}?password=${canaries.query}&cursor=${canaries.query}&limit=${canaries.query}`, headers: json },
    {
      method,
      path: fill(operation.path, {
        orderId: canaries.pathSegment,
        productId: canaries.pathSegment,
        deadLetterId: canaries.pathSegment,
        runId: canaries.pathSegment,
        userId: canaries.pathSegment,
        intentId: canaries.pathSegment,
      }),
      headers: json,
    },
    { method, path, headers: { ...json, authorization: `Bearer ${canaries.forgedAccessToken}` } },
    { method, path, headers: { ...json, authorization: `Basic ${canaries.basicCredentials}` } },
    { method, path, headers: { 'content-type': 'application/json', 'idempotency-key': canaries.malformedKey }, body: '{}' },
    { method, path, headers: { 'content-type': 'text/plain' }, body: canaries.otherMediaType },
    { method, path, headers: json, body: `{"a":"${canaries.brokenJson}` },
    { method, path, headers: json, body: canaries.brokenJson },
    { method, path, headers: { ...json, 'x-client-address': canaries.header, traceparent: canaries.header } },
    ...bodies.map((body) => ({ method, path, headers: json, body: JSON.stringify(body) })),
  ];
}

/** Bodies of the right shape in which one field at a time is wrong and contains a canary. */
function wrongBodies(described: Schema, { unknownKey, keyName, wrongType }: Canaries): unknown[] {
  const right = fc.sample(fromSchema(described), { seed: 1, numRuns: 1 })[0];
  const fields = placesIn(described);
  const values = [wrongType, [wrongType], { [keyName]: wrongType }, `${wrongType}\u0000`, wrongType.repeat(200)];
  const wrong = fields.flatMap((place) => values.map((value) => withValue(right, place, value)));
  return [...wrong, { ...(right as object), [keyName]: unknownKey }, unknownKey, [unknownKey], { password: { unknownKey } }];
}

type Place = readonly string[];

function placesIn(described: Schema, place: Place = []): Place[] {
  const { properties = {}, items } = resolve(described) as { properties?: Record<string, Schema>; items?: Schema };
  const inner = items ? placesIn(items, [...place, '0']) : [];
  const members = Object.entries(properties).flatMap(([name, schema]) => [
    [...place, name],
    ...placesIn(schema, [...place, name]),
  ]);
  return [...inner, ...members];
}

function withValue(value: unknown, [name, ...rest]: Place, wrong: unknown): unknown {
  if (name === undefined) return wrong;
  if (Array.isArray(value)) return [withValue(value[0], rest, wrong)];
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return { ...record, [name]: withValue(record[name], rest, wrong) };
}
