import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { createSemaphore } from '#shared/concurrency/semaphore.ts';

const never = new AbortController().signal;

describe('slots', () => {
  it('are handed out up to their number', async () => {
    const slots = createSemaphore((taken) => 15 - taken);
    expect(await slots.reserve(10, never)).toBe(10);
    expect(await slots.reserve(10, never)).toBe(5);
  });

  it('are awaited, and handed to a waiter once released', async () => {
    const slots = createSemaphore((taken) => 2 - taken);
    await slots.reserve(2, never);
    const next = slots.reserve(10, never);
    slots.release(1);
    expect(await next).toBe(1);
  });

  it('are handed out together with those that become free a moment later', async () => {
    const slots = createSemaphore((taken) => 8 - taken);
    await slots.reserve(8, never);
    slots.release(5);
    const next = slots.reserve(10, never);
    slots.release(3);
    expect(await next).toBe(8);
  });

  it('are not handed out after an abort, and waiters are told', async () => {
    const stopping = new AbortController();
    const slots = createSemaphore((taken) => 1 - taken);
    await slots.reserve(1, stopping.signal);
    const waiting = slots.reserve(1, stopping.signal);
    stopping.abort();
    slots.wake();
    expect(await waiting).toBe(0);
  });
});

describe('a slot held by work', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  const aSlot = async () => {
    const slots = createSemaphore((taken) => 1 - taken);
    await slots.reserve(1, never);
    return slots;
  };

  it('is released when the work ends, and the result is passed on', async () => {
    const slots = await aSlot();
    expect(await slots.releaseAfter(Promise.resolve('done'), 60)).toBe('done');
    expect(await slots.reserve(10, never)).toBe(1);
  });

  it('is released when the work fails', async () => {
    const slots = await aSlot();
    await expect(slots.releaseAfter(Promise.reject(new Error('broken')), 60)).rejects.toThrow('broken');
    expect(await slots.reserve(1, never)).toBe(1);
  });

  it('is released from hanging work after so many seconds', async () => {
    jest.useFakeTimers();
    const slots = await aSlot();
    void slots.releaseAfter(new Promise(() => undefined), 60);
    let next = 0;
    void slots.reserve(1, never).then((count) => {
      next = count;
    });
    await jest.advanceTimersByTimeAsync(59_999);
    expect(next).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(next).toBe(1);
  });

  it('is released in time from hanging work, and not again when that finally ends', async () => {
    const slots = await aSlot();
    const work = Promise.withResolvers<void>();
    const released = slots.releaseAfter(work.promise, 0.001);
    expect(await slots.reserve(1, never)).toBe(1);
    work.resolve();
    await released;
    const stopping = new AbortController();
    const waiting = slots.reserve(1, stopping.signal);
    stopping.abort();
    slots.wake();
    expect(await waiting).toBe(0);
  });

  it('counts as late from then on until the work ends, which `free` is told', async () => {
    const told: number[] = [];
    const slots = createSemaphore((taken, late) => {
      told.push(late);
      return late < 1 ? 1 - taken : 0;
    });
    await slots.reserve(1, never);
    const work = Promise.withResolvers<void>();
    const released = slots.releaseAfter(work.promise, 0.001);
    const next = slots.reserve(1, never);
    while (told.at(-1) !== 1) await new Promise(setImmediate);
    work.resolve();
    await released;
    expect(await next).toBe(1);
    expect(told).toEqual([0, 0, 1, 0]);
  });
});
