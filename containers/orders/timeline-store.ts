import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { inCausalOrder } from './causal-order.ts';

export type TimelineStore = ReturnType<typeof createTimelineStore>;

/** An event as its order's timeline tells it. */
export type TimelineEntry = { id: string; type: string; source: string; time: string; data: Record<string, unknown> };

// An order has at most eighteen events, one of each type.
const entriesMax = 50;

/** The timelines that the function of that name keeps, which `orders` may read and never writes. */
export function createTimelineStore({ dynamo, timelineTable }: { dynamo: DynamoDBDocumentClient; timelineTable: string }) {
  return {
    /** An order's events by their time, none before its cause; it may lag behind by a second or two. */
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
  };
}
