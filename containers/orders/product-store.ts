import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import type { ShelfItem } from './quote.ts';

export type ProductStore = ReturnType<typeof createProductStore>;

const triesMax = 4;

/** The catalog's products and the inventory's stock, which `orders` may read and never writes. */
export function createProductStore({
  dynamo,
  productsTable,
  stockTable,
}: {
  dynamo: DynamoDBDocumentClient;
  productsTable: string;
  stockTable: string;
}) {
  return {
    /** Products and their stock by id, in one read of at most 50 ids; what does not exist is absent. */
    async read(productIds: readonly string[]): Promise<Map<string, ShelfItem>> {
      const keys = [...new Set(productIds)].map((productId) => ({ productId }));
      const found = await batchGet(dynamo, {
        [productsTable]: {
          Keys: keys,
          ProjectionExpression: 'productId, #name, price, archived',
          ExpressionAttributeNames: { '#name': 'name' },
        },
        [stockTable]: { Keys: keys, ProjectionExpression: 'productId, available' },
      });
      const available = new Map(found[stockTable]?.map((item) => [item.productId as string, item.available as number]));
      const items = found[productsTable]?.map((item) => {
        const { productId, name, price, archived = false } = item as ShelfItem;
        return [productId, { productId, name, price, archived, available: available.get(productId) ?? 0 }] as const;
      });
      return new Map(items);
    },
  };
}

type Found = Record<string, Record<string, unknown>[]>;

/** DynamoDB may answer a batch in part when it is busy; the rest is asked for again. */
async function batchGet(
  dynamo: DynamoDBDocumentClient,
  request: NonNullable<BatchGetCommandInput['RequestItems']>,
): Promise<Found> {
  const found: Found = {};
  let remaining: BatchGetCommandInput['RequestItems'] = request;
  for (let tries = 0; tries < triesMax; tries++) {
    const { Responses = {}, UnprocessedKeys = {} }: BatchGetCommandOutput = await dynamo.send(
      new BatchGetCommand({ RequestItems: remaining }),
    );
    for (const [table, items] of Object.entries(Responses)) found[table] = [...(found[table] ?? []), ...items];
    if (Object.keys(UnprocessedKeys).length === 0) return found;
    remaining = UnprocessedKeys;
    await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** tries * (0.5 + Math.random())));
  }
  throw new DependencyUnavailableError('DynamoDB keeps leaving keys unprocessed');
}
