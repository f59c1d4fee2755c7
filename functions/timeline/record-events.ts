import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { Log } from '#shared/logging/logger.ts';
import { type TimelineItem, timelineEvent } from './schema.ts';

export type Deps = { dynamo: DynamoDBDocumentClient; table: string; log: Log };

/**
 * Writes each message's event into its order's timeline and reports the messages that failed, which SQS then delivers
 * again and in the end parks in the dead-letter queue. One write per event rather than one per batch, for DynamoDB
 * refuses a whole batch for one bad item or for an event that is in it twice, and charges the same for both.
 */
export async function recordEvents(records: readonly SQSRecord[], { dynamo, table, log }: Deps): Promise<SQSBatchResponse> {
  const failures = await Promise.all(
    records.map(async ({ body, messageId }) => {
      try {
        await dynamo.send(new PutCommand({ TableName: table, Item: toItem(body) }));
        return [];
      } catch (err) {
        log.warn({ err, messageId }, 'event not recorded');
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}

function toItem(body: string): TimelineItem {
  const { subject, id, type, source, time, data, correlationid } = timelineEvent.parse(JSON.parse(body));
  return { orderId: subject, position: `${time}#${id}`, id, type, source, time, data, correlationid };
}
