import { setTimeout as pause } from 'node:timers/promises';
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

/** How many messages a call takes at most, and how long the first of them waits for the others. */
export type Batching = { sizeMax: number; windowMilliseconds: number };

/** What Lambda does when it is told nothing else. */
const atOnce: Batching = { sizeMax: 10, windowMilliseconds: 0 };

const batchesAtOnceMax = 4;

/**
 * Feeds a function from its queue, as Lambda's event source mapping does with ReportBatchItemFailures: what the handler names
 * as failed, and everything when it throws, stays in the queue and comes back after the visibility time-out.
 */
export function startEventSource(options: EventSourceOptions): { stop(): Promise<void> } {
  const { endpoint, queueUrl, invoke, batching = atOnce } = options;
  const client = createQueueClient({ endpoint, queueUrl });
  const stopping = new AbortController();
  const batches = new Set<Promise<void>>();
  const source = { client, signal: stopping.signal };

  // Emulators tell no ARN, and of one the handler reads the name of the queue.
  const arn = `arn:aws:sqs:${localAws.region}:000000000000:${queueUrl.slice(queueUrl.lastIndexOf('/') + 1)}`;
  const work = async (messages: Message[]) => client.remove(await handled(messages, arn, invoke));

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
    client.close();
  };
  return { stop };
}

type Source = { client: QueueClient; signal: AbortSignal };

/** The emulator is away or the handler failed: try again a little later. */
const rest = (signal: AbortSignal): Promise<void> => pause(1000, undefined, { signal }).catch(() => undefined);

/** One long poll, and when it comes back with something, what else comes within the window. */
async function gather({ client, signal }: Source, { sizeMax, windowMilliseconds }: Batching): Promise<Message[]> {
  const messages = await client.receive({ max: sizeMax, waitSeconds: 20, signal });
  if (messages.length === 0 || windowMilliseconds === 0) return messages;
  const closesAt = performance.now() + windowMilliseconds;
  let isClosed = false;
  while (messages.length < sizeMax && !signal.aborted) {
    const max = sizeMax - messages.length;
    // What is in our hands already must be handled even when the queue is not there for more.
    const more = await client.receive({ max, waitSeconds: 0, signal }).catch(() => []);
    messages.push(...more);
    if (more.length === Math.min(max, messagesPerCallMax)) continue;
    if (isClosed) break;
    await pause(Math.max(0, closesAt - performance.now()), undefined, { signal }).catch(() => undefined);
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
