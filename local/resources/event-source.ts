import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { recordOf } from '#shared/messaging/sqs-record.ts';
import { createQueueClient, messagesPerCallMax, type QueueClient } from './event-source/queue-client.ts';
import { localAws } from './local-aws.ts';

export type EventSourceOptions = {
  endpoint: string;
  queueUrl: string;
  invoke: (event: SQSEvent) => Promise<unknown>;
  batching?: Batching | undefined;
};

/** The maximum number of messages per call, and how long the first of them waits for more. */
export type Batching = { sizeMax: number; windowMilliseconds: number };

/** Lambda's defaults. */
const atOnce: Batching = { sizeMax: 10, windowMilliseconds: 0 };

const batchesAtOnceMax = 4;

/**
 * Feeds a function from its queue, as Lambda's event source mapping does with ReportBatchItemFailures: messages that the
 * handler reports as failed, or all of them if it throws, stay in the queue and return after the visibility timeout.
 */
export function startEventSource(options: EventSourceOptions): { stop(): Promise<void> } {
  const { endpoint, queueUrl, invoke, batching = atOnce } = options;
  const client = createQueueClient({ endpoint, queueUrl });
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();
  const source = { client, signal: stopping.signal };

  // Emulators report no ARN, and the handler only reads the queue's name from it.
  const arn = `arn:aws:sqs:${localAws.region}:000000000000:${queueUrl.slice(queueUrl.lastIndexOf('/') + 1)}`;
  const work = async (messages: Message[]) => client.remove(await handled(messages, arn, invoke));

  const poll = async () => {
    while (!stopping.signal.aborted) {
      const messages = await gather(source, batching).catch(() => rest(stopping.signal));
      if (!messages?.length) continue;
      // The handler has already logged why it failed.
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
    client.close();
  };
  return { stop };
}

type Source = { client: QueueClient; signal: AbortSignal };

/** The emulator is down or the handler failed: retry a little later. */
const rest = (signal: AbortSignal): Promise<void> => sleep(1000, undefined, { signal }).catch(() => undefined);

/** One long poll and, if it returns messages, whatever else arrives within the window. */
async function gather({ client, signal }: Source, { sizeMax, windowMilliseconds }: Batching): Promise<Message[]> {
  const messages = await client.receive({ max: sizeMax, waitSeconds: 20, signal });
  if (messages.length === 0 || windowMilliseconds === 0) return messages;
  const closesAt = performance.now() + windowMilliseconds;
  let isClosed = false;
  while (messages.length < sizeMax && !signal.aborted) {
    const max = sizeMax - messages.length;
    // Messages already received must be handled even if the queue cannot be reached for more.
    const more = await client.receive({ max, waitSeconds: 0, signal }).catch(() => []);
    messages.push(...more);
    if (more.length === Math.min(max, messagesPerCallMax)) continue;
    if (isClosed) break;
    await sleep(Math.max(0, closesAt - performance.now()), undefined, { signal }).catch(() => undefined);
    isClosed = true;
  }
  return messages;
}

async function handled(messages: Message[], arn: string, invoke: EventSourceOptions['invoke']): Promise<Message[]> {
  const Records = messages.map((message) => recordOf(message, { arn, region: localAws.region }));
  const response = (await invoke({ Records })) as SQSBatchResponse | undefined;
  const failed = response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) ?? [];
  return messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
}
