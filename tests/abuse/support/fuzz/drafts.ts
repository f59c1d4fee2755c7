import fc from 'fast-check';
import type { Operation, Parameter } from '../api.ts';
import { fromSchema } from './from-schema.ts';
import { headerTexts, hostileBodies, hostileTexts, pathTexts } from './hostile.ts';
import { nearly } from './mutate.ts';
import { placeholder } from './placeholders.ts';

/** The caller: someone with a role, nobody, or someone with invalid credentials. */
export type DraftActor = 'anonymous' | 'customer' | 'other customer' | 'operator' | 'admin' | 'forged';

/** A request before its placeholders are resolved; the same for the same seed. */
export type Draft = {
  actor: DraftActor;
  through: 'gateway' | 'service';
  method: string;
  /** The path parameters as they appear in the path, already escaped. */
  path: Record<string, string>;
  /** `name=value` pairs, already escaped. */
  query: readonly string[];
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  /** Sent in chunks, without a Content-Length. */
  isChunked: boolean;
};

/** Requests to one route: valid, nearly valid and hostile, from allowed and forbidden callers. */
export function draftsFor(operation: Operation): fc.Arbitrary<Draft> {
  return fc
    .record({
      actor: actorsFor(operation),
      through: weighted<Draft['through']>([6, fc.constant('service')], [1, fc.constant('gateway')]),
      method: weighted([40, fc.constant(operation.method)], [1, fc.constantFrom(...otherMethods)]),
      path: pathsFor(operation),
      query: queriesFor(operation),
      declared: headersFor(operation),
      odd: weighted([3, fc.constant({})], [1, oddHeaders]),
      content: contentFor(operation),
      isChunked: weighted([19, fc.constant(false)], [1, fc.constant(true)]),
    })
    .map(({ declared, odd, content: { type, body }, ...draft }) => ({
      ...draft,
      body,
      headers: { ...odd, ...declared, ...(type === undefined ? {} : { 'content-type': type }) },
    }));
}

const otherMethods = ['HEAD', 'PUT', 'OPTIONS', 'DELETE', 'PATCH', 'POST', 'GET', 'TRACE', 'PROPFIND'];

function actorsFor({ access }: Operation): fc.Arbitrary<DraftActor> {
  const right = fc.constantFrom<DraftActor>(...(rightActors[access] ?? ['customer', 'operator', 'admin']));
  const all = ['anonymous', 'customer', 'other customer', 'operator', 'admin', 'forged'] as const;
  return weighted<DraftActor>([4, right], [1, fc.constantFrom(...all)]);
}

const rightActors: Record<string, readonly DraftActor[]> = {
  ...{ operator: ['operator'], admin: ['admin'], staff: ['operator', 'admin'] },
};

function pathsFor({ key, parameters }: Operation): fc.Arbitrary<Record<string, string>> {
  const values = parameters
    .filter((parameter) => parameter.in === 'path')
    .map(({ name, schema }) => [
      name,
      weighted(
        [12, (sensiblePaths[key] ?? fromSchema(schema, name)).map(inPath)],
        [1, fc.uuid()],
        [1, fc.uuid().map((id) => id.toUpperCase())],
        [1, pathTexts],
      ),
    ]);
  return fc.record(Object.fromEntries(values));
}

/** Only products that nothing else needs are archived; otherwise none would be left for the other routes. Only archived ones have an archival. */
const sensiblePaths: Record<string, fc.Arbitrary<unknown>> = {
  'DELETE /v1/catalog/products/{productId}': fc.nat(300).map((index) => placeholder('archivable', index)),
  'GET /v1/catalog/products/{productId}/archival': fc.nat(300).map((index) => placeholder('archived', index)),
};

/** Escaped for a path, except placeholders. */
const inPath = (value: unknown): string =>
  String(value)
    .toWellFormed()
    .replace(/[^\w.~:\uE000\uE001-]/gu, encodeURIComponent);

function queriesFor({ parameters }: Operation): fc.Arbitrary<string[]> {
  const declared = parameters.filter((parameter) => parameter.in === 'query').map(pair);
  const stranger = fc
    .tuple(fc.constantFrom('a', 'debug', '__proto__', 'limit', 'cursor', ''), pathTexts)
    .map(([name, value]) => `${name}=${value}`);
  const none = fc.constant<string[]>([]);
  const some = declared.length > 0 ? fc.subarray(declared).chain((pairs) => fc.tuple(...pairs)) : none;
  return weighted([16, some], [1, fc.array(stranger, { minLength: 1, maxLength: 3 })], [1, fc.tuple(...declared, stranger)]);
}

const pair = ({ name, schema }: Parameter): fc.Arbitrary<string> => {
  const right = fromSchema(schema, name).map((value) => encodeURIComponent(String(value).toWellFormed()));
  return weighted([4, right], [1, pathTexts]).map((value) => `${name}=${value}`);
};

function headersFor({ parameters }: Operation): fc.Arbitrary<Record<string, string>> {
  const declared = parameters.filter((parameter) => parameter.in === 'header');
  const values = declared.map(({ name, required = false }) => {
    const right = sensibleHeaders[name.toLowerCase()] ?? fc.uuid();
    const value = weighted([12, right], [1, fc.constantFrom('a', 'b')], [1, headerTexts]);
    const absent = fc.constant(undefined);
    return fc.tuple(fc.constant(name.toLowerCase()), weighted<string | undefined>([12, value], [required ? 1 : 12, absent]));
  });
  const isThere = (pair: [string, string | undefined]): pair is [string, string] => pair[1] !== undefined;
  return fc.tuple(...values).map((pairs) => Object.fromEntries(pairs.filter(isThere)));
}

const entityTags = weighted(
  [1, fc.constant('*')],
  [2, fc.nat(300).map((index) => placeholder('etag', index))],
  [1, fc.constant('"other"')],
);

const sensibleHeaders: Record<string, fc.Arbitrary<string>> = {
  'if-match': entityTags,
  'if-none-match': entityTags,
  'x-refresh-token': fc.constant('cookie'),
};

const oddHeaders = fc.record(
  Object.fromEntries(
    ['accept', 'accept-language', 'cookie', 'if-none-match', 'if-match', 'origin', 'range', 'traceparent', 'x-request-id']
      .concat([
        'x-forwarded-for',
        'x-forwarded-proto',
        'x-user-id',
        'x-http-method-override',
        'x-client-address',
        'forwarded',
        'x-cdn-secret',
      ])
      .map((name) => [name, headerTexts]),
  ),
  { requiredKeys: [] },
);

type Content = { type: string | undefined; body: string | Buffer | undefined };

function contentFor({ key, body }: Operation): fc.Arbitrary<Content> {
  const nothing = fc.constant<Content>({ type: undefined, body: undefined });
  const type = weighted([30, fc.constantFrom(...Object.keys(body ?? { 'application/json': 1 }))], [1, oddTypes]);
  const hostile = fc.record({ type, body: hostileBodies });
  const [media] = Object.values(body ?? {});
  if (!media) return weighted([20, nothing], [1, hostile]);
  const valid = sensibleBodies[key] ?? fromSchema(media.schema);
  const text = weighted([6, valid], [4, nearly(valid)], [1, nearly(fromSchema(media.schema))]).map(print);
  return weighted([9, fc.record({ type, body: text })], [1, hostile], [0.2, nothing]);
}

const oddTypes = fc.constantFrom(
  ...[
    'application/json; charset=utf-8',
    'application/json;charset=latin1',
    'APPLICATION/JSON',
    'text/json',
    'application/xml',
    '',
  ],
  ...[
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=a',
    'application/merge-patch+json',
  ],
  undefined,
);

/** What a schema cannot express: which email and password belong together. */
const sensibleBodies: Record<string, fc.Arbitrary<unknown>> = {
  'POST /v1/auth/register': fc.record(
    {
      email: weighted(
        [9, fc.nat(1e9).map((index) => `${placeholder('unique', index)}@people.test`)],
        [1, fc.constant(placeholder('email'))],
      ),
      password: fc.string({ minLength: 20, maxLength: 100, unit: 'binary' }),
      name: fc.oneof(fc.constant('Grace Hopper'), hostileTexts),
    },
    { requiredKeys: ['email', 'password'] },
  ),
  'POST /v1/auth/login': fc.tuple(fc.nat(300), fc.nat(9)).map(([index, luck]) => ({
    email: placeholder('email', index),
    password: luck === 0 ? 'the password of someone else' : placeholder('password', index),
  })),
  'DELETE /v1/auth/me': fc.constant({ password: placeholder('ownPassword') }),
};

/** JSON has no `undefined`, to which a mutation may turn the whole value. */
const print = (value: unknown): string => JSON.stringify(value) ?? '';

/** One of these, with relative frequencies. */
function weighted<T>(...choices: [number, fc.Arbitrary<T>][]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight: Math.ceil(weight * 10), arbitrary })));
}
