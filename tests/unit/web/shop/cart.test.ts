import { describe, expect, it } from '@jest/globals';
import {
  type Cart,
  cartFrom,
  linesMax,
  missingIn,
  piecesIn,
  withMore,
  without,
  withQuantity,
} from '../../../../web/shop/cart/cart.ts';

const cart: Cart = [
  { productId: 'a', quantity: 2 },
  { productId: 'b', quantity: 1 },
];

describe('a cart', () => {
  it('holds each product once', () => {
    expect(withMore(cart, { productId: 'a', quantity: 3 })).toEqual([{ productId: 'a', quantity: 5 }, cart[1]]);
    expect(piecesIn(withMore(cart, { productId: 'c', quantity: 4 }))).toBe(7);
  });

  it('accepts no more products than an order may have, but more of those it has', () => {
    const full = Array.from({ length: linesMax }, (_, i) => ({ productId: `${i}`, quantity: 1 }));
    expect(withMore(full, { productId: 'one too many', quantity: 1 })).toBe(full);
    expect(piecesIn(withMore(full, { productId: '0', quantity: 1 }))).toBe(linesMax + 1);
  });

  it('knows what was left out because it was full', () => {
    const full = Array.from({ length: linesMax - 1 }, (_, i) => ({ productId: `${i}`, quantity: 1 }));
    const lines = [...cart, { productId: '0', quantity: 3 }];
    expect(missingIn(lines.reduce(withMore, full), lines)).toEqual([cart[1]]);
    expect(missingIn(lines.reduce(withMore, [] as Cart), lines)).toEqual([]);
  });

  it.each([
    [0, 1],
    [-3, 1],
    [2.7, 2],
    [Number.NaN, 1],
    [2_000_000, 1_000_000],
  ])('accepts %d pieces for %d', (quantity, taken) => {
    expect(withQuantity(cart, { productId: 'a', quantity })[0]).toEqual({ productId: 'a', quantity: taken });
  });

  it('can drop a product', () => {
    expect(without(cart, 'a')).toEqual([cart[1]]);
  });

  it('is restored from storage, whatever else someone has put there', () => {
    expect(cartFrom(JSON.parse(JSON.stringify(cart)))).toEqual(cart);
    expect(
      cartFrom([null, 7, { productId: 1, quantity: 1 }, { productId: 'a', quantity: '1' }, cart[1], { ...cart[1] }]),
    ).toEqual([{ productId: 'b', quantity: 2 }]);
    expect(cartFrom({ a: 1 })).toBeUndefined();
  });
});
