import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Event } from '#events/index.ts';
import { createInFlight } from '#shared/concurrency/in-flight.ts';
import { createSemaphore } from '#shared/concurrency/semaphore.ts';
import { outcomeOf } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { createStreak } from '#shared/timing/streak.ts';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import { createDelivery } from './delivery.ts';
import { createQueue, type Received, receiveCountMax } from './queue.ts';

export type ConsumerOptions = {
  sqs: Pick<SQSClient, 'send'>;
  queueUrl: string;
  deadLetterQueueUrl: string;
  /** Resolves when the event's message may be deleted. Must tolerate two concurrent runs for the same event. */
  handle: (event: Event) => Promise<void>;
  /** While a dependency is down, one message at a time probes whether it is back, after a pause. */
  circuit?: { isOpen: () => boolean; pauseMilliseconds: () => number };
  log: Log;
  concurrencyMax?: number;
  pollersMax?: number;
  receiveWaitSeconds?: number;
  visibilityTimeoutSeconds?: number;
  /** After this long the message is abandoned for now, although its handler may still finish. */
  handleSecondsMax?: number;
  /** After this long it no longer counts towards `concurrencyMax`. */
  slotSecondsMax?: number;
  stopSecondsMax?: number;
  random?: () => number;
};

export type Consumer = {
  start: () => void;
  /** Stops receiving and resolves when every started message is settled, or after `stopSecondsMax`. */
  stop: () => Promise<void>;
};

/** Receives the messages of one queue and settles each: deletes it, retries it later, or parks it. */
export function createConsumer(options: ConsumerOptions): Consumer {
  const { log, circuit = closed, concurrencyMax = 20, pollersMax = 2, random } = options;
  const { receiveWaitSeconds = 20, visibilityTimeoutSeconds = 30 } = options;
  const { handleSecondsMax = 60, slotSecondsMax = 1, stopSecondsMax = 20 } = options;
  const queue = createQueue({ ...options, receiveWaitSeconds, visibilityTimeoutSeconds });
  const slots = createSemaphore((taken, late) => (circuit.isOpen() ? 1 : slotsBeside(late, concurrencyMax)) - taken);
  const delivery = createDelivery({ ...options, queue, visibilityTimeoutSeconds, handleSecondsMax });
  const polls = createStreak({ log, failing: 'queue unreachable', recovered: 'queue reachable', pauses, random });
  const stopping = new AbortController();
  const { track, settled, count } = createInFlight();
  let pollers = 0;

  /** One poller always runs. When it comes back full, more join, each until it receives less than it could take. */
  async function poll(): Promise<void> {
    const isFirst = ++pollers === 1;
    for (let isFull = true; !stopping.signal.aborted && (isFirst || isFull); ) {
      if (circuit.isOpen()) await sleep(circuit.pauseMilliseconds(), stopping.signal);
      isFull = await receiveAndDeliver();
      if (isFull && pollers < pollersMax) track(poll());
      // Under load, waiting a moment lets messages share a call; a lone message does not wait.
      if (!isFull && count() > pollers) await sleep(gatherMilliseconds, stopping.signal);
    }
    pollers--;
  }

  /** Returns whether the call returned as many messages as were asked for. */
  async function receiveAndDeliver(): Promise<boolean> {
    const reserved = await slots.reserve(receiveCountMax, stopping.signal);
    const messages = reserved > 0 ? await receive(reserved) : [];
    slots.release(reserved - messages.length);
    for (const message of messages) track(deliver(message));
    return messages.length > 0 && messages.length === reserved;
  }

  /** A hanging message gives up its slot: it then blocks nothing and costs only memory, which is bounded. */
  async function deliver(message: Received): Promise<void> {
    const handled = delivery.handle(message, stopping.signal);
    await delivery.acknowledge(message, await slots.releaseAfter(handled, slotSecondsMax));
  }

  async function receive(countMax: number): Promise<readonly Received[]> {
    try {
      const messages = await queue.receive(countMax, stopping.signal);
      polls.worked();
      return messages;
    } catch (error) {
      if (!stopping.signal.aborted) await sleep(polls.failed(error), stopping.signal);
      return [];
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    slots.wake();
    await withTimeout(stopSecondsMax, settled()).catch((error) => {
      log.warn({ reason: outcomeOf(error).reason, count: count() }, 'stopped with messages in flight; they will be redelivered');
    });
  }

  return { start: () => track(poll()), stop };
}

const closed = { isOpen: () => false, pauseMilliseconds: () => 0 };
const pauses = { first: 500, max: 20_000, spread: 0.5 };
const gatherMilliseconds = 10;

/** Hanging messages take no slots until there are 20 per slot: by then a dependency is slow for everyone, and memory needs a bound. */
const slotsBeside = (late: number, slots: number): number => Math.min(slots, 20 * slots - late);
