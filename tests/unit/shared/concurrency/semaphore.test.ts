import { describe, expect, it } from '@jest/globals';
import { createSemaphore } from '#shared/concurrency/semaphore.ts';

const never = new AbortController().signal;

describe('slots', () => {
  it('are given out up to their number', async () => {
    const slots = createSemaphore((taken) => 15 - taken);
    expect(await slots.reserve(10, never)).toBe(10);
    expect(await slots.reserve(10, never)).toBe(5);
  });

  it('are waited for and given to whoever waits once released', async () => {
    const slots = createSemaphore((taken) => 2 - taken);
    await slots.reserve(2, never);
    const next = slots.reserve(10, never);
    slots.release(1);
    expect(await next).toBe(1);
  });

  it('are not given out after the abort, and whoever waits is told', async () => {
    const stopping = new AbortController();
    const slots = createSemaphore((taken) => 1 - taken);
    await slots.reserve(1, stopping.signal);
    const waiting = slots.reserve(1, stopping.signal);
    stopping.abort();
    slots.wake();
    expect(await waiting).toBe(0);
  });
});
