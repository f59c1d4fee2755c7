import { block, type Member, quoted } from './client-schema/layout.ts';
import { keyOf, type Schema, typeOf } from './client-schema/type-of.ts';
import type { OpenapiDocument } from './openapi.ts';

/**
 * client/schema.ts: the API's types in the form that openapi-fetch reads. openapi-typescript generates the same from the same
 * document, but needs the compiler API that TypeScript 7 no longer has.
 */
export function clientSchema({ paths, components }: OpenapiDocument): string {
  const listed = Object.entries(paths) as [string, Record<string, Operation>][];
  const operations = listed.flatMap(([, methods]) => Object.values(methods));
  return `// Generated from docs/openapi.json by \`npm run generate\`, in the shape that openapi-fetch reads.

/** The paths of the API, each with its methods. */
export interface paths ${block(listed.map(([path, methods]) => [quoted(path), pathOf(methods)]))}

type NoParameters = ${noParameters};

/** What each operation takes and answers. */
export interface operations ${block(operations.map((operation) => [operation.operationId, operationOf(operation), operation]))}

/** The named schemas. */
export interface components ${block([['schemas', block(schemasOf(components.schemas as Record<string, Schema>))]])}
`;
}

type Operation = {
  operationId: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content: Content; required?: boolean };
  responses: Record<string, { content?: Content; description?: string }>;
};
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema: Schema };
type Content = Record<string, { schema: Schema }>;

const schemasOf = (schemas: Record<string, Schema>) =>
  Object.entries(schemas).map(([name, schema]) => [name, typeOf(schema), schema] as const);

const pathOf = (methods: Record<string, Operation>) =>
  block(Object.entries(methods).map(([method, { operationId }]) => [method, `operations[${quoted(operationId)}]`]));

const operationOf = ({ parameters = [], requestBody, responses }: Operation) =>
  block([
    ['parameters', parametersOf(parameters)],
    ...(requestBody ? [bodyOf(requestBody)] : []),
    ['responses', block(Object.entries(responses).map(([status, answer]) => [status, answerOf(answer), answer]))],
  ]);

const bodyOf = ({ content, required }: NonNullable<Operation['requestBody']>): Member => [
  `requestBody${required ? '' : '?'}`,
  block([['content', contentOf(content)]]),
];

/** Names every kind of parameter, and marks absent ones as empty, so that a parameter that would not be sent does not compile. */
function parametersOf(parameters: Parameter[]): string {
  if (parameters.length === 0) return 'NoParameters';
  return block(places.map((place) => parametersIn(place, parameters)));
}

const places = ['query', 'header', 'path', 'cookie'];
const noParameters = block(places.map((place) => [`${place}?`, 'never']));

function parametersIn(place: string, parameters: Parameter[]): Member {
  const those = parameters.filter((parameter) => parameter.in === place);
  if (those.length === 0) return [`${place}?`, 'never'];
  const isOptional = those.every(({ required }) => !required);
  const members = those.map((parameter): Member => {
    const { name, required, schema, description = schema.description } = parameter;
    return [`${keyOf(name)}${required ? '' : '?'}`, typeOf(schema), { description }];
  });
  return [`${place}${isOptional ? '?' : ''}`, block(members)];
}

const answerOf = ({ content }: { content?: Content }) =>
  content ? block([['content', contentOf(content)]]) : '{ content?: never }';

const contentOf = (content: Content) =>
  block(Object.entries(content).map(([media, { schema }]) => [quoted(media), typeOf(schema)]));
