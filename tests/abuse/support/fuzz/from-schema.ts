import fc from 'fast-check';
import { resolve, type Schema } from '../api.ts';
import { placeholder } from './placeholders.ts';

/**
 * Values that a JSON schema allows. Field names refine the schema: an id mostly exists, and a quantity is mostly in stock;
 * otherwise hardly anything would ever succeed.
 */
export function fromSchema(described: Schema, name = ''): fc.Arbitrary<unknown> {
  const schema = resolve(described);
  const sensible = sensibleValues[name];
  if (sensible) return fc.oneof({ arbitrary: sensible, weight: 9 }, { arbitrary: bySchema(schema), weight: 1 });
  return bySchema(schema);
}

function bySchema(schema: Schema): fc.Arbitrary<unknown> {
  const { type, anyOf, oneOf, enum: values } = schema as { type?: string | string[] } & Record<string, unknown>;
  const choices = (anyOf ?? oneOf) as Schema[] | undefined;
  if ('const' in schema) return fc.constant(schema.const);
  if (values) return fc.constantFrom(...(values as unknown[]));
  if (choices) return fc.oneof(...choices.map((choice) => fromSchema(choice)));
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => bySchema({ ...schema, type: one })));
  const make = type === undefined ? undefined : makers[type];
  return make ? make(schema) : fc.jsonValue({ maxDepth: 2 });
}

const makers: Record<string, (schema: Schema) => fc.Arbitrary<unknown>> = {
  object: objects,
  array: arrays,
  string: texts,
  integer: (schema) => fc.oneof(...edgesOf(schema), fc.integer(rangeOf(schema))),
  number: (schema) => fc.double({ ...rangeOf(schema), noNaN: true }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
};

function objects({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.entries(properties as Record<string, Schema>).map(([name, schema]) => [name, fromSchema(schema, name)]);
  const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(members);
  return fc.record(model, { requiredKeys: required as string[] });
}

function arrays({ items = {}, minItems = 0, maxItems = 5 }: Schema): fc.Arbitrary<unknown> {
  const [minLength, most] = [Number(minItems), Number(maxItems)];
  const few = { minLength, maxLength: Math.min(most, minLength + 3) };
  const item = fromSchema(items as Schema);
  return fc.oneof(
    { arbitrary: fc.array(item, few), weight: 19 },
    { arbitrary: fc.array(item, { minLength, maxLength: most }), weight: 1 },
  );
}

function texts({ format, pattern, minLength = 0, maxLength = 64 }: Schema): fc.Arbitrary<unknown> {
  const length = { minLength: Number(minLength), maxLength: Number(maxLength) };
  if (format === 'uuid') return fc.uuid();
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (pattern === '^[A-Z]{2}$') return fc.constantFrom('DE', 'GB', 'HK', 'US', 'UK', 'XX');
  if (pattern === '^[A-Z]{3}$') return fc.constantFrom('USD', 'EUR', 'XXX');
  const longest = 'x'.repeat(Math.min(length.maxLength, 4_000));
  return fc.oneof(fc.string({ ...length, maxLength: Math.min(length.maxLength, 64), unit: plain }), fc.constant(longest));
}

/** Characters that every text field accepts and trimming keeps. */
const plain = fc.constantFrom(...'abcXYZ019-_', 'é', 'ß', '語', '😀');

function rangeOf({ minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: Schema) {
  return { min: Math.max(Number(minimum), -(2 ** 31)), max: Math.min(Number(maximum), 2 ** 31 - 1) };
}

const edgesOf = (schema: Schema) => Object.values(rangeOf(schema)).map((edge) => fc.constant(edge));

const cards = ['pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined', 'pm_card_captureFails'];

const stocked = fc.nat(300).map((index) => placeholder('stocked', index));

const sensibleValues: Record<string, fc.Arbitrary<unknown>> = {
  // Some operations require an order that has not settled, which only a new one provides.
  orderId: fc.oneof(
    { arbitrary: fc.nat(300).map((index) => placeholder('order', index)), weight: 1 },
    { arbitrary: fc.constant(placeholder('newestOrder')), weight: 1 },
  ),
  deadLetterId: fc.nat(300).map((index) => placeholder('deadLetter', index)),
  userId: fc.nat(300).map((index) => placeholder('account', index)),
  runId: fc.nat(300).map((index) => placeholder('run', index)),
  uploadId: fc.nat(300).map((index) => placeholder('upload', index)),
  filter: fc.constantFrom({}, { queue: 'billing' }, { queue: 'orders', type: 'OrderPlaced' }),
  // The bounds of a period: the later one is later.
  from: fc.constantFrom('2026-01-01T00:00:00Z', '2026-06-01T00:00:00.000Z'),
  before: fc.constantFrom('2036-01-01T00:00:00Z', '2036-06-01T00:00:00.000Z'),
  // No schema says what a repair needs for each kind.
  drifts: fc.constant([]),
  queue: fc.constantFrom('billing', 'orders', 'nobody'),
  productId: fc.oneof(
    { arbitrary: fc.nat(300).map((index) => placeholder('product', index)), weight: 9 },
    { arbitrary: fc.nat(9).map((index) => placeholder('archived', index)), weight: 1 },
  ),
  lines: fc.array(fc.record({ productId: stocked, quantity: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 3 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  cursor: fc.oneof(
    fc.nat(300).map((index) => placeholder('cursor', index)),
    fc.jsonValue({ maxDepth: 2 }).map((position) => Buffer.from(JSON.stringify(position)).toString('base64url')),
  ),
  // A schema cannot express that the chargeable amounts depend on the currency.
  price: fc.record({
    amount: fc.integer({ min: 1, max: 900_000 }),
    currency: fc.constantFrom('USD', 'EUR', 'JPY', 'UGX', 'KWD'),
  }),
  // Any total other than the current one is refused.
  expectedTotal: fc.constant(undefined),
  delta: fc.integer({ min: -5, max: 1_000 }),
  paymentMethod: fc.constantFrom(...cards),
  postalCode: fc.constantFrom('10115', 'SW1Y 4JH', '00000'),
  country: fc.constantFrom('DE', 'GB', 'HK', 'US', 'UK'),
  phone: fc.constantFrom('+44 20 7946 0958', '020 7946 0958'),
  contentType: fc.constantFrom('image/png', 'image/jpeg', 'image/webp'),
  byteLength: fc.integer({ min: 1, max: 100_000 }),
  category: fc.constantFrom('computers', 'accessories', 'fuzz'),
  limit: fc.integer({ min: 1, max: 20 }),
  refreshToken: fc.constant(placeholder('refreshToken')),
  currentPassword: fc.constant(placeholder('ownPassword')),
  newPassword: fc.nat(1e6).map((index) => `${placeholder('unique', index)}-a-new-password`),
};
