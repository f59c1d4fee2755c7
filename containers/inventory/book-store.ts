import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import type { AdjustmentItem, ReservationItem, StockItem } from './schema.ts';

export type BookStore = ReturnType<typeof createBookStore>;
type BookTables = { dynamo: DynamoDBDocumentClient; stockTable: string; reservationsTable: string; adjustmentsTable: string };

/** Pieces that reservations hold, and pieces that they have taken. */
export type Counted = Pick<StockItem, 'reserved' | 'committed'>;

/** Lists all reservations and all stock for operators, page by page, in no particular order. */
export function createBookStore({ dynamo, stockTable, reservationsTable, adjustmentsTable }: BookTables) {
  /** Strongly consistent: a page includes everything written before it is requested. */
  async function scan<Item>(TableName: string, key: object | undefined, Limit: number) {
    const page = { TableName, Limit, ConsistentRead: true, ...(key ? { ExclusiveStartKey: key } : {}) };
    const { Items = [], LastEvaluatedKey } = await dynamo.send(new ScanCommand(page));
    return { items: Items as Item[], next: LastEvaluatedKey };
  }

  return {
    async reservationsOf(orderIds: readonly string[]): Promise<ReservationItem[]> {
      const Keys = [...new Set(orderIds)].map((orderId) => ({ orderId }));
      const found = await batchGet(dynamo, { [reservationsTable]: { Keys, ConsistentRead: true } });
      return (found[reservationsTable] ?? []) as ReservationItem[];
    },

    scanReservations: (after: string | undefined, limit: number) =>
      scan<ReservationItem>(reservationsTable, after === undefined ? undefined : { orderId: after }, limit),

    scanStock: (after: string | undefined, limit: number) =>
      scan<StockItem>(stockTable, after === undefined ? undefined : { productId: after }, limit),

    /**
     * Replaces the counters and stores a record, in one transaction.
     * @throws VersionConflictError if the stock no longer equals `seen`
     */
    async recount(seen: StockItem, after: StockItem, record: AdjustmentItem): Promise<void> {
      const { productId, ...pools } = after;
      const names = Object.keys(pools) as (keyof typeof pools)[];
      const change = {
        TableName: stockTable,
        Key: { productId },
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: names.map((name) => `#${name} = :${name}Seen`).join(' AND '),
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          names.flatMap((name) => [
            [`:${name}`, after[name]],
            [`:${name}Seen`, seen[name]],
          ]),
        ),
      };
      try {
        await dynamo.send(
          new TransactWriteCommand({
            TransactItems: [{ Put: { TableName: adjustmentsTable, Item: record } }, { Update: change }],
          }),
        );
      } catch (cause) {
        if (!(cause instanceof TransactionCanceledException)) throw cause;
        throw new VersionConflictError('the stock has moved', { cause });
      }
    },
  };
}
