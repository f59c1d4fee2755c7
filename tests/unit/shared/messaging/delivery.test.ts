import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { DependencyUnavailableError, PoisonError, RetryLaterError, VersionConflictError } from '#shared/errors/outcome.ts';
import { createDelivery, type DeliveryOptions, outageDelaySeconds, retryDelaySeconds } from '#shared/messaging/delivery.ts';
import type { Received } from '#shared/messaging/queue.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

const event = someEvent();
const running = new AbortController().signal;

const messageOf = (body: string, receiveCount = 1): Received => ({
  id: 'message-1',
  receiptHandle: 'handle-1',
  body,
  type: 'OrderConfirmed',
  receiveCount,
});
const message = messageOf(JSON.stringify(event));

/** A delivery whose steps are recorded; `options` replace some of them. */
function deliveryWith(options: Partial<DeliveryOptions> = {}) {
  const { log, entries } = silentLog();
  const steps: string[] = [];
  const step = (name: string) => async () => void steps.push(name);
  const delivery = createDelivery({
    queue: {
      name: 'orders',
      receive: async () => [],
      remove: step('remove'),
      hide: async (_, seconds) => void steps.push(`hide ${seconds} s`),
      park: async (_, reason) => void steps.push(`park: ${reason}`),
    },
    handle: step('handle'),
    log,
    visibilityTimeoutSeconds: 30,
    handleSecondsMax: 60,
    random: () => 0.5,
    ...options,
  });
  const deliver = async (received: Received, stopping: AbortSignal) =>
    delivery.acknowledge(received, await delivery.handle(received, stopping));
  return { deliver, steps, entries };
}

const throwing = (error: unknown) => async () => {
  throw error;
};

describe('a message that is handled', () => {
  it('is acknowledged last', async () => {
    const { deliver, steps } = deliveryWith();
    await deliver(message, running);
    expect(steps).toEqual(['handle', 'remove']);
  });

  it('is logged with allowed fields only', async () => {
    const { deliver, entries } = deliveryWith();
    await deliver(message, running);
    const fields = {
      type: 'OrderConfirmed',
      id: event.id,
      orderId: event.subject,
      receiveCount: 1,
      durationMs: expect.any(Number),
    };
    expect(entries).toEqual([{ level: 'debug', message: 'message handled', fields }]);
  });

  it('stays hidden while it is handled, and no heartbeat is in flight when it is acknowledged', async () => {
    const steps: string[] = [];
    const queue = {
      name: 'orders',
      receive: async () => [],
      remove: async () => void steps.push('remove'),
      park: async () => {},
      hide: async (_: Received, seconds: number) => {
        steps.push(`hide ${seconds} s`);
        await new Promise(setImmediate);
        steps.push('hidden');
      },
    };
    const handle = async () => {
      await eventually(() => steps.length > 0 && steps.at(-1) !== 'hidden');
    };
    const { deliver } = deliveryWith({ queue, handle, visibilityTimeoutSeconds: 0.006 });
    await deliver(message, running);
    expect(steps.slice(-3)).toEqual(['hide 0.006 s', 'hidden', 'remove']);
  });
});

describe('a message whose handling takes long', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is hidden again after each third of its visibility timeout', async () => {
    jest.useFakeTimers();
    const working = Promise.withResolvers<void>();
    const { deliver, steps } = deliveryWith({ handle: () => working.promise, visibilityTimeoutSeconds: 30 });
    const delivered = deliver(message, running);
    await jest.advanceTimersByTimeAsync(9_999);
    expect(steps).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(steps).toEqual(['hide 30 s']);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(steps).toEqual(['hide 30 s', 'hide 30 s']);
    working.resolve();
    await delivered;
    expect(steps.slice(2)).toEqual(['remove']);
  });
});

describe('a retried message', () => {
  it('waits 1 to 2 s when its cause has not arrived', async () => {
    const { deliver, steps, entries } = deliveryWith({ handle: throwing(new RetryLaterError('too early')) });
    await deliver(message, running);
    expect(steps).toEqual(['hide 2 s']);
    expect(entries).toMatchObject([{ level: 'info', fields: { reason: 'too early' } }]);
  });

  it('waits longer the more often it has been received', async () => {
    const { deliver, steps } = deliveryWith({ handle: throwing(new RetryLaterError('too early')) });
    for (const receiveCount of [1, 2, 4, 8]) await deliver({ ...message, receiveCount }, running);
    expect(steps).toEqual(['hide 2 s', 'hide 3 s', 'hide 12 s', 'hide 90 s']);
  });

  it('does so after losing every race', async () => {
    const { deliver, steps } = deliveryWith({ handle: throwing(new VersionConflictError()) });
    await deliver(message, running);
    expect(steps).toEqual(['hide 2 s']);
  });

  it('does so after an unexpected error, which is logged with the error', async () => {
    const error = new TypeError('x is not a function');
    const { deliver, steps, entries } = deliveryWith({ handle: throwing(error) });
    await deliver(message, running);
    expect(steps).toEqual(['hide 2 s']);
    expect(entries).toMatchObject([{ level: 'error', fields: { orderId: event.subject, reason: 'TypeError', err: error } }]);
  });

  it('does so when its handler hangs', async () => {
    const { deliver, steps } = deliveryWith({ handle: () => new Promise(() => {}), handleSecondsMax: 0.005 });
    await deliver(message, running);
    expect(steps).toEqual(['hide 2 s']);
  });

  it('is returned immediately, untouched, when the consumer is stopping', async () => {
    const { deliver, steps } = deliveryWith();
    await deliver(message, AbortSignal.abort());
    expect(steps).toEqual(['hide 0 s']);
  });

  it('is redelivered by itself when the queue cannot be told', async () => {
    const queue = {
      name: 'orders',
      receive: async () => [],
      remove: throwing(new Error()),
      hide: throwing(new Error()),
      park: throwing(new Error()),
    };
    const { deliver, entries } = deliveryWith({ queue });
    await deliver(message, running);
    await deliver(messageOf('{'), running);
    const unheard = 'could not change visibility; the message will be retried';
    expect(entries.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([unheard, unheard]);
  });
});

describe('a message that is poison', () => {
  it.each([
    ['not JSON', '{'],
    ['unknown type', '{"type":"OrderEaten"}'],
    ['not a valid OrderConfirmed: invalid_type at data', JSON.stringify({ ...event, data: undefined })],
  ])('is parked unhandled: %s', async (reason, body) => {
    const { deliver, steps, entries } = deliveryWith();
    await deliver(messageOf(body), running);
    expect(steps).toEqual([`park: ${reason}`]);
    expect(entries).toMatchObject([{ level: 'error', message: 'message parked', fields: { id: 'message-1', reason } }]);
  });

  it('is parked when its handler says so', async () => {
    const { deliver, steps } = deliveryWith({ handle: throwing(new PoisonError('no reaction')) });
    await deliver(message, running);
    expect(steps).toEqual(['park: no reaction']);
  });
});

describe('a message whose dependency is down', () => {
  it('returns to the queue, from the third receive on for long enough not to use up its receives', async () => {
    const { deliver, steps, entries } = deliveryWith({ handle: throwing(new DependencyUnavailableError('the carrier is down')) });
    for (const receiveCount of [1, 2, 3, 4, 7]) await deliver({ ...message, receiveCount }, running);
    expect(steps).toEqual(['hide 2 s', 'hide 3 s', 'hide 60 s', 'hide 120 s', 'hide 900 s']);
    expect(entries[0]).toMatchObject({ level: 'info', fields: { reason: 'the carrier is down' } });
  });
});

describe('the delay', () => {
  it('is for whole seconds, 1 to 2 at first and never over 2 minutes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (receiveCount, random) => {
          const seconds = retryDelaySeconds(receiveCount, () => random);
          expect(Number.isInteger(seconds)).toBe(true);
          expect(seconds).toBeGreaterThanOrEqual(1);
          expect(seconds).toBeLessThanOrEqual(receiveCount === 1 ? 2 : 120);
        },
      ),
    );
  });

  // Math.random ends just below 1. A third is not exact in binary, so the minimum is a little over its second and rounded up.
  it.each([
    { receiveCount: 1, seconds: [1, 2, 2] },
    { receiveCount: 2, seconds: [2, 3, 4] },
    { receiveCount: 3, seconds: [41, 60, 80] },
    { receiveCount: 4, seconds: [81, 120, 160] },
    { receiveCount: 6, seconds: [321, 480, 640] },
    { receiveCount: 7, seconds: [601, 900, 1200] },
    { receiveCount: 8, seconds: [601, 900, 1200] },
    { receiveCount: 1000, seconds: [601, 900, 1200] },
  ])('of a message received $receiveCount times during an outage is $seconds s', ({ receiveCount, seconds }) => {
    const hidden = [0, 0.5, 1 - 2 ** -53].map((random) => outageDelaySeconds(receiveCount, () => random));
    expect(hidden).toEqual(seconds);
  });

  it('lets a message survive half an hour of outage with its eight receives', () => {
    const hidden = [1, 2, 3, 4, 5, 6, 7].map((receiveCount) => outageDelaySeconds(receiveCount, () => 0.5));
    expect(hidden.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(30 * 60);
    expect(Math.max(...hidden)).toBeLessThanOrEqual(20 * 60);
  });
});
