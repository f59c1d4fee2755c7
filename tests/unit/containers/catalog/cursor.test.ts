import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorAfter, positionIn } from '../../../../containers/catalog/cursor.ts';
import { positionOf } from '../../../../containers/catalog/listing.ts';

const position = positionOf({ name: 'Desk', productId: '0190c0de-0000-7000-8000-000000000001' });
const listing = { category: 'furniture', name: 'DE' };

describe('a cursor', () => {
  test('returns its position in its own list, in every spelling', () => {
    expect(positionIn(cursorAfter(position, listing), listing)).toBe(position);
    expect(positionIn(cursorAfter(position, listing), { ...listing, name: 'dé' })).toBe(position);
  });

  test.each([
    {},
    { category: 'furniture' },
    { name: 'de' },
    { category: 'FURNITURE', name: 'de' },
    { category: 'DE', name: 'furniture' },
  ])('is not valid for the list of %j', (other) => {
    expect(() => positionIn(cursorAfter(position, listing), other)).toThrow('not valid');
  });

  test('is never longer than a request allows, whatever the names', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, text, (name, category) => {
        const place = positionOf({ name, productId: position.slice(-36) });
        expect(cursorAfter(place, { category, name }).length).toBeLessThanOrEqual(1_024);
      }),
    );
  });
});
