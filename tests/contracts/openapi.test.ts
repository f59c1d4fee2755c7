import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ProblemType, problemTypes, problemUrn } from '#shared/errors/problem-types.ts';
import { openapi } from '../../local/generate/openapi.ts';
import { openapiSchema } from '../support/openapi-schema.ts';

type Media = { schema: object; example?: unknown; examples?: Record<string, { $ref: string }> };
type Answer = { description: string; headers?: object; content?: Record<string, Media> };
type Operation = {
  operationId: string;
  tags: string[];
  requestBody?: { content: Record<string, Media> };
  parameters?: { name: string; in: string }[];
  security?: object[];
  responses: Record<string, Answer>;
};

const document = openapi();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation as unknown as Operation] as const,
  ),
);
const gatewayError = { $ref: '#/components/schemas/GatewayError' };

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false });
addFormats.default(ajv);
ajv.addVocabulary(['example', ...Object.keys(document)]);
ajv.addSchema({ ...document, $id: 'openapi' });
const flawsOf = (pointer: string, value: unknown) => {
  const isValid = ajv.compile({ $ref: `openapi#${pointer}` });
  return isValid(value) ? [] : [{ pointer, value, errors: isValid.errors }];
};

describe('the OpenAPI document', () => {
  it('conforms to the schema', () => {
    const isOpenapi = new Ajv2020({ strict: false }).compile(openapiSchema);
    isOpenapi(document);
    expect(isOpenapi.errors).toBeNull();
    expect(isOpenapi({ ...document, paths: { '/x': { get: { responses: {} } } } })).toBe(false);
  });

  it('has no dangling references', () => {
    const references = nodes().flatMap(({ value }) => (typeof value.$ref === 'string' ? [value.$ref] : []));
    expect(references.length).toBeGreaterThan(500);
    expect(references.filter((reference) => at(reference.slice(1)) === undefined)).toEqual([]);
  });

  it('has every gateway route, each with a unique operationId and an explained tag', () => {
    const routes = JSON.parse(readFileSync(join(import.meta.dirname, '../../infra/routes.json'), 'utf8')) as {
      routeKey: string;
    }[];
    expect(operations.map(([route]) => route).sort()).toEqual(routes.map(({ routeKey }) => routeKey).sort());
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = new Set(operations.flatMap(([, operation]) => operation.tags));
    expect([...tags].sort()).toEqual(document.tags.map(({ name }) => name).sort());
  });

  it('has schemas that compile, and examples that match them', () => {
    const schemas = nodes().filter(({ pointer, value }) => /\/(schema|schemas\/\w+)$/.test(pointer) && !('headers' in value));
    expect(schemas.length).toBeGreaterThan(200);
    for (const { pointer } of distinct(schemas)) ajv.compile({ $ref: `openapi#${pointer}` });
    const ofSchemas = nodes().filter(({ value }) => 'example' in value && !('schema' in value));
    const ofContents = nodes().filter(({ value }) => 'schema' in value && ('example' in value || 'examples' in value));
    expect(ofSchemas.length).toBeGreaterThan(10);
    expect(ofContents.length).toBeGreaterThan(100);
    expect(distinct(ofSchemas).flatMap(({ pointer, value }) => flawsOf(pointer, value.example))).toEqual([]);
    expect(
      distinct(ofContents).flatMap(({ pointer, value }) =>
        examplesOf(value as Media).flatMap((example) => flawsOf(`${pointer}/schema`, example)),
      ),
    ).toEqual([]);
  });
});

describe.each(operations)('%s', (_, operation) => {
  const answers = Object.entries(operation.responses);

  it('documents the gateway’s answers beside the service’s', () => {
    const fromGateway = answers.flatMap(([status, { content }]) =>
      JSON.stringify(content?.['application/json']?.schema) === JSON.stringify(gatewayError) ? [Number(status)] : [],
    );
    const needsToken = operation.security?.every((scheme) => 'bearer' in scheme);
    const hasPathParameters = operation.parameters?.some((parameter) => parameter.in === 'path');
    expect(fromGateway).toEqual([
      ...(needsToken ? [401, 403] : []),
      ...(hasPathParameters ? [404] : []),
      ...(operation.requestBody ? [413] : []),
      429,
      500,
      503,
    ]);
  });

  it('lists the reasons of all refusals, each with its status', () => {
    for (const [status, { content = {} }] of answers.filter(([status]) => Number(status) >= 400)) {
      const problem = content['application/problem+json'];
      const names = Object.keys(problem?.examples ?? {}) as ProblemType[];
      if (problem) expect(names).not.toEqual([]);
      for (const name of names) expect(problemTypes[name].status).toBe(Number(status));
    }
  });

  it('documents when to retry, how to authenticate, and the id that the logs use', () => {
    for (const [status, { headers = {} }] of answers) {
      expect(Object.keys(headers)).toContain('x-request-id');
      if (status === '429' || status === '503') expect(Object.keys(headers)).toContain('retry-after');
      if (status === '401') expect(Object.keys(headers)).toContain('www-authenticate');
    }
  });
});

describe('a problem in the OpenAPI document', () => {
  it('has only types that are documented for the route', () => {
    const pointer = `/paths/${escaped('/v1/orders')}/post/responses/409/content/${escaped('application/problem+json')}/schema`;
    const problem = { type: problemUrn('out-of-stock'), title: 'x', status: 409, lines: [] };
    expect(flawsOf(pointer, problem)).toEqual([]);
    expect(flawsOf(pointer, { ...problem, type: problemUrn('email-taken') })).toHaveLength(1);
  });

  it('is of a type that some route has, except those of a broken connection', () => {
    const used = new Set(
      operations.flatMap(([, { responses }]) =>
        Object.values(responses).flatMap(({ content }) => Object.keys(content?.['application/problem+json']?.examples ?? {})),
      ),
    );
    expect(Object.keys(problemTypes).filter((type) => !used.has(type))).toEqual([
      'request-timeout',
      'expectation-failed',
      'headers-too-large',
    ]);
  });
});

type Node = { pointer: string; value: Record<string, unknown> };

/** Every object in the document that is not example data, with its path. */
function nodes(value: unknown = document, pointer = ''): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value)
    .filter(([key]) => !['example', 'value'].includes(key))
    .flatMap(([key, child]) => nodes(child, `${pointer}/${escaped(key)}`));
  return Array.isArray(value) ? inner : [{ pointer, value: value as Record<string, unknown> }, ...inner];
}

/** Many routes share the same refusal: checking it once is enough. */
function distinct(found: Node[]): Node[] {
  return [...new Map(found.map((node) => [JSON.stringify(node.value), node])).values()];
}

function examplesOf({ example, examples = {} }: Media): unknown[] {
  const named = Object.values(examples).map(({ $ref }) => (at($ref.slice(1)) as { value: unknown }).value);
  return example === undefined ? named : [example, ...named];
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function at(pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}
