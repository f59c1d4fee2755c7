import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AdjustmentItem } from './schema.ts';

export type AdjustmentStore = ReturnType<typeof createAdjustmentStore>;

/** Where an adjustment stands among those of its product. */
export type AdjustmentPosition = Pick<AdjustmentItem, 'adjustedAt' | 'adjustmentId'>;

type PageRequest = { productId: string; before?: AdjustmentPosition | undefined; limit: number };

/** The corrections of stock that were made by hand, as they are read afterwards. */
export const createAdjustmentStore = (dynamo: DynamoDBDocumentClient, adjustmentsTable: string) => ({
  /** Those of a product, the latest first, `limit` at most, from before a position. */
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
