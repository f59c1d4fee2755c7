import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ageMillisecondsMax, createKeyCache, publishedMaxAgeSeconds } from '#shared/tokens/key-cache.ts';
import { noticeMilliseconds, publishedKeysAt, signingKeyAt } from '#shared/tokens/key-ring.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const seconds = (count: number) => jest.advanceTimersByTimeAsync(count * 1000);

/** Keys that can be published, withdrawn and unreachable, and that count how often they are read. */
function published(...names: string[]) {
  const state = { names, reads: 0, down: false, slowness: 0 };
  const cache = createKeyCache(async () => {
    state.reads++;
    if (state.down) throw new Error('down');
    const answer = new Map(state.names.map((name) => [name, `key ${name}`]));
    if (state.slowness > 0) await new Promise((resolve) => setTimeout(resolve, state.slowness));
    return answer;
  });
  return Object.assign(state, cache);
}

describe('known keys', () => {
  test('are read once for concurrent callers', async () => {
    const keys = published('a');
    await expect(Promise.all(Array.from({ length: 50 }, () => keys.find('a')))).resolves.toEqual(Array(50).fill('key a'));
    expect(keys.reads).toBe(1);
  });

  test('are refreshed in the background after a minute', async () => {
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

  test('verify nothing once no one could confirm them for more than four minutes', async () => {
    const keys = published('a');
    await keys.find('a');
    keys.down = true;
    await seconds(241);
    await expect(keys.find('a')).rejects.toThrow('down');
  });

  test('are gone four minutes after they were withdrawn, even without any request meanwhile', async () => {
    const keys = published('a', 'b');
    await keys.find('a');
    keys.names = ['b'];
    await seconds(241);
    const asked = keys.find('a');
    await seconds(1);
    await expect(asked).resolves.toBeUndefined();
  });

  test('are not trusted longer because the clock was set back', async () => {
    const keys = published('a', 'b');
    await keys.find('a');
    keys.names = ['b'];
    jest.setSystemTime(Date.now() - 3_600_000);
    const asked = keys.find('a');
    await seconds(1);
    await expect(asked).resolves.toBeUndefined();
    expect(keys.reads).toBe(2);
  });
});

describe('a withdrawn key', () => {
  // Published keys may be read through caches: the response is then as old as they may let it become.
  test.each([0, 0.5, 1])('is refused within five minutes, however often it is requested per minute (%d)', async (perSecond) => {
    let live = ['a', 'b'];
    let kept = { names: live, at: Number.NEGATIVE_INFINITY };
    const cache = createKeyCache(async () => {
      if (Date.now() - kept.at >= publishedMaxAgeSeconds * 1000) kept = { names: live, at: Date.now() };
      return new Map(kept.names.map((name) => [name, name]));
    });
    // A cache in between has a response from just before, and we read it just before it expires.
    kept = { names: live, at: Date.now() };
    live = ['b'];
    await seconds(59);
    await expect(cache.find('a')).resolves.toBe('a');
    for (let second = 59; second < 300; second++) {
      if (perSecond > 0 && second % (1 / perSecond) === 0) await cache.find('a').catch(() => undefined);
      await seconds(1);
    }
    const asked = cache.find('a');
    await seconds(1);
    await expect(asked).resolves.toBeUndefined();
    expect(ageMillisecondsMax + publishedMaxAgeSeconds * 1000).toBeLessThanOrEqual(300_000);
  });
});

describe('unknown keys', () => {
  test('cost one read per second, however many are requested', async () => {
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

  test('are found even if they were published during a read that missed them', async () => {
    const keys = published('a');
    keys.slowness = 500;
    const early = keys.find('b');
    await seconds(0.1);
    keys.names = ['a', 'b'];
    const late = keys.find('b');
    await seconds(3);
    await expect(early).resolves.toBeUndefined();
    await expect(late).resolves.toBe('key b');
    expect(keys.reads).toBe(2);
  });
});

describe('keys that rotate every twenty minutes for four hours, among ten made-up ids a second', () => {
  const every = 20 * 60_000;
  const tokenLife = 600_000;
  /** The signers' clocks differ by less than the minute that is part of how long a replaced key stays published. */
  const skews = [-25_000, 0, 25_000];

  test('verify every valid token, and nothing once they are gone', async () => {
    const start = Date.now();
    const schedule = Array.from({ length: 12 }, (_, index) => ({ key: `key ${index}`, signsFrom: start + (index - 1) * every }));
    // Each key becomes known only as late as its notice period allows.
    const known = () => schedule.filter(({ signsFrom }) => Date.now() >= signsFrom - noticeMilliseconds);
    let kept = { names: [] as string[], at: Number.NEGATIVE_INFINITY };
    const caches = Array.from({ length: 3 }, () =>
      createKeyCache(async () => {
        if (Date.now() - kept.at >= publishedMaxAgeSeconds * 1000) {
          kept = { names: publishedKeysAt(known(), Date.now()).map(({ key }) => key), at: Date.now() };
        }
        return new Map(kept.names.map((name) => [name, name]));
      }),
    );
    const live: { kid: string; expires: number }[] = [];
    const verified: Promise<boolean>[] = [];
    const garbage: Promise<unknown>[] = [];
    for (let second = 0; second < 4 * 3600; second += 5) {
      const now = Date.now();
      for (const skew of skews) live.push({ kid: signingKeyAt(schedule, now + skew) as string, expires: now + tokenLife });
      while ((live[0]?.expires ?? now) < now) live.shift();
      for (const [index, cache] of caches.entries()) {
        // The newest and the oldest valid tokens, as different issuers made them.
        for (const token of [live.at(-1 - index), live[index]])
          verified.push(cache.find(token?.kid ?? '').then((key) => key === token?.kid));
        for (let made = 0; made < 50; made++) garbage.push(cache.find(`garbage ${second} ${made}`));
      }
      await seconds(5);
    }
    await seconds(2);
    const good = await Promise.all(verified);
    expect([good.length, good.filter((isGood) => !isGood).length]).toEqual([17_280, 0]);
    expect(new Set(await Promise.all(garbage))).toEqual(new Set([undefined]));
    const gone = Promise.all(caches.map((cache) => cache.find('key 0')));
    await seconds(2);
    expect(await gone).toEqual([undefined, undefined, undefined]);
  });
});
