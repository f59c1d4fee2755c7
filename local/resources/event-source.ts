import { setTimeout as pause } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { localAws } from './local-aws.ts';

export type EventSourceOptions = {
  endpoint: string;
  queueUrl: string;
  invoke: (event: SQSEvent) => Promise<unknown>;
  batching?: Batching | undefined;
};

/** How many messages a call takes at most, and how long the first of them waits for the others. */
export type Batching = { sizeMax: number; windowMilliseconds: number };

/** What Lambda does when it is told nothing else. */
const atOnce: Batching = { sizeMax: 10, windowMilliseconds: 0 };

const batchesAtOnceMax = 4;
/** SQS gives and deletes no more in one call. */
const messagesPerCallMax = 10;

/**
 * Feeds a function from its queue, as Lambda's event source mapping does with ReportBatchItemFailures: what the handler names
 * as failed, and everything when it throws, stays in the queue and comes back after the visibility time-out.
 */
export function startEventSource(options: EventSourceOptions): { stop(): Promise<void> } {
  const { endpoint, queueUrl, invoke, batching = atOnce } = options;
  const client = new SQSClient({ ...localAws, endpoint, useQueueUrlAsEndpoint: false, md5: false });
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();
  const source = { client, queueUrl, signal: stopping.signal };

  const work = async (messages: Message[]) => remove(source, await handled(messages, invoke));

  const poll = async () => {
    while (!stopping.signal.aborted) {
      const messages = await gather(source, batching).catch(() => rest(stopping.signal));
      if (!messages?.length) continue;
      // The handler has said in its own log why it failed.
      const batch: Promise<void> = work(messages)
        .catch(() => rest(stopping.signal))
        .finally(() => batches.delete(batch));
      batches.add(batch);
      if (batches.size >= batchesAtOnceMax) await Promise.race(batches);
    }
  };

  const polling = poll();
  const stop = async () => {
    stopping.abort();
    await polling;
    await Promise.all(batches);
    client.destroy();
  };
  return { stop };
}

type Source = { client: SQSClient; queueUrl: string; signal: AbortSignal };

/** The emulator is away or the handler failed: try again a little later. */
const rest = (signal: AbortSignal): Promise<void> => pause(1000, undefined, { signal }).catch(() => undefined);

/** One long poll, and when it comes back with something, what else comes within the window. */
async function gather(source: Source, { sizeMax, windowMilliseconds }: Batching): Promise<Message[]> {
  const messages = await receive(source, { max: sizeMax, waitSeconds: 20 });
  if (messages.length === 0 || windowMilliseconds === 0) return messages;
  const closesAt = performance.now() + windowMilliseconds;
  let isClosed = false;
  while (messages.length < sizeMax && !source.signal.aborted) {
    const max = sizeMax - messages.length;
    // What is in our hands already must be handled even when the queue is not there for more.
    const more = await receive(source, { max, waitSeconds: 0 }).catch(() => []);
    messages.push(...more);
    if (more.length === Math.min(max, messagesPerCallMax)) continue;
    if (isClosed) break;
    await pause(Math.max(0, closesAt - performance.now()), undefined, { signal: source.signal }).catch(() => undefined);
    isClosed = true;
  }
  return messages;
}

async function receive(
  { client, queueUrl, signal }: Source,
  { max, waitSeconds }: { max: number; waitSeconds: number },
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: Math.min(max, messagesPerCallMax),
    WaitTimeSeconds: waitSeconds,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  return (await client.send(command, { abortSignal: signal })).Messages ?? [];
}

async function handled(messages: Message[], invoke: EventSourceOptions['invoke']): Promise<Message[]> {
  const response = (await invoke({ Records: messages.map(recordOf) })) as SQSBatchResponse | undefined;
  const failed = response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
}

async function remove({ client, queueUrl }: Source, messages: Message[]): Promise<void> {
  const entries = messages.map(({ MessageId, ReceiptHandle }) => ({ Id: MessageId, ReceiptHandle }));
  const calls = Array.from({ length: Math.ceil(entries.length / messagesPerCallMax) }, (_, index) =>
    entries.slice(index * messagesPerCallMax, (index + 1) * messagesPerCallMax),
  );
  await Promise.all(calls.map((Entries) => client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))));
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
