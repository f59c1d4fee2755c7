import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '#shared/logging/logger.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { createStreak } from '#shared/timing/streak.ts';
import { batchCall } from './batch-call.ts';
import { receiveCountMax } from './queue.ts';
import { recordOf } from './sqs-record.ts';

export type FeederOptions = {
  sqs: Pick<SQSClient, 'send'>;
  queueUrl: string;
  region: string;
  /** Returns which messages failed, as Lambda expects with ReportBatchItemFailures. */
  handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  batchSizeMax?: number;
  receiveWaitSeconds?: number;
  log: Log;
  random?: () => number;
};

export type Feeder = {
  start: () => void;
  /** Stops receiving and resolves when the current batch, if any, is finished. */
  stop: () => Promise<void>;
  /** Whether the last batch was received and handled. */
  works: () => boolean;
};

/**
 * Feeds a function from its queue, as Lambda's event source mapping does: messages that the function reports as failed, or all
 * of them if it throws, stay in the queue and return after its visibility timeout. One batch at a time.
 */
export function createFeeder(options: FeederOptions): Feeder {
  const { queueUrl, region, handler, log, random } = options;
  const feeding = createStreak({ log, failing: 'feeding fails', recovered: 'feeding works again', pauses, random });
  const source = createSource(options);
  const queue = { arn: arnOf(queueUrl, region), region };
  const stopping = new AbortController();
  let running = Promise.resolve();

  const start = () => {
    running = run();
  };

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const messages = await source.receive(stopping.signal);
        if (messages.length > 0) await source.remove(await handled(messages));
        feeding.worked();
      } catch (error) {
        if (!stopping.signal.aborted) await sleep(feeding.failed(error), stopping.signal);
      }
    }
  }

  async function handled(messages: readonly Message[]): Promise<readonly Message[]> {
    const { batchItemFailures } = await handler({ Records: messages.map((message) => recordOf(message, queue)) });
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    return messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  }

  const stop = async () => {
    stopping.abort();
    await running;
  };
  return { start, stop, works: () => !feeding.isFailing() };
}

/** The two calls to a queue. */
function createSource(options: FeederOptions) {
  const { sqs, queueUrl: QueueUrl, batchSizeMax = receiveCountMax, receiveWaitSeconds = 20 } = options;
  const removeAll = batchCall<{ ReceiptHandle: string | undefined }>((Entries) =>
    sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })),
  );

  async function receive(abortSignal: AbortSignal): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: batchSizeMax,
      WaitTimeSeconds: receiveWaitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command, { abortSignal });
    return Messages;
  }

  /** A message that could not be deleted is delivered again, which functions tolerate. */
  async function remove(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const failures = await removeAll(messages.map(({ ReceiptHandle }) => ({ ReceiptHandle })));
    const failure = failures.find((each) => each !== undefined);
    if (failure) throw failure;
  }

  return { receive, remove };
}

/** A queue URL ends with the account and the queue name. */
function arnOf(queueUrl: string, region: string): string {
  const [account, name] = new URL(queueUrl).pathname.split('/').slice(-2);
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

const pauses = { first: 500, max: 20_000, spread: 0.5 };
