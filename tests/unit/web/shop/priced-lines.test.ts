import { describe, expect, it } from '@jest/globals';
import { billOf } from '../../../../web/shop/cart/priced-lines.ts';

const line = (amount: number, currency: 'USD' | 'EUR' = 'USD') => ({
  ...{ productId: `${amount} ${currency}`, quantity: 2, isGone: false },
  product: { name: 'Mouse', price: { amount, currency } },
});

describe('the bill of a cart', () => {
  it('is the sum of its lines', () => {
    expect(billOf([line(2599), line(1)])).toEqual({ kind: 'total', total: { amount: 5200, currency: 'USD' } });
  });

  it('is unknown until the price of every product is known', () => {
    expect(billOf([line(2599), { productId: 'a', quantity: 1, isGone: false }])).toEqual({ kind: 'unknown' });
  });

  it('has no total with a product that is no longer for sale, even if its last price is known', () => {
    expect(billOf([line(2599), { ...line(1), isGone: true }])).toEqual({ kind: 'somethingGone' });
  });

  it('has no total in several currencies', () => {
    expect(billOf([line(2599), line(2599, 'EUR')])).toEqual({ kind: 'mixedCurrencies' });
  });
});
