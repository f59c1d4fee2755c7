import { describe, expect, test } from '@jest/globals';
import { etagOf, isKnown } from '#shared/http/conditional.ts';
import { createProduct } from '../../../../containers/catalog/domain.ts';
import { ifMatchHeader, requireMatch } from '../../../../containers/catalog/etag.ts';
import { viewOf } from '../../../../containers/catalog/view.ts';

const details = { name: 'Laptop', category: 'computers', price: { amount: 1, currency: 'USD' } };
const laptop = createProduct('0190c0de-0001-7000-8000-000000000001', details);
const tag = etagOf(viewOf(laptop));

describe('the tag of a representation', () => {
  test('depends on its JSON text', () => {
    expect(etagOf({ a: 1, b: undefined })).toBe(etagOf({ a: 1 }));
    expect(etagOf({ a: 1 })).not.toBe(etagOf({ a: '1' }));
    expect(etagOf({ a: 1, b: 2 })).not.toBe(etagOf({ b: 2, a: 1 }));
  });

  test('does not depend on anything that is not shown', () => {
    expect(etagOf(viewOf({ ...laptop, version: 7 }))).toBe(tag);
  });
});

describe('If-Match', () => {
  const accepts = (value: string) => ifMatchHeader.safeParse({ 'if-match': value }).success;

  test.each(['*', '""', '"a"', '"a","b"', ', "a" ,, W/"b" ,', '"a,b"', '"\u00e4"', '"\\"'])('may be %s', (value) => {
    expect(accepts(value)).toBe(true);
  });

  test.each(['', ' ', ',', 'a', '"a', '"a" "b"', '"a" b', 'w/"a"', 'W/ "a"', 'W/*', '*, "a"', '"a b"', '"a\nb"', '"\u20ac"'])(
    'may not be %j',
    (value) => {
      expect(accepts(value)).toBe(false);
    },
  );

  test('is parsed in linear time, however long it is', () => {
    for (const piece of ['"a",', ', ,', 'W/""\t,', '"', ' ']) expect(accepts(`${piece.repeat(20_000)}!`)).toBe(false);
  });

  test.each([undefined, '*', tag, `"other", ${tag}`])('lets %s pass', (ifMatch) => {
    expect(() => requireMatch(laptop, ifMatch)).not.toThrow();
  });

  test.each(['""', '"other"', `W/${tag}`])('holds %s up', (ifMatch) => {
    expect(() => requireMatch(laptop, ifMatch)).toThrow('has changed since the version in If-Match');
  });
});

test.each<[string | undefined, boolean]>([
  [undefined, false],
  ['', false],
  ['*', true],
  [tag, true],
  [`W/${tag}`, true],
  [`"other",W/${tag}`, true],
  ['"*"', false],
  [tag.slice(1, -1), false],
])('If-None-Match of %s matches this state: %s', (ifNoneMatch, known) => {
  expect(isKnown(tag, ifNoneMatch)).toBe(known);
});
