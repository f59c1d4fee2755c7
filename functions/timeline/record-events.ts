import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Log } from '#shared/logging/logger.ts';
import { putItems } from './put-items.ts';
import { type TimelineItem, timelineEvent } from './schema.ts';

export type Deps = { dynamo: DynamoDBDocumentClient; table: string; log: Log };

/**
 * Writes each message's event to its order's timeline and reports the messages that failed, which SQS redelivers and eventually
 * parks in the dead-letter queue. A duplicate event is written once.
 */
export async function recordEvents(records: readonly SQSRecord[], { dynamo, table, log }: Deps): Promise<SQSBatchResponse> {
  const failed: string[] = [];
  const fail = (messageId: string, err: unknown) => {
    log.warn({ err, messageId }, 'could not record event');
    failed.push(messageId);
  };

  const wanted = new Map<string, { item: TimelineItem; messageIds: string[] }>();
  for (const { body, messageId } of records) {
    try {
      const item = toItem(body);
      const key = `${item.orderId} ${item.position}`;
      wanted.set(key, { item, messageIds: [...(wanted.get(key)?.messageIds ?? []), messageId] });
    } catch (err) {
      fail(messageId, err);
    }
  }

  const entries = [...wanted.values()];
  const outcomes = await putItems(
    entries.map(({ item }) => item),
    { dynamo, table },
  );
  for (const [index, { error }] of outcomes.entries()) {
    if (error) for (const messageId of entries[index]?.messageIds ?? []) fail(messageId, error);
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

function toItem(body: string): TimelineItem {
  const { subject, id, type, source, time, data, correlationid, causationid } = timelineEvent.parse(JSON.parse(body));
  return { orderId: subject, position: `${time}#${id}`, id, type, source, time, data, correlationid, causationid };
}
