import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

type Schema = Record<string, unknown>;
type Taken = { where: string; schema: Schema };
type Parameter = { in: string; name: string; schema: Schema };
type Operation = { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } };

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'));
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, ...operation })),
);
const parameters = operations.flatMap(({ route, parameters = [] }) => parameters.map((parameter) => ({ route, ...parameter })));
const taken = [
  ...parameters.map(({ route, name, schema }) => ({ where: `${route} ${name}`, schema })),
  ...operations.flatMap(({ route, requestBody }) =>
    Object.values(requestBody?.content ?? {}).map(({ schema }) => ({ where: route, schema })),
  ),
].flatMap(({ where, schema }) => [...within(schema, where)]);

const of = (type: string) => taken.filter(({ schema }) => [schema.type].flat().includes(type));

describe('everything that callers may send', () => {
  it('has a description', () => expect(taken.length).toBeGreaterThan(60));

  it('has only known names', () => {
    expect(of('object').filter(({ schema }) => schema.additionalProperties !== false)).toEqual([]);
  });

  it('has a length limit for each text', () => {
    const bounded = ({ schema }: Taken) => ['maxLength', 'enum', 'const', 'pattern'].some((bound) => bound in schema);
    // A password's limit counts code points after normalization, which JSON Schema cannot express; headers have the server's limit.
    const isBoundElsewhere = ({ where, schema }: Taken) => /password$|[\w-]+match$/i.test(where) || schema.format === 'uuid';
    expect(of('string').filter((text) => !bounded(text) && !isBoundElsewhere(text))).toEqual([]);
  });

  it('has a limit for each list and each number', () => {
    expect(of('array').filter(({ schema }) => schema.maxItems === undefined)).toEqual([]);
    const numbers = [...of('integer'), ...of('number')];
    expect(numbers.filter(({ schema }) => schema.minimum === undefined || schema.maximum === undefined)).toEqual([]);
  });

  it('may be sent by pages of other origins, except the header that asks for a cookie', () => {
    const gateway = JSON.parse(readFileSync(join(import.meta.dirname, '../../infra/gateway.json'), 'utf8'));
    const headers = parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name.toLowerCase());
    const kept = new Set(headers.filter((name) => !gateway.cors.allowHeaders.includes(name)));
    expect([...kept]).toEqual(['x-refresh-token']);
    expect(headers).toContain('idempotency-key');
  });
});

/** A schema and everything within it, each with its path. */
function* within(schema: Schema, where: string): Iterable<Taken> {
  if (typeof schema.$ref === 'string') {
    const named = schema.$ref.replace('#/components/schemas/', '');
    yield* within(document.components.schemas[named], `${where} ${named}`);
    return;
  }
  yield { where, schema };
  const parts = [schema.allOf, schema.anyOf, schema.oneOf, schema.items].flat().filter((part) => part !== undefined);
  for (const part of parts as Schema[]) yield* within(part, where);
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Schema>))
    yield* within(inner, `${where} ${name}`);
}
