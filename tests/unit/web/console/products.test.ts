import { describe, expect, it } from '@jest/globals';
import { currencyCodes } from '#events/currencies.ts';
import { decimalText, minorUnitsIn } from '../../../../web/console/products/price-text.ts';
import { flawsIn, noValues, patchOf, valuesOf } from '../../../../web/console/products/product-values.ts';

describe('a price', () => {
  it.each([
    ['25.99', 'USD', 2599],
    ['25,9', 'EUR', 2590],
    [' 25 ', 'USD', 2500],
    ['2599', 'JPY', 2599],
    ['2.599', 'KWD', 2599],
    ['2,59', 'KWD', 2590],
    ['25.99', 'HUF', 2599],
  ])('typed as %j of %s is %i minor units', (text, currency, amount) => {
    expect(minorUnitsIn(text, currency)).toBe(amount);
  });

  it.each([
    ['', 'USD'],
    ['twenty', 'USD'],
    ['-1', 'USD'],
    ['1e3', 'USD'],
    ['25.999', 'USD'],
    ['25.9', 'JPY'],
    ['1,000.00', 'USD'],
    // A thousand in English, one in German.
    ['1,000', 'KWD'],
    ['9'.repeat(16), 'USD'],
  ])('is not %j of %s', (text, currency) => {
    expect(minorUnitsIn(text, currency)).toBeUndefined();
    expect(flawsIn({ ...noValues, price: text, currency })).toHaveProperty('price');
  });

  it('is parsed back from its own formatting, in every currency', () => {
    for (const currency of currencyCodes)
      for (const amount of [1, 5, 100, 99_999_999])
        expect(minorUnitsIn(decimalText({ amount, currency }), currency)).toBe(amount);
  });
});

describe('a changed product', () => {
  const base = valuesOf({
    productId: 'p',
    name: 'Lamp',
    category: 'lamps',
    description: 'Bright',
    price: { amount: 1990, currency: 'USD' },
  });

  it('is sent as its changes only', () => {
    expect(patchOf(base, base)).toEqual({});
    expect(patchOf({ ...base, name: 'Lantern ' }, base)).toEqual({ name: 'Lantern' });
    expect(patchOf({ ...base, description: '' }, base)).toEqual({ description: null });
  });

  it('may have a new price in another currency', () => {
    expect(patchOf({ ...base, currency: 'EUR' }, base)).toEqual({ price: { amount: 1990, currency: 'EUR' } });
  });
});
