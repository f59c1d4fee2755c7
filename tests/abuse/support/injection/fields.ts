import { type Operation, operations, resolve, type Schema } from '../api.ts';

/** A place in a request where a caller may put text. `path` is its path within the body. */
export type Field = { operation: Operation; in: 'body' | 'path' | 'query' | 'header'; path: readonly string[]; kind: string };

/** Every text field in the API document, including numbers that arrive as text. */
export const fields: readonly Field[] = operations.flatMap((operation) => {
  const parameters = operation.parameters.map(({ name, in: place }) => fieldOf(operation, place, [name.toLowerCase(), name]));
  const [media] = Object.values(operation.body ?? {});
  const inBody = media ? [...textsIn(media.schema)].map((path) => fieldOf(operation, 'body', [path.at(-1) ?? '', ...path])) : [];
  return [...parameters, ...inBody];
});

/** Headers that no route declares and every route reads or forwards. */
export const commonHeaders = [
  'authorization',
  'content-type',
  'x-request-id',
  'traceparent',
  'x-client-address',
  'accept',
  'user-agent',
];

/** Fields of the same kind are validated alike, so kinds are what is counted. */
function fieldOf(operation: Operation, place: Field['in'], [name = '', ...path]: string[]): Field {
  return { operation, in: place, path, kind: /password/i.test(name) ? 'password' : name };
}

function* textsIn(given: Schema, path: readonly string[] = []): Iterable<string[]> {
  const schema = resolve(given);
  const variants = [schema.anyOf, schema.allOf, schema.oneOf].flat().filter((variant) => variant !== undefined) as Schema[];
  const found = new Map(variants.flatMap((variant) => [...textsIn(variant, path)]).map((it) => [it.join('.'), it]));
  yield* found.values();
  if ([schema.type].flat().includes('string')) yield [...path];
  if (schema.items) yield* textsIn(schema.items as Schema, [...path, '0']);
  for (const [name, inner] of Object.entries((schema.properties ?? {}) as Record<string, Schema>)) {
    yield* textsIn(inner, [...path, name]);
  }
}
