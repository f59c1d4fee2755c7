import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import { isInForce, type Revocation } from '#shared/dynamodb/revocations.ts';
import type { ShelfItem } from './quote.ts';

export type ProductStore = ReturnType<typeof createProductStore>;

/**
 * What placing an order depends on: products with their stock by id, the lowest token generation that is still valid for the
 * customer, and whether older tokens are invalid because the account is disabled.
 */
export type Surroundings = { shelf: Map<string, ShelfItem>; generationMin: number; isDisabled: boolean };

type ProductTables = { dynamo: DynamoDBDocumentClient; productsTable: string; stockTable: string; revocationsTable: string };
type Wanted = { productIds: readonly string[]; customerIds: readonly string[] };

// BatchGetItem reads at most 100 items. A product takes two (its catalog entry and its stock), a customer one.
const itemsMax = 100;
const itemsIn = ({ productIds, customerIds }: Wanted) => 2 * productIds.length + customerIds.length;

/** Reads the catalog's products, the inventory's stock and the access tokens that `auth` has revoked. `orders` never writes them. */
export function createProductStore({ dynamo, productsTable, stockTable, revocationsTable }: ProductTables) {
  // Concurrent requests share one read.
  const readOne = createBatcher<Wanted, Found>({
    call: async (wanted) => {
      const found = await readAll({
        productIds: [...new Set(wanted.flatMap(({ productIds }) => productIds))],
        customerIds: [...new Set(wanted.flatMap(({ customerIds }) => customerIds))],
      });
      return wanted.map(() => found);
    },
    bytesOf: itemsIn,
    bytesMax: itemsMax,
    sizeMax: itemsMax,
  });

  async function readAll({ productIds, customerIds }: Wanted): Promise<Found> {
    const Keys = productIds.map((productId) => ({ productId }));
    const ofProducts = {
      [productsTable]: {
        Keys,
        ProjectionExpression: 'productId, #name, price, archived',
        ExpressionAttributeNames: { '#name': 'name' },
      },
      [stockTable]: { Keys, ProjectionExpression: 'productId, available' },
    };
    const ofCustomers = { [revocationsTable]: { Keys: customerIds.map((userId) => ({ userId })), ConsistentRead: true } };
    const found = await batchGet(dynamo, {
      ...(productIds.length > 0 ? ofProducts : {}),
      ...(customerIds.length > 0 ? ofCustomers : {}),
    });
    const available = new Map(found[stockTable]?.map((item) => [item.productId as string, item.available as number]));
    const items = found[productsTable]?.map((item) => {
      const { productId, name, price, archived = false } = item as ShelfItem;
      return [productId, { productId, name, price, archived, available: available.get(productId) ?? 0 }] as const;
    });
    return { shelf: new Map(items), revocations: (found[revocationsTable] ?? []) as Revocation[] };
  }

  return {
    /** Products that do not exist are absent from the shelf. */
    async read(productIds: readonly string[], customerId: string): Promise<Surroundings> {
      const wanted = { productIds: [...new Set(productIds)], customerIds: [customerId] };
      // The largest order's products fill a whole read, so its customer needs a second one.
      const parts =
        itemsIn(wanted) > itemsMax
          ? [
              { ...wanted, customerIds: [] },
              { ...wanted, productIds: [] },
            ]
          : [wanted];
      const found = await Promise.all(parts.map(readOne));
      const shelf = new Map(found.flatMap((part) => wanted.productIds.flatMap((id) => entryOf(part.shelf, id))));
      const revoked = found.flatMap(({ revocations }) => revocations.filter(({ userId }) => userId === customerId));
      const inForce = revoked.filter(isInForce);
      const generationMin = Math.max(0, ...inForce.map(({ generation }) => generation));
      return { shelf, generationMin, isDisabled: inForce.some(({ accountDisabled }) => accountDisabled === true) };
    },
  };
}

type Found = { shelf: Map<string, ShelfItem>; revocations: Revocation[] };

function entryOf(shelf: Found['shelf'], productId: string): [string, ShelfItem][] {
  const item = shelf.get(productId);
  return item ? [[productId, item]] : [];
}
