import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { inCausalOrder } from './causal-order.ts';

export type TimelineStore = ReturnType<typeof createTimelineStore>;

/** An event in its order's timeline. */
export type TimelineEntry = { id: string; type: string; source: string; time: string; data: Record<string, unknown> };

/** An order has at most eighteen events, one of each type. */
export const entriesMax = 50;

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

    /** Removes those of an order's events that have these ids. */
    async remove(orderId: string, ids: readonly string[]): Promise<void> {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: timelineTable,
          KeyConditionExpression: 'orderId = :orderId',
          ExpressionAttributeValues: { ':orderId': orderId },
          ConsistentRead: true,
        }),
      );
      const named = Items.filter(({ id }) => ids.includes(id));
      await Promise.all(
        named.map(({ position }) => dynamo.send(new DeleteCommand({ TableName: timelineTable, Key: { orderId, position } }))),
      );
    },
  };
}
