import { block, quoted } from './layout.ts';

/** The parts of JSON Schema 2020-12 that we use. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  description?: string;
};

/** The TypeScript type of a schema. Leaves out what TypeScript cannot express, such as lengths and patterns. */
export function typeOf(schema: Schema): string {
  const { $ref, type, allOf, anyOf, oneOf } = schema;
  if ($ref) return `components['schemas'][${quoted($ref.split('/').at(-1) ?? '')}]`;
  if ('const' in schema) return literal(schema.const);
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (allOf) return allOf.map(operand).join(' & ');
  if (anyOf ?? oneOf) return union((anyOf ?? oneOf ?? []).map(typeOf));
  if (Array.isArray(type)) return union(type.map((each) => typeOf({ ...schema, type: each })));
  switch (type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return `${operand(schema.items ?? {})}[]`;
    case 'integer':
      return 'number';
    case undefined:
      return schema.properties ? objectOf(schema) : 'unknown';
    default:
      return type;
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const members = Object.entries(properties).map(
    ([name, schema]) => [`${keyOf(name)}${required.includes(name) ? '' : '?'}`, typeOf(schema), schema] as const,
  );
  const others = typeof additionalProperties === 'object' ? `{ [key: string]: ${typeOf(additionalProperties)} }` : undefined;
  if (members.length === 0) return others ?? 'Record<string, never>';
  return others ? `${block(members)} & ${others}` : block(members);
}

/** A type inside an array or an intersection. */
function operand(schema: Schema): string {
  const type = typeOf(schema);
  return / [|&] /.test(type) && !type.startsWith('{') ? `(${type})` : type;
}

const union = (types: string[]) => [...new Set(types)].join(' | ');
const literal = (value: unknown) => (typeof value === 'string' ? quoted(value) : JSON.stringify(value));

/** A name as an object key. */
export const keyOf = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));
