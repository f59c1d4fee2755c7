import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from '@aws-sdk/client-sns';
import type { Event } from '#events/index.ts';
import { createBatcher, EntryFailedError } from '#shared/concurrency/batcher.ts';
import { createInFlight } from '#shared/concurrency/in-flight.ts';
import { outcomeOf, RetryLaterError } from '#shared/errors/outcome.ts';
import type { Log } from '#shared/logging/logger.ts';
import { backoff } from '#shared/timing/backoff.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { withTimeout } from '#shared/timing/with-timeout.ts';
import { tracedSend } from '#shared/tracing/messages.ts';
import { batchCall } from './batch-call.ts';

type TopicOptions = {
  sns: Pick<SNSClient, 'send'>;
  topicArn: string;
  log: Log;
  batchesInFlightMax?: number;
  triesMax?: number;
  drainSecondsMax?: number;
  random?: () => number;
};

export type Topic = {
  /**
   * Resolves when the topic has accepted the event. Safe to repeat after an error.
   * @throws EntryFailedError when the topic will never accept it, such as one over 256 KB
   * @throws RetryLaterError when the topic kept failing it, and the SDK's own errors when it cannot be reached
   */
  publish: (event: Event) => Promise<void>;
  /** Resolves when nothing is in flight, or after `drainSecondsMax`. */
  drain: () => Promise<void>;
};

/** A service's own SNS topic. Events published at the same time share batches. */
export function createTopic(options: TopicOptions): Topic {
  const { sns, topicArn, log, batchesInFlightMax = 2, triesMax = 5, drainSecondsMax = 5, random } = options;
  const { track, settled, count } = createInFlight();
  const send = createBatcher({
    call: batchCall<Entry>((entries) =>
      sns.send(new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries })),
    ),
    inFlightMax: batchesInFlightMax,
    bytesMax: 256 * 1024,
    bytesOf,
  });

  function publish(event: Event): Promise<void> {
    const publishing = tracedSend(event, topicArn.slice(topicArn.lastIndexOf(':') + 1), () => publishNow(event));
    // The caller handles the failure.
    track(publishing.catch(() => undefined));
    return publishing;
  }

  /** Retries when this event's entry failed. When the whole call failed, the SDK has already retried it. */
  async function publishNow(event: Event): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await send(entryOf(event));
        return;
      } catch (error) {
        if (!(error instanceof EntryFailedError) || error.senderFault) throw error;
        if (attempt >= triesMax) throw new RetryLaterError(`topic kept failing ${event.type}: ${error.code}`, { cause: error });
        await sleep(backoff({ attempt, ...pauses }, random));
      }
    }
  }

  async function drain(): Promise<void> {
    await withTimeout(drainSecondsMax, settled()).catch((error) => {
      log.warn({ reason: outcomeOf(error).reason, count: count() }, 'still publishing');
    });
  }

  return { publish, drain };
}

const pauses = { first: 50, max: 2_000, spread: 0.5 };

type Entry = Omit<PublishBatchRequestEntry, 'Id'>;

// Subscriptions filter by the attribute `type`; everything else, the trace included, is in the event itself.
function entryOf(event: Event): Entry {
  return { Message: JSON.stringify(event), MessageAttributes: { type: { DataType: 'String', StringValue: event.type } } };
}

/** Counts like SNS: the message, plus each attribute's name, data type and value. */
function bytesOf({ Message = '', MessageAttributes = {} }: Entry): number {
  const attributes = Object.entries(MessageAttributes).flatMap(([name, { DataType, StringValue }]) => [
    name,
    DataType,
    StringValue,
  ]);
  return [Message, ...attributes].reduce((total, text) => total + Buffer.byteLength(text ?? ''), 0);
}
