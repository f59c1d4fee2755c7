import { describe, expect, it } from '@jest/globals';
import { DependencyUnavailableError, PoisonError, RetryLaterError } from '#shared/errors/outcome.ts';
import { createCircuitBreaker } from '#shared/saga/circuit-breaker.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** A breaker with a manual clock; `fails` and `works` are what orders encounter. */
function breakerWith(options = {}) {
  const { log, messages } = silentLog();
  let time = 1_000_000;
  const pauses = { first: 200, max: 5_000, spread: 0 };
  const breaker = createCircuitBreaker({
    log,
    ordersMin: 3,
    quietMilliseconds: 1_000,
    pauses,
    random: () => 0.5,
    now: () => time,
    ...options,
  });
  const through = (orderId: string, work: () => Promise<unknown>, dependency = 'provider') =>
    breaker.through(dependency, orderId, work).catch(() => undefined);
  return {
    ...breaker,
    messages,
    later: (milliseconds: number) => {
      time += milliseconds;
    },
    works: (orderId: string, dependency?: string) => through(orderId, async () => 'done', dependency),
    fails: (orderId: string, dependency?: string) =>
      through(orderId, () => Promise.reject(new DependencyUnavailableError('away')), dependency),
    refuses: (orderId: string, error: Error) => through(orderId, () => Promise.reject(error)),
  };
}

describe('a failing order', () => {
  it('is blamed itself for as long as the dependency works for others in between', async () => {
    const { fails, works, isDependencysFault } = breakerWith();
    for (let tries = 0; tries < 5; tries++) {
      await fails('a');
      expect(isDependencysFault('provider', 'a')).toBe(false);
      await works('good');
    }
  });

  it('is not blamed when nothing has worked for anyone since its last failure, however few orders there are', async () => {
    const { fails, works, refuses, isDependencysFault } = breakerWith();
    await fails('a');
    await fails('a');
    expect(isDependencysFault('provider', 'a')).toBe(true);
    await works('good', 'store');
    await fails('a');
    expect(isDependencysFault('provider', 'a')).toBe(true);
    await refuses('good', new PoisonError('no'));
    await fails('a');
    expect(isDependencysFault('provider', 'a')).toBe(false);
  });

  it('is not blamed while the circuit is open, not even the first time', async () => {
    const { fails, later, works, isDependencysFault } = breakerWith();
    await works('good');
    later(2_000);
    for (const orderId of ['a', 'b', 'c', 'd']) await fails(orderId);
    expect(isDependencysFault('provider', 'd')).toBe(true);
  });
});

describe('a closed circuit', () => {
  it('passes on the result of the work, and its error', async () => {
    const { through } = breakerWith();
    expect(await through('store', 'a', async () => 7)).toBe(7);
    const error = new DependencyUnavailableError('away');
    await expect(through('store', 'a', () => Promise.reject(error))).rejects.toBe(error);
  });

  it('stays closed however often one order fails, because that is its own failure', async () => {
    const { fails, later, isOpen } = breakerWith();
    for (let tries = 0; tries < 50; tries++) {
      await fails('a');
      await fails('b');
      later(500);
    }
    expect(isOpen()).toBe(false);
  });

  it('stays closed while others succeed', async () => {
    const { fails, works, later, isOpen } = breakerWith();
    for (const orderId of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await fails(orderId);
      later(400);
      await works('good');
    }
    expect(isOpen()).toBe(false);
  });

  it('stays closed when many fail at the same time as others succeed', async () => {
    const { fails, works, later, isOpen } = breakerWith();
    await works('good');
    later(999);
    for (const orderId of ['a', 'b', 'c', 'd']) await fails(orderId);
    expect(isOpen()).toBe(false);
    later(1);
    await fails('e');
    expect(isOpen()).toBe(true);
  });

  it('opens by itself at the fifth order that fails while nothing works', async () => {
    const breaker = createCircuitBreaker({ log: silentLog().log });
    const fails = (orderId: string) =>
      breaker.through('provider', orderId, () => Promise.reject(new DependencyUnavailableError('away'))).catch(() => undefined);
    for (const orderId of ['a', 'b', 'c', 'd']) await fails(orderId);
    expect(breaker.isOpen()).toBe(false);
    await fails('e');
    expect(breaker.isOpen()).toBe(true);
  });

  it.each([
    ['comes too early', new RetryLaterError('too early')],
    ['is poison', new PoisonError('unknown')],
    ['is not foreseen', new TypeError('x')],
  ])('counts it as a sign of life when an error %s', async (_, error) => {
    const { fails, refuses, isOpen } = breakerWith();
    for (const orderId of ['a', 'b']) await fails(orderId);
    await refuses('c', error);
    for (const orderId of ['d', 'e']) await fails(orderId);
    expect(isOpen()).toBe(false);
  });

  it('opens when several orders fail and none succeeds, and says so once', async () => {
    const { fails, isOpen, messages } = breakerWith();
    await fails('a');
    await fails('b');
    expect(isOpen()).toBe(false);
    for (const orderId of ['c', 'd', 'e']) await fails(orderId);
    expect([isOpen(), messages('warn')]).toEqual([true, ['dependency unavailable']]);
  });

  it('opens only for the dependency that is down', async () => {
    const { fails, works, isOpen } = breakerWith();
    for (const orderId of ['a', 'b', 'c']) await fails(orderId, 'provider');
    await works('a', 'store');
    expect(isOpen()).toBe(true);
    await works('a', 'provider');
    expect(isOpen()).toBe(false);
  });
});

describe('an open circuit', () => {
  const opened = async () => {
    const breaker = breakerWith();
    for (const orderId of ['a', 'b', 'c']) await breaker.fails(orderId);
    return breaker;
  };

  it('waits before each probe, longer each time up to its bound', async () => {
    const { fails, later, pauseMilliseconds } = await opened();
    const pauses: number[] = [];
    for (let trials = 0; trials < 8; trials++) {
      pauses.push(pauseMilliseconds());
      later(pauseMilliseconds());
      await fails(`trial ${trials}`);
    }
    expect(pauses).toEqual([200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it('learns nothing from calls that were in flight when it opened', async () => {
    const { fails, pauseMilliseconds } = await opened();
    for (const orderId of ['d', 'e', 'f', 'g']) await fails(orderId);
    expect(pauseMilliseconds()).toBe(200);
  });

  it('closes with the first success, logs so once, and starts over', async () => {
    const { works, fails, later, isOpen, pauseMilliseconds, messages } = await opened();
    later(200);
    await works('trial');
    expect([isOpen(), pauseMilliseconds(), messages('info')]).toEqual([false, 0, ['dependency available']]);
    await works('another');
    expect(messages('info')).toHaveLength(1);
    later(1_000);
    await fails('a');
    await fails('b');
    expect(isOpen()).toBe(false);
  });
});
