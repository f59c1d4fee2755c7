import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { inCausalOrder } from './causal-order.ts';

export type TimelineStore = ReturnType<typeof createTimelineStore>;

/** An event in its order's timeline. */
export type TimelineEntry = { id: string; type: string; source: string; time: string; data: Record<string, unknown> };

// An order has at most eighteen events, one of each type.
const entriesMax = 50;

/** Reads and removes timelines, which the `timeline` function writes. */
export function createTimelineStore({ dynamo, timelineTable }: { dynamo: DynamoDBDocumentClient; timelineTable: string }) {
  return {
    /** An order's events by time, none before its cause. May lag by a second or two. */
    async read(orderId: string): Promise<TimelineEntry[]> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: timelineTable,
          KeyConditionExpression: 'orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
          Limit: entriesMax,
        }),
      );
      const caused = Items.map(({ id, type, source, time, data, causationid }) => ({
        id,
        type,
        source,
        time,
        data,
        cause: causationid,
      }));
      return inCausalOrder(caused).map(({ cause: _, ...entry }) => entry);
    },

    /** Removes an order's events from before this time, if there are any. */
    async remove(orderId: string, before: Date): Promise<void> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: timelineTable,
          // A position begins with the event's time.
          KeyConditionExpression: 'orderId = :orderId AND #position < :before',
          ExpressionAttributeNames: { '#position': 'position' },
          ExpressionAttributeValues: { ':orderId': orderId, ':before': before.toISOString() },
          ConsistentRead: true,
        }),
      );
      await Promise.all(
        Items.map(({ position }) => dynamo.send(new DeleteCommand({ TableName: timelineTable, Key: { orderId, position } }))),
      );
    },
  };
}
