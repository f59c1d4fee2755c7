import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createKeyCache } from '#shared/tokens/key-cache.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);

/** Keys that can be published, withdrawn and out of reach, and that count how often they are read. */
function published(...names: string[]) {
  const state = { names, reads: 0, down: false };
  const cache = createKeyCache(async () => {
    state.reads++;
    if (state.down) throw new Error('down');
    return new Map(state.names.map((name) => [name, `key ${name}`]));
  });
  return Object.assign(state, cache);
}

describe('keys that are known', () => {
  test('are read once for many askers', async () => {
    const keys = published('a');
    await expect(Promise.all(Array.from({ length: 50 }, () => keys.find('a')))).resolves.toEqual(Array(50).fill('key a'));
    expect(keys.reads).toBe(1);
  });

  test('are read again behind the back of whoever asks after a minute', async () => {
    const keys = published('a');
    await keys.find('a');
    await seconds(61);
    keys.names = ['b'];
    await expect(keys.find('a')).resolves.toBe('key a');
    expect(keys.reads).toBe(2);
    await expect(keys.find('b')).resolves.toBe('key b');
    expect(keys.reads).toBe(2);
  });

  test('survive an outage of less than four minutes', async () => {
    const keys = published('a');
    await keys.find('a');
    keys.down = true;
    await seconds(239);
    await expect(keys.find('a')).resolves.toBe('key a');
  });

  test('verify nothing once nobody could confirm them for more than four minutes', async () => {
    const keys = published('a');
    await keys.find('a');
    keys.down = true;
    await seconds(241);
    await expect(keys.find('a')).rejects.toThrow('down');
  });

  test('are gone four minutes after they were withdrawn, although nobody asked meanwhile', async () => {
    const keys = published('a', 'b');
    await keys.find('a');
    keys.names = ['b'];
    await seconds(241);
    const asked = keys.find('a');
    await seconds(1);
    await expect(asked).resolves.toBeUndefined();
  });
});

describe('keys that are not known', () => {
  test('cost one read a second, however many are asked for', async () => {
    const keys = published('a');
    await keys.find('a');
    const garbage: Promise<unknown>[] = [];
    for (let tenth = 0; tenth < 100; tenth++) {
      for (let index = 0; index < 20; index++) garbage.push(keys.find(`garbage ${tenth} ${index}`));
      await seconds(0.1);
    }
    await seconds(1);
    expect(await Promise.all(garbage)).toEqual(Array(2000).fill(undefined));
    expect(keys.reads).toBeLessThanOrEqual(12);
  });

  test('do not keep a new key from being found', async () => {
    const keys = published('a');
    await keys.find('a');
    const garbage = keys.find('garbage');
    await seconds(1);
    await expect(garbage).resolves.toBeUndefined();
    keys.names = ['a', 'b'];
    const found = keys.find('b');
    await seconds(1);
    await expect(found).resolves.toBe('key b');
  });
});
