import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { sleep } from '#shared/timing/sleep.ts';
import type { AdjustmentItem, StockItem } from './schema.ts';

export type StockStore = ReturnType<typeof createStockStore>;

/** Stores the stock of products and its manual corrections. The catalog's products are only read. */
export function createStockStore({ dynamo, stockTable, productsTable, adjustmentsTable }: StockTables) {
  return {
    /** Rejects if the table cannot be read. */
    async ping(): Promise<void> {
      await dynamo.send(new GetCommand({ TableName: stockTable, Key: { productId: 'ping' } }));
    },

    async find(productId: string): Promise<StockItem | undefined> {
      const { Item } = await dynamo.send(new GetCommand({ TableName: stockTable, Key: { productId }, ConsistentRead: true }));
      return Item as StockItem | undefined;
    },

    /**
     * The stock of a product in the catalog; undefined if there is no such product. Archived products count, because sold pieces may
     * be returned. A product without a stock row has zero of everything.
     */
    async findOfProduct(productId: string): Promise<StockItem | undefined> {
      const Keys = [{ productId }];
      const found = await batchGet(dynamo, {
        [productsTable]: { Keys, ProjectionExpression: 'productId', ConsistentRead: true },
        [stockTable]: { Keys, ConsistentRead: true },
      });
      if (!found[productsTable]?.length) return undefined;
      return { productId, ...none, ...found[stockTable]?.[0] };
    },

    async findAdjustment(productId: string, adjustmentId: string): Promise<AdjustmentItem | undefined> {
      const key = { productId, adjustmentId };
      const { Item } = await dynamo.send(new GetCommand({ TableName: adjustmentsTable, Key: key, ConsistentRead: true }));
      return Item as AdjustmentItem | undefined;
    },

    /**
     * Changes the stock and stores the adjustment in one transaction. There is no compare-and-set, so concurrent sales of the product
     * do not conflict with it.
     * @throws StockTooLowError if fewer pieces are available than the adjustment removes; VersionConflictError if the key has just
     * been used or the items are busy, so the caller should read again and retry
     */
    async adjust(adjustment: AdjustmentItem): Promise<void> {
      const record = { TableName: adjustmentsTable, Item: adjustment, ConditionExpression: 'attribute_not_exists(productId)' };
      const { productId, delta } = adjustment;
      const change = { TableName: stockTable, Key: { productId }, ...changeBy(delta) };
      try {
        await dynamo.send(new TransactWriteCommand({ TransactItems: [{ Put: record }, { Update: change }] }));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const [ofRecord, ofStock] = error.CancellationReasons ?? [];
        if (ofRecord?.Code === 'None' && ofStock?.Code === 'ConditionalCheckFailed')
          throw new StockTooLowError(Number(ofStock.Item?.available?.N ?? 0));
        await sleep(10 + 90 * Math.random());
        throw new VersionConflictError('the key has just been used, or the items are busy', { cause: error });
      }
    },

    /** Stores the stock as seen after an adjustment. The first value stored wins, and is returned. */
    async noteStock({ productId, adjustmentId }: AdjustmentItem, stock: StockItem): Promise<StockItem> {
      const { Attributes } = await dynamo.send(
        new UpdateCommand({
          TableName: adjustmentsTable,
          Key: { productId, adjustmentId },
          UpdateExpression: 'SET #stock = if_not_exists(#stock, :stock)',
          ExpressionAttributeNames: { '#stock': 'stock' },
          ExpressionAttributeValues: { ':stock': stock },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return (Attributes as Required<AdjustmentItem>).stock;
    },
  };
}

type StockTables = { dynamo: DynamoDBDocumentClient; stockTable: string; productsTable: string; adjustmentsTable: string };

const none = { available: 0, reserved: 0, committed: 0, received: 0, adjusted: 0 };

/** An update that creates the stock row if the product does not have one yet. */
function changeBy(delta: number) {
  const changed = ['available', 'adjusted'].map((name) => `#${name} = if_not_exists(#${name}, :none) + :delta`);
  const kept = ['reserved', 'committed', 'received'].map((name) => `#${name} = if_not_exists(#${name}, :none)`);
  return {
    // Some of these names are reserved words in DynamoDB.
    ExpressionAttributeNames: Object.fromEntries(
      ['available', 'adjusted', 'reserved', 'committed', 'received'].map((name) => [`#${name}`, name]),
    ),
    UpdateExpression: `SET ${[...changed, ...kept].join(', ')}`,
    ExpressionAttributeValues: { ':none': 0, ':delta': delta, ...(delta < 0 ? { ':taken': -delta } : {}) },
    ...(delta < 0
      ? { ConditionExpression: '#available >= :taken', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }
      : {}),
  };
}

/** Fewer pieces are available than an adjustment removes. */
export class StockTooLowError extends Error {
  override name = 'StockTooLowError';
  readonly available: number;

  constructor(available: number) {
    super('fewer pieces are available than that');
    this.available = available;
  }
}
