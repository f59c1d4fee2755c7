import {
  ChangeMessageVisibilityBatchCommand,
  type ChangeMessageVisibilityBatchRequestEntry,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchRequestEntry,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { type Attributes, historyNames, parkingNames, textOf, withTexts } from './attributes.ts';
import { batchCall } from './batch-call.ts';
import { send } from './send.ts';

/** The SQS limit on messages per call. */
export const receiveCountMax = 10;

type QueueOptions = {
  sqs: Pick<SQSClient, 'send'>;
  queueUrl: string;
  deadLetterQueueUrl: string;
  receiveWaitSeconds: number;
  visibilityTimeoutSeconds: number;
};

/** A message as received. `receiveCount` is 1 the first time. */
export type Received = {
  id: string;
  receiptHandle: string;
  body: string;
  type: string | undefined;
  receiveCount: number;
  attributes?: Attributes;
  /** When it was first sent to a queue, in milliseconds since 1970, according to SQS. */
  sentAt?: string | undefined;
  /** The X-Ray header, which SQS carries beside the message. */
  traceHeader?: string | undefined;
};

export type Queue = {
  name: string;
  /** Waits up to `receiveWaitSeconds` for up to `countMax` messages, at most `receiveCountMax`; rejects when the signal is aborted. */
  receive: (countMax: number, signal: AbortSignal) => Promise<readonly Received[]>;
  remove: (message: Received) => Promise<void>;
  /** Hides the message for this many seconds from now; 0 makes it visible at once. */
  hide: (message: Received, seconds: number) => Promise<void>;
  /** Moves the message, body and attributes unchanged, to the dead-letter queue and adds the reason. */
  park: (message: Received, reason: string) => Promise<void>;
};

/** A consumer's SQS queue and its dead-letter queue. Deletions and visibility changes are batched. */
export function createQueue(options: QueueOptions): Queue {
  const { sqs, queueUrl: QueueUrl, deadLetterQueueUrl, receiveWaitSeconds, visibilityTimeoutSeconds } = options;
  const name = nameIn(QueueUrl);
  const removeAll = createBatcher({
    call: batchCall<Omit<DeleteMessageBatchRequestEntry, 'Id'>>((Entries) =>
      sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })),
    ),
    // Can wait: until it is deleted the message is just invisible.
    lingerMilliseconds: 200,
  });
  const changeAll = createBatcher({
    call: batchCall<Omit<ChangeMessageVisibilityBatchRequestEntry, 'Id'>>((Entries) =>
      sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })),
    ),
  });

  async function receive(countMax: number, abortSignal: AbortSignal): Promise<readonly Received[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: countMax,
      WaitTimeSeconds: receiveWaitSeconds,
      VisibilityTimeout: visibilityTimeoutSeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp', 'AWSTraceHeader'],
      MessageAttributeNames: ['All'],
    });
    // SQS may still answer a call that is aborted here: those messages reappear after the visibility timeout.
    const { Messages = [] } = await sqs.send(command, { abortSignal });
    return Messages.map(receivedFrom);
  }

  async function remove({ receiptHandle }: Received): Promise<void> {
    await removeAll({ ReceiptHandle: receiptHandle });
  }

  async function hide({ receiptHandle }: Received, seconds: number): Promise<void> {
    await changeAll({ ReceiptHandle: receiptHandle, VisibilityTimeout: seconds });
  }

  async function park(message: Received, reason: string): Promise<void> {
    const { body, attributes = {}, sentAt, traceHeader, receiveCount } = message;
    const said = {
      [parkingNames.reason]: reason.slice(0, reasonLengthMax),
      [parkingNames.failedBy]: name,
      [parkingNames.receives]: String(receiveCount),
      [historyNames.firstSentAt]: textOf(attributes, historyNames.firstSentAt) ?? sentAt,
    };
    await send(sqs, deadLetterQueueUrl, { body, attributes: withTexts(body, attributes, said), traceHeader });
    await remove(message);
  }

  return { name, receive, remove, hide, park };
}

const reasonLengthMax = 256;

function receivedFrom({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes = {} }: Message): Received {
  return {
    id: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    type: textOf(MessageAttributes, 'type'),
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
    attributes: MessageAttributes,
    sentAt: Attributes?.SentTimestamp,
    traceHeader: Attributes?.AWSTraceHeader,
  };
}

function nameIn(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}
