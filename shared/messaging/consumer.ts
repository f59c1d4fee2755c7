import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Event } from '#events/index.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createInFlight } from '../concurrency/in-flight.ts';
import { createSemaphore } from '../concurrency/semaphore.ts';
import { outcomeOf } from '../errors/outcome.ts';
import { createOutage } from '../saga/circuit-breaker.ts';
import { sleep } from '../timing/sleep.ts';
import { createStreak } from '../timing/streak.ts';
import { withTimeout } from '../timing/with-timeout.ts';
import { createDelivery } from './delivery.ts';
import { createQueue, type Received, receiveCountMax } from './queue.ts';

export type ConsumerOptions = {
  sqs: Pick<SQSClient, 'send'>;
  queueUrl: string;
  deadLetterQueueUrl: string;
  /** Loads, decides, commits; returns the events to answer with. Must bear being run twice at the same time. */
  handle: (event: Event) => Promise<readonly Event[]>;
  publish: (events: readonly Event[]) => Promise<void>;
  log: Log;
  concurrencyMax?: number;
  pollersMax?: number;
  receiveWaitSeconds?: number;
  visibilityTimeoutSeconds?: number;
  /** After this long a message is given up for now, though its handler may still end. */
  handleSecondsMax?: number;
  stopSecondsMax?: number;
  random?: () => number;
};

export type Consumer = {
  start: () => void;
  /** Receives no more and resolves when every message that was started is settled, or after `stopSecondsMax`. */
  stop: () => Promise<void>;
};

/** Receives the messages of one queue and takes each to its end: done, later again, or parked. */
export function createConsumer(options: ConsumerOptions): Consumer {
  const { log, concurrencyMax = 20, pollersMax = 2, receiveWaitSeconds = 20, visibilityTimeoutSeconds = 30, random } = options;
  const { handleSecondsMax = 60, stopSecondsMax = 20 } = options;
  const queue = createQueue({ ...options, receiveWaitSeconds, visibilityTimeoutSeconds });
  const outage = createOutage({ log, random });
  // While a dependency is away, one message at a time finds out whether it is back.
  const slots = createSemaphore((taken) => (outage.isUnderWay() ? 1 : concurrencyMax) - taken);
  const deliver = createDelivery({ ...options, queue, outage, visibilityTimeoutSeconds, handleSecondsMax });
  const polls = createStreak({ log, broken: 'queue unreachable', mended: 'queue reachable', pauses, random });
  const stopping = new AbortController();
  const { track, settled, count } = createInFlight();
  let pollers = 0;

  function start(): void {
    track(poll());
  }

  /** One poller is always there. Where it comes back full more join in, each until it finds less than it could take. */
  async function poll(): Promise<void> {
    const isFirst = ++pollers === 1;
    for (let isFull = true; !stopping.signal.aborted && (isFirst || isFull); ) {
      isFull = await receiveAndDeliver();
      if (isFull && pollers < pollersMax) track(poll());
      // Messages come close together: those of the next moment share a call, and their answers a batch.
      if (!isFull) await sleep(gatherMilliseconds, stopping.signal);
    }
    pollers--;
  }

  /** Returns whether there were as many as it could take. */
  async function receiveAndDeliver(): Promise<boolean> {
    const reserved = await slots.reserve(receiveCountMax, stopping.signal);
    const messages = reserved > 0 ? await receive(reserved) : [];
    slots.release(reserved - messages.length);
    for (const message of messages) track(deliver(message, stopping.signal).finally(() => slots.release(1)));
    return messages.length > 0 && messages.length === reserved;
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
      log.warn({ reason: outcomeOf(error).reason, count: count() }, 'stopped with messages under way, they come again');
    });
  }

  return { start, stop };
}

const pauses = { first: 500, max: 20_000, spread: 0.5 };
const gatherMilliseconds = 15;
