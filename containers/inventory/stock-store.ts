import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import type { AdjustmentItem, StockItem } from './schema.ts';

export type StockStore = ReturnType<typeof createStockStore>;

/** The stock of products, and the corrections made to it by hand. */
export function createStockStore({
  dynamo,
  stockTable,
  adjustmentsTable,
}: {
  dynamo: DynamoDBDocumentClient;
  stockTable: string;
  adjustmentsTable: string;
}) {
  return {
    /** Rejects while the table cannot be read. */
    async ping(): Promise<void> {
      await dynamo.send(new GetCommand({ TableName: stockTable, Key: { productId: 'ping' } }));
    },

    async find(productId: string): Promise<StockItem | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: stockTable, Key: { productId }, ConsistentRead: true }));
      return Item as StockItem | undefined;
    },

    async findAdjustment(productId: string, adjustmentId: string): Promise<AdjustmentItem | undefined> {
      const key = { productId, adjustmentId };
      const { Item } = await dynamo.send(new GetCommand({ TableName: adjustmentsTable, Key: key, ConsistentRead: true }));
      return Item as AdjustmentItem | undefined;
    },

    /**
     * Writes an adjustment and the stock it leads to, both or neither.
     * @throws VersionConflictError when the stock is no longer `before`, or the key has just been used: look again
     */
    async adjust(before: StockItem | undefined, adjustment: AdjustmentItem): Promise<void> {
      const unchanged = before
        ? {
            ConditionExpression: 'available = :available AND adjusted = :adjusted',
            ExpressionAttributeValues: { ':available': before.available, ':adjusted': before.adjusted },
          }
        : { ConditionExpression: 'attribute_not_exists(productId)' };
      const { available, adjusted } = adjustment.stock;
      const write = before
        ? {
            Update: {
              TableName: stockTable,
              Key: { productId: adjustment.productId },
              ...unchanged,
              UpdateExpression: 'SET available = :newAvailable, adjusted = :newAdjusted',
              ExpressionAttributeValues: {
                ...unchanged.ExpressionAttributeValues,
                ':newAvailable': available,
                ':newAdjusted': adjusted,
              },
            },
          }
        : { Put: { TableName: stockTable, Item: adjustment.stock, ...unchanged } };
      const record = { TableName: adjustmentsTable, Item: adjustment, ConditionExpression: 'attribute_not_exists(productId)' };
      try {
        await dynamo.send(new TransactWriteCommand({ TransactItems: [{ Put: record }, write] }));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        // Whoever sells this product or counts it at the same moment would only get in the way again.
        await pause(10 + 90 * Math.random());
        throw new VersionConflictError('the stock has changed meanwhile', { cause: error });
      }
    },
  };
}
