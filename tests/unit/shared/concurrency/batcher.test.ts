import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type BatchAnswer, countThatFits, createBatcher, EntryFailedError } from '#shared/concurrency/batcher.ts';
import { eventually } from '../../../support/eventually.ts';

type Item = { name: string };
type Sent = (Item & { Id: string })[];
const acceptAll = (entries: Sent): BatchAnswer => ({ Successful: entries.map(({ Id }) => ({ Id })) });

describe('collecting entries into batches', () => {
  it('loses nothing, doubles nothing, keeps the order and stays within both bounds', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(
        sizes,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 1, max: 3 }),
        async (sizes, sizeMax, inFlightMax) => {
          const batches: { bytes: number }[][] = [];
          const send = async (entries: { bytes: number; at: number; Id: string }[]) => {
            batches.push(entries);
            return { Successful: entries.map(({ Id }) => ({ Id })) };
          };
          const bytesOf = ({ bytes }: { bytes: number }) => bytes;
          const batcher = createBatcher<{ bytes: number; at: number }>({ send, bytesOf, bytesMax: 150, sizeMax, inFlightMax });
          await Promise.all(sizes.map((bytes, at) => batcher.add({ bytes, at })));
          expect(batches.flat()).toMatchObject(sizes.map((bytes, at) => ({ bytes, at })));
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
    const bytes = (...sizes: number[]) => sizes.map((bytes) => ({ bytes }));
    const bounds = { sizeMax: 3, bytesMax: 10 };
    expect(countThatFits(bytes(4, 6, 1), bounds)).toBe(2);
    expect(countThatFits(bytes(1, 1, 1, 1), bounds)).toBe(3);
    expect(countThatFits(bytes(10), bounds)).toBe(1);
    expect(countThatFits([], bounds)).toBe(0);
  });

  it('sends an entry without waiting for others, and lets those share that come while all batches are under way', async () => {
    const batches: { names: string[]; answer: () => void }[] = [];
    const send = (entries: Sent) =>
      new Promise<BatchAnswer>((resolve) => {
        batches.push({ names: entries.map(({ name }) => name), answer: () => resolve(acceptAll(entries)) });
      });
    const batcher = createBatcher<Item>({ send, inFlightMax: 1 });
    const first = batcher.add({ name: 'a' });
    await eventually(() => batches.length === 1);
    const others = ['b', 'c', 'd'].map((name) => batcher.add({ name }));
    batches[0]?.answer();
    await first;
    await eventually(() => batches.length === 2);
    batches[1]?.answer();
    await Promise.all(others);
    expect(batches.map(({ names }) => names)).toEqual([['a'], ['b', 'c', 'd']]);
  });
});

describe('an entry that is not accepted', () => {
  const batcherAnswering = (answer: (entries: Sent) => BatchAnswer) =>
    createBatcher<Item>({ send: async (sent) => answer(sent) });

  it('fails alone and says whose fault it was', async () => {
    const batcher = batcherAnswering(() => ({
      Successful: [{ Id: '0' }],
      Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
    }));
    const [first, second] = await Promise.allSettled([batcher.add({ name: 'a' }), batcher.add({ name: 'b' })]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'InternalError', senderFault: false } });
  });

  it('fails when the answer does not mention it', async () => {
    await expect(batcherAnswering(() => ({})).add({ name: 'a' })).rejects.toMatchObject({ code: 'NotMentioned' });
  });

  it('fails with the error of the call when the whole batch failed, and the next batch goes out', async () => {
    let calls = 0;
    const batcher = batcherAnswering((entries) => {
      calls++;
      if (calls === 1) throw new Error('unreachable');
      return acceptAll(entries);
    });
    await expect(batcher.add({ name: 'a' })).rejects.toThrow('unreachable');
    await expect(batcher.add({ name: 'b' })).resolves.toBeUndefined();
  });

  it('is refused before it is sent when no batch can hold it', async () => {
    const batcher = createBatcher<Item>({ send: async (sent) => acceptAll(sent), bytesOf: () => 11, bytesMax: 10 });
    await expect(batcher.add({ name: 'a' })).rejects.toMatchObject({ code: 'TooLarge', senderFault: true });
  });

  it('is refused when too many wait already', async () => {
    const batcher = createBatcher<Item>({ send: async (sent) => acceptAll(sent), waitingMax: 1 });
    const first = batcher.add({ name: 'a' });
    await expect(batcher.add({ name: 'b' })).rejects.toThrow(EntryFailedError);
    await first;
  });
});
