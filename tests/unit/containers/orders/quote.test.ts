import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quote, type ShelfItem } from '../../../../containers/orders/quote.ts';

const price = (amount: number, currency = 'USD') => ({ amount, currency });
const lamp: ShelfItem = { productId: 'lamp', name: 'Lamp', price: price(2_599), archived: false, available: 3 };
const desk: ShelfItem = { productId: 'desk', name: 'Desk', price: price(19_900), archived: false, available: 1 };

const shelf = (...items: ShelfItem[]) => new Map(items.map((item) => [item.productId, item]));

describe('a quote', () => {
  test('gives each line the name and price of the shelf, and their sum', () => {
    const wanted = [
      { productId: 'lamp', quantity: 2 },
      { productId: 'desk', quantity: 1 },
    ];
    expect(quote(wanted, shelf(lamp, desk))).toEqual({
      kind: 'priced',
      lines: [
        { productId: 'lamp', name: 'Lamp', quantity: 2, unitPrice: price(2_599) },
        { productId: 'desk', name: 'Desk', quantity: 1, unitPrice: price(19_900) },
      ],
      total: price(25_098),
    });
  });

  test('names the lines whose product is unknown or no longer sold, before anything else', () => {
    const wanted = ['lamp', 'chair', 'desk'].map((productId) => ({ productId, quantity: 9 }));
    expect(quote(wanted, shelf(lamp, { ...desk, archived: true }))).toEqual({ kind: 'unknownProducts', lineIndexes: [1, 2] });
  });

  test('is in one currency or none', () => {
    const wanted = ['lamp', 'desk'].map((productId) => ({ productId, quantity: 1 }));
    expect(quote(wanted, shelf(lamp, { ...desk, price: price(19_900, 'EUR') }))).toEqual({ kind: 'mixedCurrencies' });
    expect(quote([], shelf(lamp))).toEqual({ kind: 'mixedCurrencies' });
  });

  test('says what is short, adding up the lines that name the same product', () => {
    const wanted = [
      { productId: 'lamp', quantity: 2 },
      { productId: 'desk', quantity: 1 },
      { productId: 'lamp', quantity: 2 },
    ];
    const short = [{ productId: 'lamp', requested: 4, available: 3 }];
    expect(quote(wanted, shelf(lamp, desk))).toEqual({ kind: 'outOfStock', lines: short });
  });
});

const productIds = ['lamp', 'desk', 'chair', 'sofa'];
const anyShelf = fc
  .array(
    fc.record({
      productId: fc.constantFrom(...productIds),
      name: fc.string(),
      price: fc.record({ amount: fc.nat(99_999_999), currency: fc.constantFrom('USD', 'USD', 'USD', 'EUR') }),
      archived: fc.constantFrom(false, false, false, true),
      available: fc.nat(5_000_000),
    }),
  )
  .map((items) => shelf(...items));
const anyWish = fc.array(
  fc.record({ productId: fc.constantFrom(...productIds), quantity: fc.integer({ min: 1, max: 1_000_000 }) }),
  {
    minLength: 1,
    maxLength: 50,
  },
);

describe('whatever is wanted and whatever is on the shelf', () => {
  test('a price is the exact sum of its lines, which are what was wanted, and never negative', () => {
    fc.assert(
      fc.property(anyWish, anyShelf, (wanted, items) => {
        const quoted = quote(wanted, items);
        if (quoted.kind !== 'priced') return;
        const sum = quoted.lines.reduce(
          (total, { quantity, unitPrice }) => total + BigInt(quantity) * BigInt(unitPrice.amount),
          0n,
        );
        expect(BigInt(quoted.total.amount)).toBe(sum);
        expect(Number.isSafeInteger(quoted.total.amount) && quoted.total.amount >= 0).toBe(true);
        expect(quoted.lines.map(({ productId, quantity }) => ({ productId, quantity }))).toEqual(wanted);
      }),
    );
  });

  test('nothing is priced that is not sold, or that together exceeds what there is', () => {
    fc.assert(
      fc.property(anyWish, anyShelf, (wanted, items) => {
        const fits = productIds.every((productId) => {
          const requested = wanted
            .filter((line) => line.productId === productId)
            .reduce((sum, { quantity }) => sum + quantity, 0);
          const item = items.get(productId);
          return requested === 0 || (item !== undefined && !item.archived && requested <= item.available);
        });
        const currencies = new Set(wanted.map(({ productId }) => items.get(productId)?.price.currency));
        expect(quote(wanted, items).kind === 'priced').toBe(fits && currencies.size === 1);
      }),
    );
  });
});
