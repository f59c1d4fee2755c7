import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AdjustmentItem } from './schema.ts';

export type AdjustmentStore = ReturnType<typeof createAdjustmentStore>;

/** An adjustment's position in the list of its product. */
export type AdjustmentPosition = Pick<AdjustmentItem, 'adjustedAt' | 'adjustmentId'>;

type PageRequest = { productId: string; before?: AdjustmentPosition | undefined; limit: number };

/** Reads the manual corrections of stock. */
export const createAdjustmentStore = (dynamo: DynamoDBDocumentClient, adjustmentsTable: string) => ({
  /** At most `limit` adjustments of a product before a position, newest first. */
  async list({ productId, before, limit }: PageRequest): Promise<AdjustmentItem[]> {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: adjustmentsTable,
        IndexName: 'by-time',
        KeyConditionExpression: 'productId = :productId',
        ExpressionAttributeValues: { ':productId': productId },
        ...(before && { ExclusiveStartKey: { productId, ...before } }),
        ScanIndexForward: false,
        Limit: limit,
      }),
    );
    return Items as AdjustmentItem[];
  },
});
