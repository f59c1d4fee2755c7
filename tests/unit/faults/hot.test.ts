import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../faults/chance.ts';
import { type HotRun, reportHot } from '../../faults/modes/hot.ts';
import { readOptions } from '../../faults/options.ts';
import { hot, hotOrdersOf } from '../../faults/schedule.ts';

const good: HotRun = {
  orders: 3,
  confirmed: 3,
  settledPerSecond: 38.25,
  conflicts: 17,
  confirmMilliseconds: [100, 200, 61_000],
  corrections: [200, 200],
  violations: [],
};

describe('a run with one hot product', () => {
  test('passes if all is confirmed, corrected and consistent, however long it took', () => {
    const { text, isGood } = reportHot(good);
    expect(isGood).toBe(true);
    const rows = text.split('\n').map((row) => row.trim().split(/ {3,}/));
    expect(rows).toEqual([
      ['one hot product'],
      ['orders', '3'],
      ['confirmed', '3'],
      ['settled per second', '38.3'],
      ['conflicts injected over its stock', '17'],
      ['placement to CONFIRMED, p50', '200 ms'],
      ['placement to CONFIRMED, p99', '61000 ms'],
      ['corrections of the stock', '2'],
      ['failed', '0'],
      ['the stock adds up', 'yes'],
    ]);
  });

  test.each<[string, Partial<HotRun>, string]>([
    ['a correction was refused', { corrections: [200, 409] }, 'FAILED  corrections were answered 409'],
    ['corrections failed', { corrections: [503, 200, 504] }, 'FAILED  corrections were answered 503, 504'],
    ['a correction was not answered', { corrections: [0] }, 'FAILED  corrections were answered 0'],
    ['an order was not confirmed', { confirmed: 2 }, 'NOT CONFIRMED  1 of 3 orders'],
    ['nothing was confirmed', { confirmed: 0, confirmMilliseconds: [] }, 'NOT CONFIRMED  3 of 3 orders'],
    ['money is wrong', { violations: [{ invariant: 'money', detail: 'twice' }] }, 'VIOLATION  money: twice'],
    ['stock is wrong', { violations: [{ invariant: 'stock', detail: 'one is gone' }] }, 'VIOLATION  stock: one is gone'],
    ['nothing conflicted', { conflicts: 0 }, 'TOO GENTLE  no two transactions met over the product'],
  ])('fails if %s', (_, change, told) => {
    const { text, isGood } = reportHot({ ...good, ...change });
    expect(isGood).toBe(false);
    expect(text).toContain(told);
    expect(/the stock adds up +(\w+)/.exec(text)?.[1]).toBe(told.includes('stock:') ? 'NO' : 'yes');
  });
});

describe('its orders', () => {
  const { minutes, ordersPerSecond: perSecond, mode } = readOptions(['--hot']);
  const orders = hotOrdersOf(createChance('7').stream('orders'), { seconds: minutes * 60, perSecond });

  test('are 2,000 in 50 s, one after the other', () => {
    expect(mode).toBe('hot');
    expect(orders).toHaveLength(2_000);
    const busiest = Math.max(
      ...[...Map.groupBy(orders, ({ at }) => Math.floor(at / 1_000)).values()].map(({ length }) => length),
    );
    expect(busiest).toBeLessThanOrEqual(42);
    expect(Math.max(...orders.map(({ at }) => at))).toBeLessThanOrEqual(50_000);
  });

  test('are of that product alone, and no customer, card or address gets in their way', () => {
    const wishes = orders.map(({ lines, paymentMethod, postalCode, cancelAfter, isDispatched }) =>
      JSON.stringify({ products: lines.map(({ productId }) => productId), paymentMethod, postalCode, cancelAfter, isDispatched }),
    );
    expect([...new Set(wishes)].map((wish) => JSON.parse(wish))).toEqual([
      { products: [hot.productId], paymentMethod: 'pm_card_visa', postalCode: 'SW1Y 4JH', isDispatched: false },
    ]);
  });
});
