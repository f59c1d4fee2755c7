import { readFileSync } from 'node:fs';

export type Schema = Record<string, unknown>;
export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema };
export type Media = Record<string, { schema: Schema }>;

/** A documented route: `key` is `GET /v1/orders/{orderId}`, `service` the one that answers it. */
export type Operation = {
  key: string;
  method: string;
  path: string;
  service: string;
  /** Whether the gateway calls its authorizer first. */
  guarded: boolean;
  access: string;
  parameters: readonly Parameter[];
  body: Media | undefined;
  responses: Record<string, { content?: Media; headers: Record<string, { required?: boolean }> }>;
};

/** The document that the gateway serves. */
export const api = readJson<Document>('docs/openapi.json');

/** Every route in the document, as the gateway routes it. */
export const operations: readonly Operation[] = readJson<Route[]>('infra/routes.json').map(
  ({ routeKey, service, authorizer }) => {
    const [method = '', path = ''] = routeKey.split(' ');
    const described = api.paths[path]?.[method.toLowerCase()];
    if (!described) throw new Error(`The document does not describe ${routeKey}`);
    return {
      key: routeKey,
      method,
      path,
      service,
      guarded: authorizer,
      access: described['x-access'],
      parameters: (described.parameters ?? []).map((parameter) => resolve(parameter)),
      body: described.requestBody?.content,
      responses: mapValues(described.responses, (response) => ({
        ...response,
        headers: mapValues(response.headers ?? {}, resolve),
      })),
    };
  },
);

/** Resolves a `$ref`; returns anything else unchanged. */
export function resolve<T extends object>(value: T): T {
  if (!('$ref' in value)) return value;
  const path = String(value.$ref).replace('#/', '').split('/');
  return path.reduce((inner, name) => (inner as Record<string, unknown>)[name], api as unknown) as T;
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

/** A path with its parameters filled in, without any escaping. */
export const fill = (path: string, values: Record<string, string>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

type Route = { routeKey: string; service: string; authorizer: boolean };
type Described = {
  'x-access': string;
  parameters?: Parameter[];
  requestBody?: { content: Media };
  responses: Record<string, { content?: Media; headers?: Record<string, { required?: boolean }> }>;
};
type Document = { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')) as T;
}
