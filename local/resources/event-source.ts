import { setTimeout as pause } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { localAws } from './local-aws.ts';

export type EventSourceOptions = {
  endpoint: string;
  queueUrl: string;
  invoke: (event: SQSEvent) => Promise<unknown>;
};

const batchSizeMax = 10;
const batchesAtOnce = 4;

/**
 * Feeds a function from its queue, as Lambda's event source mapping does with ReportBatchItemFailures: what the handler names
 * as failed, and everything when it throws, stays in the queue and comes back after the visibility time-out.
 */
export function startEventSource({ endpoint, queueUrl, invoke }: EventSourceOptions): { stop(): Promise<void> } {
  const client = new SQSClient({ ...localAws, endpoint, useQueueUrlAsEndpoint: false });
  const stopping = new AbortController();

  const poll = async () => {
    while (!stopping.signal.aborted) {
      try {
        const messages = await receive(client, queueUrl, stopping.signal);
        if (messages.length > 0) await remove(client, queueUrl, await handled(messages, invoke));
      } catch {
        // The emulator is away, or the handler failed and has said why in its own log: try again a little later.
        await pause(1000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const polls = Array.from({ length: batchesAtOnce }, poll);
  const stop = async () => {
    stopping.abort();
    await Promise.all(polls);
    client.destroy();
  };
  return { stop };
}

async function receive(client: SQSClient, QueueUrl: string, abortSignal: AbortSignal): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: batchSizeMax,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal })).Messages ?? [];
}

async function handled(messages: Message[], invoke: EventSourceOptions['invoke']): Promise<Message[]> {
  const response = (await invoke({ Records: messages.map(recordOf) })) as SQSBatchResponse | undefined;
  const failed = response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
}

async function remove(client: SQSClient, QueueUrl: string, messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  const Entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
}

function recordOf({
  MessageId = '',
  ReceiptHandle = '',
  Body = '',
  MD5OfBody = '',
  Attributes,
  MessageAttributes = {},
}: Message): SQSRecord {
  const attributes = Object.entries(MessageAttributes).map(([name, { DataType = 'String', StringValue }]) => {
    return [
      name,
      { dataType: DataType, stringListValues: [], binaryListValues: [], ...(StringValue ? { stringValue: StringValue } : {}) },
    ];
  });
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    md5OfBody: MD5OfBody,
    attributes: { ...Attributes } as unknown as SQSRecord['attributes'],
    messageAttributes: Object.fromEntries(attributes),
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: localAws.region,
  };
}
