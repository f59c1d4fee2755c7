import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { backoff } from '#shared/timing/backoff.ts';
import { sleep } from '#shared/timing/sleep.ts';
import type { TimelineItem } from './schema.ts';

type Target = { dynamo: DynamoDBDocumentClient; table: string };

/** The outcome of one item; without an error it is written. */
export type PutOutcome = { error?: Error };

/** DynamoDB's limit on items per call. */
const batchSizeMax = 25;
const triesMax = 3;
/** In milliseconds. The whole function has 4 s; whatever is left after that is redelivered by the queue. */
const pauses = { first: 50, max: 200, spread: 0.5 };

/** Writes items, no two with the same key, and returns their outcomes in order. Never rejects: one bad item fails alone. */
export async function putItems(items: readonly TimelineItem[], target: Target): Promise<PutOutcome[]> {
  const starts = Array.from({ length: Math.ceil(items.length / batchSizeMax) }, (_, index) => index * batchSizeMax);
  const outcomes = await Promise.all(starts.map((start) => putBatch(items.slice(start, start + batchSizeMax), target)));
  return outcomes.flat();
}

async function putBatch(items: readonly TimelineItem[], target: Target): Promise<PutOutcome[]> {
  try {
    const leftOver = await putUntilTaken(items, target);
    return items.map(({ position }) => (leftOver.has(position) ? { error: new Error('DynamoDB left it unprocessed') } : {}));
  } catch (error) {
    // DynamoDB refuses the whole batch if one item is too large or the batch as a whole is.
    if (error instanceof Error && error.name === 'ValidationException') return putEach(items, target);
    return items.map(() => ({ error: toError(error) }));
  }
}

/** The positions that were not written. A position is unique even across orders, because it contains the event's id. */
async function putUntilTaken(items: readonly TimelineItem[], { dynamo, table }: Target): Promise<Set<string>> {
  let remaining = items;
  for (let attempt = 1; ; attempt++) {
    const requests = remaining.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await dynamo.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    const leftOver = new Set((UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => String(PutRequest?.Item?.position)));
    if (leftOver.size === 0 || attempt === triesMax) return leftOver;
    remaining = remaining.filter(({ position }) => leftOver.has(position));
    await sleep(backoff({ attempt, ...pauses }));
  }
}

function putEach(items: readonly TimelineItem[], { dynamo, table }: Target): Promise<PutOutcome[]> {
  return Promise.all(
    items.map(async (Item) => {
      try {
        await dynamo.send(new PutCommand({ TableName: table, Item }));
        return {};
      } catch (error) {
        return { error: toError(error) };
      }
    }),
  );
}

const toError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
