import { describe, expect, test } from '@jest/globals';
import { cachedEach } from '../../../../containers/catalog/cached-each.ts';

/** Returns for each key how many reads there were by then. */
function counting({ seconds = 60, keysMax = 2 } = {}) {
  let reads = 0;
  return cachedEach({ seconds, keysMax }, async (key: string) => `${key}${++reads}`);
}

describe('the cache per key', () => {
  test('reads once, however many ask', async () => {
    const { find } = counting();
    expect(await Promise.all([find('a'), find('a'), find('b'), find('a')])).toEqual(['a1', 'a1', 'b2', 'a1']);
  });

  test('reads again once the entry has expired', async () => {
    const { find } = counting({ seconds: 0 });
    expect([await find('a'), await find('a')]).toEqual(['a1', 'a2']);
  });

  test('reads again after an entry was forgotten, even during a read', async () => {
    const { find, forget } = counting();
    const before = find('a');
    forget('a');
    expect([await before, await find('a')]).toEqual(['a1', 'a2']);
  });

  test('evicts the entry that was requested longest ago', async () => {
    const { find } = counting({ keysMax: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await find(key);
    expect([await find('a'), await find('c'), await find('b')]).toEqual(['a1', 'c3', 'b4']);
  });

  test('does not store a failed read', async () => {
    let fails = true;
    const { find } = cachedEach({ seconds: 60, keysMax: 2 }, async () => {
      if (fails) throw new Error('away');
      return 'there';
    });
    await expect(find('a')).rejects.toThrow('away');
    fails = false;
    expect(await find('a')).toBe('there');
  });
});
