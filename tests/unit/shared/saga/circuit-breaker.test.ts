import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '#shared/errors/outcome.ts';
import { createOutage } from '#shared/saga/circuit-breaker.ts';
import { silentLog } from '../../../support/silent-log.ts';

const running = new AbortController().signal;
const done: Outcome = { kind: 'done' };
const unavailable: Outcome = { kind: 'unavailable', reason: 'Error ECONNREFUSED' };

/** An attempt that finds the dependency away so many times before it gets through. */
const failing = (times: number) => {
  const attempts: number[] = [];
  const attempt = async () => (attempts.push(performance.now()) <= times ? unavailable : done);
  return { attempt, attempts };
};

const outageWith = (options = {}) => {
  const { log, messages } = silentLog();
  return { ...createOutage({ log, random: () => 0, pauses: { first: 1, max: 5, spread: 0 }, ...options }), messages };
};

describe('while every dependency is there', () => {
  it('an attempt is made once and its outcome returned', async () => {
    const retry: Outcome = { kind: 'retry', reason: 'too early' };
    const { ride, isUnderWay } = outageWith();
    expect(await ride(async () => retry, running)).toBe(retry);
    expect(isUnderWay()).toBe(false);
  });
});

describe('when a dependency is away', () => {
  it('holds the message that found out and tries it again until it gets through', async () => {
    const { ride, isUnderWay, messages } = outageWith();
    const held = failing(3);
    const outcome = ride(held.attempt, running);
    expect(await outcome).toEqual(done);
    expect(held.attempts).toHaveLength(4);
    expect(isUnderWay()).toBe(false);
    expect([messages('warn'), messages('info')]).toEqual([['dependency unavailable'], ['dependency available']]);
  });

  it('does not even attempt other messages meanwhile', async () => {
    const { ride } = outageWith();
    const gate = Promise.withResolvers<Outcome>();
    let attempts = 0;
    const held = ride(async () => (attempts++ === 0 ? unavailable : gate.promise), running);
    await new Promise(setImmediate);
    const other = failing(0);
    expect(await ride(other.attempt, running)).toMatchObject({ kind: 'unavailable' });
    expect(other.attempts).toHaveLength(0);
    gate.resolve(done);
    expect(await held).toEqual(done);
  });

  it('gives others that were under way back instead of holding them, too', async () => {
    const { ride } = outageWith();
    const gate = Promise.withResolvers<Outcome>();
    const late = ride(() => gate.promise, running);
    const held = ride(failing(2).attempt, running);
    await new Promise(setImmediate);
    gate.resolve(unavailable);
    expect(await late).toEqual(unavailable);
    expect(await held).toEqual(done);
  });

  it('gives the held message back after its tries, and lets the next one find out', async () => {
    const { ride, isUnderWay } = outageWith({ triesMax: 3 });
    const held = failing(100);
    expect(await ride(held.attempt, running)).toMatchObject({ kind: 'unavailable' });
    expect(held.attempts).toHaveLength(4);
    expect(isUnderWay()).toBe(true);
    expect(await ride(failing(0).attempt, running)).toEqual(done);
    expect(isUnderWay()).toBe(false);
  });

  it('waits longer from try to try, whichever message tries', async () => {
    const { ride } = outageWith({ triesMax: 2, pauses: { first: 10, max: 1000, spread: 0 } });
    const [first, second] = [failing(100), failing(100)];
    await ride(first.attempt, running);
    await ride(second.attempt, running);
    const at = [...first.attempts, ...second.attempts];
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(10 * 2 ** index - 2);
  });

  it('gives the held message back at once when the consumer stops', async () => {
    const { ride } = outageWith({ pauses: { first: 60_000, max: 60_000, spread: 0 } });
    const stopping = new AbortController();
    const held = failing(1);
    const outcome = ride(held.attempt, stopping.signal);
    await new Promise(setImmediate);
    stopping.abort();
    expect(await outcome).toMatchObject({ kind: 'unavailable' });
    expect(held.attempts).toHaveLength(1);
  });
});
