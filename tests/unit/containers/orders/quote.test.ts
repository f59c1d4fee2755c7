import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { boundsOf } from '#events/currencies.ts';
import { quote, type ShelfItem } from '../../../../containers/orders/quote.ts';

const price = (amount: number, currency = 'USD') => ({ amount, currency });
const lamp: ShelfItem = { productId: 'lamp', name: 'Lamp', price: price(2_599), archived: false, available: 3 };
const desk: ShelfItem = { productId: 'desk', name: 'Desk', price: price(19_900), archived: false, available: 1 };

const shelf = (...items: ShelfItem[]) => new Map(items.map((item) => [item.productId, item]));

describe('a quote', () => {
  test('gives each line its name and price, and their sum', () => {
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

  test('has one currency or is refused', () => {
    const wanted = ['lamp', 'desk'].map((productId) => ({ productId, quantity: 1 }));
    expect(quote(wanted, shelf(lamp, { ...desk, price: price(19_900, 'EUR') }))).toEqual({ kind: 'mixedCurrencies' });
    expect(quote([], shelf(lamp))).toEqual({ kind: 'mixedCurrencies' });
  });

  test.each([
    [1, 25, 'USD', 'tooSmall'],
    [2, 24, 'USD', 'tooSmall'],
    [2, 99_999_999, 'USD', 'tooLarge'],
    [1, 12_345, 'KWD', 'step'],
    [1, 0, 'USD', 'free'],
    [1, 5_000, 'IRR', 'currency'],
  ])('of %i times %i %s cannot be charged, and says why: %s', (...[quantity, amount, currency, kind]) => {
    const item = { ...lamp, price: price(amount, currency) };
    expect(quote([{ productId: 'lamp', quantity }], shelf(item))).toMatchObject({ kind: 'unchargeable', why: { kind } });
  });

  test.each([
    [2, 25, 'USD', 50],
    [2, 12_345, 'KWD', 24_690],
  ])('of %i times %i %s can be charged, although a single piece cannot', (...[quantity, amount, currency, total]) => {
    const item = { ...lamp, price: price(amount, currency) };
    expect(quote([{ productId: 'lamp', quantity }], shelf(item))).toMatchObject({
      kind: 'priced',
      total: price(total, currency),
    });
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
      price: fc.record({
        amount: fc.oneof(fc.nat(5_000), fc.nat(99_999_999), fc.nat(2 ** 40)),
        currency: fc.constantFrom('USD', 'USD', 'USD', 'IDR'),
      }),
      archived: fc.constantFrom(false, false, false, true),
      available: fc.oneof(fc.nat(5), fc.nat(5_000_000)),
    }),
  )
  .map((items) => shelf(...items));
const anyWish = fc.array(
  fc.record({
    productId: fc.constantFrom(...productIds),
    quantity: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1_000_000 })),
  }),
  {
    minLength: 1,
    maxLength: 50,
  },
);

describe('whatever is ordered and whatever is available', () => {
  test('a price is the exact sum of its lines, which are the ordered ones, and never negative', () => {
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

  test('nothing is priced that is not sold, exceeds the stock in total, or cannot be charged', () => {
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
        const [currency = ''] = currencies;
        const sum = wanted.reduce(
          (total, { productId, quantity }) => total + BigInt(quantity) * BigInt(items.get(productId)?.price.amount ?? 0),
          0n,
        );
        const { least, greatest } = boundsOf(currency) ?? { least: 0, greatest: 0 };
        const isChargeable = sum >= BigInt(least) && sum <= BigInt(greatest);
        expect(quote(wanted, items).kind === 'priced').toBe(fits && currencies.size === 1 && isChargeable);
      }),
    );
  });
});
