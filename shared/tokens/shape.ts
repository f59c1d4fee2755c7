/** A check for each member of an object. */
type Shape = Record<string, (value: unknown) => boolean>;

/** The object that a shape describes. */
export type Shaped<S extends Shape> = {
  [Name in keyof S]: S[Name] extends (value: unknown) => value is infer Member ? Member : never;
};

/**
 * Reads an untrusted object. Tokens and their keys are checked with this and not with zod: checking them is all the authorizer
 * does, and zod made its bundle forty times larger and its start take twice as long.
 * @returns the members that the shape names, and no others
 * @throws for a value that is not an object, and for the first member that does not match
 */
export function readShape<S extends Shape>(shape: S, value: unknown): Shaped<S> {
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  const members = value as Record<string, unknown>;
  const read = Object.entries(shape).map(([name, isRight]) => {
    if (!isRight(members[name])) throw new Error(`${name} is missing or malformed`);
    return [name, members[name]];
  });
  return Object.fromEntries(read);
}

/** The same, for an object that must have no other members. */
export function readStrictShape<S extends Shape>(shape: S, value: unknown): Shaped<S> {
  const read = readShape(shape, value);
  const other = Object.keys(value as object).find((name) => !Object.hasOwn(shape, name));
  if (other !== undefined) throw new Error('an unknown member');
  return read;
}

export const isString = (value: unknown): value is string => typeof value === 'string';
export const is =
  <const Value extends string>(...values: Value[]) =>
  (value: unknown): value is Value =>
    values.includes(value as Value);
export const matches =
  (pattern: RegExp) =>
  (value: unknown): value is string =>
    isString(value) && pattern.test(value);
export const listOf =
  <Member>(isMember: (value: unknown) => value is Member) =>
  (value: unknown): value is Member[] =>
    Array.isArray(value) && value.every(isMember);
export const optional =
  <Member>(isMember: (value: unknown) => value is Member) =>
  (value: unknown): value is Member | undefined =>
    value === undefined || isMember(value);

/** A time in seconds since 1970. */
export const isMoment = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

/** A number of things. */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** A UUID of RFC 9562: version 1 to 8, or all zeros or all ones. */
export const isUuid = matches(
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|0{8}-(0{4}-){3}0{12}|f{8}-(f{4}-){3}f{12})$/,
);
