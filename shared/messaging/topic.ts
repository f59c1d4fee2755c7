import { setTimeout as delay } from 'node:timers/promises';
import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from '@aws-sdk/client-sns';
import type { Event } from '#events/index.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createBatcher, EntryFailedError } from '../concurrency/batcher.ts';
import { outcomeOf, RetryLaterError } from '../errors/outcome.ts';
import { backoff } from '../timing/backoff.ts';
import { withTimeout } from '../timing/with-timeout.ts';

type TopicOptions = {
  sns: Pick<SNSClient, 'send'>;
  topicArn: string;
  /** Told of events that the topic has accepted, however they were published; they count as published once it resolves. */
  onPublished?: (events: readonly Event[]) => Promise<void>;
  log: Log;
  batchesInFlightMax?: number;
  triesMax?: number;
  drainSecondsMax?: number;
  random?: () => number;
};

export type Topic = {
  /**
   * Resolves when the topic has accepted every one of the events. Safe to repeat as a whole after an error.
   * @throws EntryFailedError when the topic will never accept one of them, such as one over 256 KB
   * @throws RetryLaterError when the topic kept failing one of them, and the SDK's own errors when it cannot be reached
   */
  publish: (events: readonly Event[]) => Promise<void>;
  /** Publishes in the background. For events whose row is announced again anyway: a failure is only logged. */
  publishSoon: (events: readonly Event[]) => void;
  /** Resolves when nothing is under way any more, or after `drainSecondsMax`. */
  drain: () => Promise<void>;
};

/** Publishes events to a service's topic; calls at the same time share batches. */
export function createTopic(options: TopicOptions): Topic {
  const { sns, topicArn, onPublished, log, batchesInFlightMax = 4, triesMax = 5, drainSecondsMax = 5, random } = options;
  const underWay = new Set<Promise<void>>();
  const batcher = createBatcher<Omit<PublishBatchRequestEntry, 'Id'>>({
    send: (entries) => sns.send(new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries })),
    inFlightMax: batchesInFlightMax,
    bytesMax: 256 * 1024,
    bytesOf,
  });

  function publish(events: readonly Event[]): Promise<void> {
    const work = publishAll(events).finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  }

  async function publishAll(events: readonly Event[]): Promise<void> {
    // All are seen to their end, so that no retry outlives the answer to the caller.
    const results = await Promise.allSettled(events.map(publishOne));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    await onPublished?.(events);
  }

  /** Tries an entry again when that very entry failed. When the whole call failed, the SDK has tried it again already. */
  async function publishOne(event: Event): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await batcher.add(entryOf(event));
      } catch (error) {
        if (!(error instanceof EntryFailedError) || error.senderFault) throw error;
        if (attempt >= triesMax) throw new RetryLaterError(`topic kept failing ${event.type}: ${error.code}`, { cause: error });
        await delay(backoff({ attempt, ...pauses }, random));
      }
    }
  }

  function publishSoon(events: readonly Event[]): void {
    publish(events).catch((error) => {
      const [first] = events;
      log.warn(
        { type: first?.type, orderId: first?.subject, reason: outcomeOf(error).reason },
        'not published, the announcer repeats it',
      );
    });
  }

  async function drain(): Promise<void> {
    await withTimeout(drainSecondsMax, Promise.allSettled(underWay)).catch((error) => {
      log.warn({ reason: outcomeOf(error).reason, count: underWay.size }, 'publishing still under way');
    });
  }

  return { publish, publishSoon, drain };
}

const pauses = { first: 50, max: 2_000, spread: 0.5 };

// Subscriptions filter by the attribute `type`; everything else, the trace included, is in the event itself.
function entryOf(event: Event): Omit<PublishBatchRequestEntry, 'Id'> {
  return { Message: JSON.stringify(event), MessageAttributes: { type: { DataType: 'String', StringValue: event.type } } };
}

/** As SNS counts: the message, and of each attribute its name, data type and value. */
function bytesOf({ Message = '', MessageAttributes = {} }: Omit<PublishBatchRequestEntry, 'Id'>): number {
  const attributes = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue }]) => [
    name,
    DataType,
    StringValue,
  ]);
  return [Message, ...attributes].reduce((total, text) => total + Buffer.byteLength(text ?? ''), 0);
}
