import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countThatFits, createBatcher } from '#shared/concurrency/batcher.ts';
import { eventually } from '../../../support/eventually.ts';

const inCapitals = async (names: readonly string[]) => names.map((name) => name.toUpperCase());

describe('batching entries', () => {
  it('loses nothing, duplicates nothing, keeps the order and stays within both bounds', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 3 }),
        async (sizes, sizeMax, inFlightMax) => {
          const batches: (readonly { bytes: number; at: number }[])[] = [];
          const call = async (entries: readonly { bytes: number; at: number }[]) => {
            batches.push(entries);
            return entries.map(({ at }) => at);
          };
          const bytesOf = ({ bytes }: { bytes: number }) => bytes;
          const add = createBatcher({ call, bytesOf, bytesMax: 150, sizeMax, inFlightMax });
          const results = await Promise.all(sizes.map((bytes, at) => add({ bytes, at })));
          expect(results).toEqual(sizes.map((_, at) => at));
          expect(batches.flat()).toEqual(sizes.map((bytes, at) => ({ bytes, at })));
          for (const batch of batches) {
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(sizeMax);
            expect(batch.reduce((total, { bytes }) => total + bytes, 0)).toBeLessThanOrEqual(150);
          }
        },
      ),
    );
  });

  it('fills each batch as far as the bounds allow', () => {
    const bytes = (...sizes: number[]) => sizes.map((bytes, key) => ({ bytes, key }));
    const bounds = { sizeMax: 3, bytesMax: 10 };
    expect(countThatFits(bytes(4, 6, 1), bounds)).toBe(2);
    expect(countThatFits(bytes(1, 1, 1, 1), bounds)).toBe(3);
    expect(countThatFits(bytes(10), bounds)).toBe(1);
    expect(countThatFits([], bounds)).toBe(0);
    const twice = [1, 2, 1, 3].map((key) => ({ bytes: 1, key }));
    expect(countThatFits(twice, bounds)).toBe(2);
  });

  it('sends an entry without waiting for others, and batches those that arrive while all calls are in flight', async () => {
    const calls: { names: readonly string[]; answer: () => void }[] = [];
    const call = (names: readonly string[]) =>
      new Promise<string[]>((resolve) => calls.push({ names, answer: () => resolve([...names]) }));
    const add = createBatcher({ call, inFlightMax: 1 });
    const first = add('a');
    await eventually(() => calls.length === 1);
    const others = ['b', 'c', 'd'].map((name) => add(name));
    calls[0]?.answer();
    await first;
    await eventually(() => calls.length === 2);
    calls[1]?.answer();
    await Promise.all(others);
    expect(calls.map(({ names }) => names)).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('by default sends as many as SQS and SNS accept, four calls at a time', async () => {
    const calls: { count: number; answer: () => void }[] = [];
    const call = (entries: readonly number[]) =>
      new Promise<readonly number[]>((resolve) => calls.push({ count: entries.length, answer: () => resolve(entries) }));
    const add = createBatcher({ call });
    const all = Promise.all(Array.from({ length: 45 }, (_, at) => add(at)));
    await eventually(() => calls.length > 0);
    await new Promise(setImmediate);
    expect(calls.map(({ count }) => count)).toEqual([10, 10, 10, 10]);
    for (let answered = 0; answered < 5; answered++) {
      await eventually(() => calls.length > answered);
      calls[answered]?.answer();
    }
    expect(await all).toHaveLength(45);
    expect(calls).toHaveLength(5);
  });

  it('lets an entry linger if no one waits for it, but not once a batch is full', async () => {
    const calls: (readonly string[])[] = [];
    const call = async (names: readonly string[]) => {
      calls.push(names);
      return names;
    };
    const add = createBatcher({ call, sizeMax: 2, lingerMilliseconds: 3_600_000 });
    const one = add('a');
    await new Promise(setImmediate);
    expect(calls).toEqual([]);
    await Promise.all([one, add('b')]);
    expect(calls).toEqual([['a', 'b']]);
  });

  it('lets equal entries share a call unless a key tells them apart', async () => {
    const calls: (readonly string[])[] = [];
    const add = createBatcher<string, string>({
      call: async (entries) => {
        calls.push(entries);
        return entries;
      },
    });
    await Promise.all(['a', 'a', 'b'].map(add));
    expect(calls).toEqual([['a', 'a', 'b']]);
  });

  it('never puts two entries with one key in a call, nor in a later one before the earlier is done', async () => {
    const calls: string[] = [];
    const call = async (entries: readonly { key: string; value: string }[]) => {
      calls.push(entries.map(({ value }) => value).join());
      return entries;
    };
    const add = createBatcher({ call, keyOf: ({ key }) => key, inFlightMax: 1 });
    await Promise.all(
      [
        ['a', 'a1'],
        ['b', 'b1'],
        ['a', 'a2'],
        ['c', 'c1'],
      ].map(([key = '', value = '']) => add({ key, value })),
    );
    expect(calls).toEqual(['a1,b1', 'a2,c1']);
  });
});

describe('an entry that fails', () => {
  it('fails alone with its own error', async () => {
    const add = createBatcher({
      call: async (names: readonly string[]) => names.map((name) => (name === 'b' ? new Error('no b') : name)),
    });
    const [first, second] = await Promise.allSettled([add('a'), add('b')]);
    expect(first).toEqual({ status: 'fulfilled', value: 'a' });
    expect(second).toMatchObject({ status: 'rejected', reason: { message: 'no b' } });
  });

  it('fails with the call’s error when the whole call failed, and the next call is made', async () => {
    let calls = 0;
    const add = createBatcher({
      call: async (names: readonly string[]) => {
        if (++calls === 1) throw new Error('unreachable');
        return names;
      },
    });
    const together = await Promise.allSettled([add('a'), add('b')]);
    expect(together).toMatchObject([{ reason: { message: 'unreachable' } }, { reason: { message: 'unreachable' } }]);
    await expect(add('c')).resolves.toBe('c');
  });

  it('is found by calling for each separately, where the call’s error may be one entry’s fault', async () => {
    const calls: string[] = [];
    const call = async (names: readonly string[]) => {
      calls.push(names.join());
      if (names.includes('b')) throw new Error('not with b');
      return names;
    };
    const add = createBatcher({ call, isOneEntrysFault: (error) => (error as Error).message === 'not with b' });
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => add(name)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(calls).toEqual(['a,b,c', 'a', 'b', 'c']);
    expect((await Promise.allSettled([add('b'), add('c')])).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('is refused before the call when it fits into no call', async () => {
    const add = createBatcher({ call: inCapitals, bytesOf: () => 11, bytesMax: 10 });
    await expect(add('a')).rejects.toMatchObject({ code: 'TooLarge', senderFault: true });
    expect(await createBatcher({ call: inCapitals, bytesOf: () => 10, bytesMax: 10 })('a')).toBe('A');
  });

  it('is refused when too many are already waiting', async () => {
    const add = createBatcher({ call: inCapitals, waitingMax: 1 });
    const first = add('a');
    await expect(add('b')).rejects.toMatchObject({ name: 'EntryFailedError', code: 'TooManyWaiting', senderFault: false });
    expect(await first).toBe('A');
  });
});
