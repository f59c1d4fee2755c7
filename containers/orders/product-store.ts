import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import type { ShelfItem } from './quote.ts';

export type ProductStore = ReturnType<typeof createProductStore>;

type ProductTables = { dynamo: DynamoDBDocumentClient; productsTable: string; stockTable: string };

// Each is two items of a read, which takes a hundred.
const productsMax = 50;

/** The catalog's products and the inventory's stock, which `orders` may read and never writes. */
export function createProductStore({ dynamo, productsTable, stockTable }: ProductTables) {
  // What several requests ask for in the same moment is read once.
  const readOne = createBatcher<string, ShelfItem | undefined>({
    call: async (wanted) => {
      const shelf = await readAll([...new Set(wanted)]);
      return wanted.map((productId) => shelf.get(productId));
    },
    sizeMax: productsMax,
  });

  async function readAll(productIds: readonly string[]): Promise<Map<string, ShelfItem>> {
    const Keys = productIds.map((productId) => ({ productId }));
    const found = await batchGet(dynamo, {
      [productsTable]: {
        Keys,
        ProjectionExpression: 'productId, #name, price, archived',
        ExpressionAttributeNames: { '#name': 'name' },
      },
      [stockTable]: { Keys, ProjectionExpression: 'productId, available' },
    });
    const available = new Map(found[stockTable]?.map((item) => [item.productId as string, item.available as number]));
    const items = found[productsTable]?.map((item) => {
      const { productId, name, price, archived = false } = item as ShelfItem;
      return [productId, { productId, name, price, archived, available: available.get(productId) ?? 0 }] as const;
    });
    return new Map(items);
  }

  return {
    /** Products and their stock by id; what does not exist is absent. */
    async read(productIds: readonly string[]): Promise<Map<string, ShelfItem>> {
      const items = await Promise.all([...new Set(productIds)].map(readOne));
      return new Map(items.flatMap((item) => (item ? [[item.productId, item] as const] : [])));
    },
  };
}
