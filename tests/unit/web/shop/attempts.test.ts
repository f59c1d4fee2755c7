import { describe, expect, it } from '@jest/globals';
import { attemptsFor } from '../../../../web/shop/checkout/attempts.ts';

const order = (amount: number, quantity = 1) => ({
  lines: [{ productId: 'a', quantity }],
  paymentMethod: 'pm_card_visa',
  shipTo: { name: 'Ada', line1: 'A street', city: 'London', country: 'GB' },
  expectedTotal: { amount, currency: 'USD' },
});
const newKey = () => 'new';
const first = { key: 'first', body: JSON.stringify(order(2599)) };

describe('an order', () => {
  it('gets a key of its own', () => {
    expect(attemptsFor(order(2599), undefined, newKey)).toEqual([{ key: 'new', body: first.body }]);
  });

  it('whose answer was lost is sent again with its key', () => {
    expect(attemptsFor(order(2599), first, newKey)).toEqual([first]);
  });

  it('whose answer was lost is asked for at its old price, before it is placed at the new one', () => {
    expect(attemptsFor(order(2999), first, newKey)).toEqual([first, { key: 'new', body: JSON.stringify(order(2999)) }]);
  });

  it('of something else is another one', () => {
    expect(attemptsFor(order(5198, 2), first, newKey)).toEqual([{ key: 'new', body: JSON.stringify(order(5198, 2)) }]);
  });
});
