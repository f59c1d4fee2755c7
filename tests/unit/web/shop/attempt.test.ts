import { describe, expect, it } from '@jest/globals';
import { attemptFor } from '../../../../web/shop/checkout/attempt.ts';

const body = (quantity: number, amount?: number) => ({
  lines: [{ productId: 'a', quantity }],
  paymentMethod: 'pm_card_visa',
  shipTo: { name: 'Ada', line1: 'A street', city: 'London', postalCode: 'SW1Y', country: 'GB' },
  ...(amount === undefined ? {} : { expectedTotal: { amount, currency: 'USD' } }),
});

describe('an attempt to place an order', () => {
  it('has a key of its own when it is the first one, or for another order', () => {
    const first = attemptFor(body(1, 100), undefined);
    expect(first).toEqual({ key: expect.stringMatching(/^[\w-]{36}$/), body: body(1, 100) });
    const other = attemptFor(body(2, 200), first);
    expect(other.body).toEqual(body(2, 200));
    expect(other.key).not.toBe(first.key);
  });

  it('is the last one again for the same order, even if the total has changed since', () => {
    const last = { key: 'k', body: body(1, 100) };
    expect(attemptFor(body(1, 100), last)).toEqual(last);
    expect(attemptFor(body(1, 120), last)).toEqual(last);
    expect(attemptFor(body(1), last)).toEqual(last);
  });
});
