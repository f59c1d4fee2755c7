import {
  ChangeMessageVisibilityBatchCommand,
  type ChangeMessageVisibilityBatchRequestEntry,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchRequestEntry,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { batchCall } from './batch-call.ts';

/** What one call may ask for: a bound of SQS. */
export const receiveCountMax = 10;

type QueueOptions = {
  sqs: Pick<SQSClient, 'send'>;
  queueUrl: string;
  deadLetterQueueUrl: string;
  receiveWaitSeconds: number;
  visibilityTimeoutSeconds: number;
};

/** A message as received. `receiveCount` is 1 the first time. */
export type Received = { id: string; receiptHandle: string; body: string; type: string | undefined; receiveCount: number };

export type Queue = {
  /** Waits up to `receiveWaitSeconds` for up to `countMax` messages, at most `receiveCountMax`; rejects when the signal is aborted. */
  receive: (countMax: number, signal: AbortSignal) => Promise<readonly Received[]>;
  remove: (message: Received) => Promise<void>;
  /** Hides the message for so many seconds from now; 0 makes it visible at once. */
  hide: (message: Received, seconds: number) => Promise<void>;
  /** Moves the message, its body unchanged, to the dead-letter queue. */
  park: (message: Received, reason: string) => Promise<void>;
};

/** A consumer's SQS queue and its dead-letter queue; deletions and changes of visibility go in batches. */
export function createQueue(options: QueueOptions): Queue {
  const { sqs, queueUrl: QueueUrl, deadLetterQueueUrl, receiveWaitSeconds, visibilityTimeoutSeconds } = options;
  const removeAll = createBatcher({
    call: batchCall<Omit<DeleteMessageBatchRequestEntry, 'Id'>>((Entries) =>
      sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries })),
    ),
    // Nobody waits for it: until it is deleted the message is only invisible.
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
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      MessageAttributeNames: ['type'],
    });
    // A call that is aborted here may still be answered there: those messages show again after the visibility time-out.
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
    const attributes = { reason: reason.slice(0, reasonLengthMax), failedBy: nameIn(QueueUrl), type: message.type };
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetterQueueUrl,
        MessageBody: message.body,
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).flatMap(([name, value]) =>
            value ? [[name, { DataType: 'String', StringValue: value }]] : [],
          ),
        ),
      }),
    );
    await remove(message);
  }

  return { receive, remove, hide, park };
}

const reasonLengthMax = 256;

function receivedFrom({ MessageId = '', ReceiptHandle = '', Body = '', Attributes, MessageAttributes }: Message): Received {
  return {
    id: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    type: MessageAttributes?.type?.StringValue,
    receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
  };
}

function nameIn(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}
