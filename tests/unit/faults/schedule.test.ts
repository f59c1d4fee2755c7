import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../faults/chance.ts';
import { poisonNames } from '../../faults/fault-names.ts';
import { rotationsWithin } from '../../faults/keys.ts';
import { fedFunctions, hot, ordersOf, strikesOf } from '../../faults/schedule.ts';

const playOf = (seed: string) => ({
  orders: ordersOf(createChance(seed).stream('orders'), { phases: [{ seconds: 20, perSecond: 10 }] }),
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
    expect(new Set(strikes.map(({ kind }) => kind)).size).toBe(15);
    expect(Math.max(...strikes.map(({ at }) => at))).toBeLessThan(60_000 * 0.92);
  });

  test('kills the functions by turns, about ten times a minute, and decides which is first', () => {
    const victimsOf = (seed: string) =>
      playOf(seed).strikes.flatMap(({ kind, victimFunction }) => (kind === 'killFunction' ? [victimFunction] : []));
    const turns = Array.from({ length: 5 }, () => fedFunctions).flat();
    const firsts = ['1', '2', '3', '4', '5', '6', '7', '8'].map((seed) => {
      const victims = victimsOf(seed);
      expect([turns, turns.toReversed()]).toContainEqual(victims);
      return victims[0];
    });
    expect(new Set(firsts)).toEqual(new Set(fedFunctions));
  });

  test.each([1, 48, 180])('plants every kind of poison in %d s', (seconds) => {
    const strikes = strikesOf(createChance('7').stream('strikes'), seconds).filter(({ kind }) => kind === 'poison');
    expect(new Set(strikes.map(({ number }) => number % poisonNames.length)).size).toBe(poisonNames.length);
  });

  test('has many customers want the hot product at the same moment', () => {
    const wanting = playOf('7').orders.filter(({ lines }) => lines.every(({ productId }) => productId === hot.productId));
    const atOnce = [...Map.groupBy(wanting, ({ at }) => at).values()].map(({ length }) => length);
    expect(atOnce.filter((count) => count >= 20).length).toBeGreaterThanOrEqual(3);
  });

  test('places as many orders in each phase as its rate says', () => {
    const phases = [
      { seconds: 10, perSecond: 30 },
      { seconds: 20, perSecond: 12 },
      { seconds: 5, perSecond: 30 },
    ];
    const orders = ordersOf(createChance('7').stream('orders'), { phases, rushes: [] });
    const within = (from: number, to: number) => orders.filter(({ at }) => at >= from * 1000 && at < to * 1000).length;
    expect([within(0, 10), within(10, 30), within(30, 35)]).toEqual([300, 240, 150]);
  });

  test('rotates signing keys from the start to the end, however long the start takes', () => {
    expect(rotationsWithin(60, 12)).toEqual([12, 24, 36, 48, 60]);
    expect(rotationsWithin(61, 12).at(-1)).toBe(72);
  });

  test('makes each stream of draws independent of the others', () => {
    const [one, other] = [createChance('7'), createChance('7')];
    for (let draws = 0; draws < 10; draws++) other.next();
    expect(one.stream('orders').next()).toBe(other.stream('orders').next());
  });
});
