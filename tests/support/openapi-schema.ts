/** The part of OpenAPI 3.1 that our document uses, as a JSON Schema that allows no other keyword. ajv checks the schemas themselves. */
const object = (properties: Record<string, object>, required: string[] = []) => ({
  type: 'object',
  properties,
  required,
  patternProperties: { '^x-': true },
  additionalProperties: false,
});
const mapOf = (values: object) => ({ type: 'object', additionalProperties: values });
const listOf = (items: object) => ({ type: 'array', items });
const either = (...anyOf: object[]) => ({ anyOf });

const text = { type: 'string', minLength: 1 };
const reference = object({ $ref: { type: 'string', pattern: '^#/components/' } }, ['$ref']);
const schema = { type: 'object' };
const example = either(reference, object({ summary: text, description: text, value: {} }, ['value']));
const media = object({ schema, example: {}, examples: mapOf(example) }, ['schema']);
const content = { ...mapOf(media), propertyNames: { pattern: '^[\\w.+-]+/[\\w.+-]+$' } };
const header = either(reference, object({ description: text, required: { type: 'boolean' }, schema }, ['schema']));
const response = object({ description: text, headers: mapOf(header), content }, ['description']);
const responses = {
  ...mapOf(either(reference, response)),
  minProperties: 1,
  propertyNames: { pattern: '^[1-5]\\d\\d$' },
};
const isRequired = { required: { const: true } };
const parameterIn = (place: object, more: Record<string, object>, required: string[]) =>
  object({ name: text, in: place, description: text, schema, example: {}, ...more }, ['name', 'in', 'schema', ...required]);
const parameter = either(
  parameterIn({ enum: ['query', 'header'] }, { required: { type: 'boolean' } }, []),
  parameterIn({ const: 'path' }, isRequired, ['required']),
);
const operation = object(
  {
    operationId: text,
    summary: text,
    description: text,
    tags: { ...listOf(text), minItems: 1 },
    security: listOf(mapOf(listOf(text))),
    parameters: listOf(parameter),
    requestBody: object({ description: text, required: { type: 'boolean' }, content }, ['content']),
    responses,
  },
  ['operationId', 'summary', 'tags', 'responses'],
);
const methods = object(Object.fromEntries(['get', 'put', 'post', 'patch', 'delete'].map((method) => [method, operation])));
const license = object({ name: text, identifier: text }, ['name']);

export const openapiSchema = object(
  {
    openapi: { const: '3.1.0' },
    info: object({ title: text, version: text, summary: text, description: text, license }, ['title', 'version']),
    servers: listOf(object({ url: text, description: text }, ['url'])),
    tags: listOf(object({ name: text, description: text }, ['name'])),
    paths: { ...mapOf(methods), propertyNames: { pattern: '^/' } },
    components: object({
      schemas: mapOf(schema),
      examples: mapOf(example),
      headers: mapOf(header),
      parameters: mapOf(parameter),
      securitySchemes: mapOf(object({ type: { const: 'http' }, scheme: text, bearerFormat: text, description: text }, ['type'])),
    }),
  },
  ['openapi', 'info', 'paths'],
);
