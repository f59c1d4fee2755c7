import { describe, expect, test } from '@jest/globals';
import { cachedEach } from '../../../../containers/catalog/cached-each.ts';

/** Answers a key with how often anything was read by then. */
function counting({ seconds = 60, keysMax = 2 } = {}) {
  let reads = 0;
  return cachedEach({ seconds, keysMax }, async (key: string) => `${key}${++reads}`);
}

describe('what is cached for each key', () => {
  test('is read once, however many ask for it', async () => {
    const { find } = counting();
    expect(await Promise.all([find('a'), find('a'), find('b'), find('a')])).toEqual(['a1', 'a1', 'b2', 'a1']);
  });

  test('is read anew once its time is over', async () => {
    const { find } = counting({ seconds: 0 });
    expect([await find('a'), await find('a')]).toEqual(['a1', 'a2']);
  });

  test('is read anew after it was forgotten, also by a read that was under way', async () => {
    const { find, forget } = counting();
    const before = find('a');
    forget('a');
    expect([await before, await find('a')]).toEqual(['a1', 'a2']);
  });

  test('is given up for others when it was asked for longest ago', async () => {
    const { find } = counting({ keysMax: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await find(key);
    expect([await find('a'), await find('c'), await find('b')]).toEqual(['a1', 'c3', 'b4']);
  });

  test('is not kept when it could not be read', async () => {
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
