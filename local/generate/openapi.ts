import { documents } from './api.ts';
import type { Operation } from './openapi/described.ts';
import { describeOperation } from './openapi/operation.ts';
import { components, info, servers, tags } from './openapi/preface.ts';

/** The whole API as one OpenAPI 3.1 document: the services' own descriptions, plus what the gateway adds to each route. */
export function openapi(): OpenapiDocument {
  const merged: OpenapiDocument = { openapi: '3.1.0', info, servers, tags, paths: {}, components: {} };
  for (const [service, { paths = {}, components: parts = {} }] of documents) {
    for (const [path, methods] of Object.entries(paths)) merged.paths[path] = describeAll(service, methods as Methods);
    addAll(merged.components, parts as Components);
  }
  addAll(merged.components, components);
  return JSON.parse(JSON.stringify(merged), withoutFlags);
}

export type OpenapiDocument = {
  openapi: string;
  info: object;
  servers: object[];
  tags: { name: string; description: string }[];
  paths: Record<string, Methods>;
  components: Components;
};

type Methods = Record<string, Operation>;
type Components = Record<string, Record<string, unknown>>;

const describeAll = (service: string, methods: Methods): Methods =>
  Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, describeOperation(service, operation)]));

function addAll(to: Components, from: Components): void {
  for (const [kind, parts] of Object.entries(from)) to[kind] = { ...to[kind], ...parts };
}

/** The library prints a regular expression with its flags. JSON Schema has no flags and implies Unicode anyway. */
const withoutFlags = (key: string, value: unknown) =>
  key === 'pattern' && typeof value === 'string' ? value.replace(/\$\/u$/, '$') : value;
