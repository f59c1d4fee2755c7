import fc from 'fast-check';
import { hostileValues } from './hostile.ts';

export type Mutation = { at: number; how: 'drop' | 'add' | 'replace' | 'repeat'; name: string; value: unknown };

/** A valid value with one to three mistakes. */
export const nearly = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(valid, fc.array(mutations, { minLength: 1, maxLength: 3 })).map(([value, all]) => all.reduce(mutate, value));

const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(40),
  how: fc.constantFrom('drop', 'add', 'replace', 'replace', 'replace', 'repeat'),
  name: fc.constantFrom('extra', 'customerId', 'roles', 'status', 'price', '__proto__', 'constructor', '', 'a.b', '\u0000'),
  value: hostileValues,
});

/** Changes the place with this index, counting around the value, so that every number is valid. */
function mutate(root: unknown, { at, how, name, value }: Mutation): unknown {
  const places = placesIn(root);
  const place = places[at % places.length] ?? [];
  if (how === 'add') return change(root, place, (old) => (isRecord(old) ? withMember(old, name, value) : [old, value]));
  if (how === 'repeat') return change(root, place, (old) => [old, old]);
  if (how === 'replace' || place.length === 0) return change(root, place, () => value);
  return change(root, place, () => undefined);
}

type Place = readonly string[];

function placesIn(value: unknown, place: Place = []): Place[] {
  const members = isRecord(value) || Array.isArray(value) ? Object.entries(value) : [];
  return [place, ...members.flatMap(([name, inner]) => placesIn(inner, [...place, name]))];
}

/** A copy with one place changed; undefined places are omitted from JSON. */
function change(value: unknown, [name, ...rest]: Place, by: (old: unknown) => unknown): unknown {
  if (name === undefined) return by(value);
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? change(item, rest, by) : item));
  if (!isRecord(value)) return value;
  return withMember(value, name, change(value[name], rest, by));
}

/** Supports a member named `__proto__`, as JSON.parse does. */
const withMember = (value: Record<string, unknown>, name: string, inner: unknown) =>
  Object.fromEntries([...Object.entries(value).filter(([key]) => key !== name), [name, inner]]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRaw(value);
}

const isRaw = (value: object) => (JSON as unknown as { isRawJSON(value: unknown): boolean }).isRawJSON(value);
