import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../faults/chance.ts';
import { ordersOf, strikesOf } from '../../faults/schedule.ts';

const playOf = (seed: string) => ({
  orders: ordersOf(createChance(seed).stream('orders'), { count: 200, seconds: 20 }),
  strikes: strikesOf(createChance(seed).stream('strikes'), 60),
});

describe('a seed', () => {
  test('gives the same orders and the same strikes each time', () => {
    expect(playOf('7')).toEqual(playOf('7'));
  });

  test('gives others than any other seed', () => {
    expect(playOf('7').strikes).not.toEqual(playOf('8').strikes);
    expect(playOf('7').orders).not.toEqual(playOf('8').orders);
  });

  test('strikes in every way, and ends with a calm phase', () => {
    const { strikes } = playOf('7');
    expect(new Set(strikes.map(({ kind }) => kind)).size).toBe(12);
    expect(Math.max(...strikes.map(({ at }) => at))).toBeLessThan(60_000 * 0.92);
  });

  test('makes each stream of draws independent of the others', () => {
    const [one, other] = [createChance('7'), createChance('7')];
    for (let draws = 0; draws < 10; draws++) other.next();
    expect(one.stream('orders').next()).toBe(other.stream('orders').next());
  });
});
