import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { type Category, createCategoryStore } from './category-store.ts';
import type { Product } from './domain.ts';
import { foldName, type Listing, positionOf, productIdAt } from './listing.ts';
import { productItem } from './schema.ts';

/** A page of live products by name. `next` is the position of the last one if there are more. */
export type Page = { items: Product[]; next: string | undefined };
export type PageRequest = Listing & { after?: string | undefined; limit: number };

export type ProductStore = {
  /** Also finds archived products. */
  find(productId: string): Promise<Product | undefined>;
  /** @returns false if a product with this id exists; it is not changed */
  add(product: Product): Promise<boolean>;
  /** @throws VersionConflictError if the stored version is not the previous one */
  replace(product: Product): Promise<void>;
  list(request: PageRequest): Promise<Page>;
  /** The existing spelling of a category that looks the same, or the given one if there is none. */
  spellingOf(category: string): Promise<string>;
  /** The number of live products in each category, at most `categoriesKeptSeconds` old. */
  categories(): Promise<Category[]>;
  /** Rejects if the table cannot be read. */
  ping(): Promise<void>;
};

/** Stores products in DynamoDB. */
export function createProductStore(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { categoriesKeptSeconds = 30 } = {},
): ProductStore {
  const find = async (productId: string) => {
    const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key: { productId }, ConsistentRead: true }));
    return Item && fromItem(Item);
  };
  const put = (product: Product, condition: string, values?: Record<string, unknown>) =>
    dynamo
      .send(
        new PutCommand({
          TableName: table,
          Item: toItem(product),
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      )
      .then(() => true, refusedByCondition);
  /** A lost race needs no retry, because every write stores the product at its right position. */
  const mend = async (productId: string, category: string) => {
    const product = await find(productId);
    if (!product || product.archived) return;
    const respelled = category === product.category ? product : { ...product, category, version: product.version + 1 };
    await put(respelled, 'version = :before', { ':before': product.version });
  };
  const categories = createCategoryStore({ dynamo, table, keptSeconds: categoriesKeptSeconds, mend });
  return {
    find,
    add: (product) => put(product, 'attribute_not_exists(productId)'),
    replace: async (product) => {
      const replaced = await put(product, 'version = :before', { ':before': product.version - 1 });
      if (!replaced) throw new VersionConflictError(`product ${product.productId}`);
    },
    list: async (request) => {
      const page = await list(dynamo, table, request);
      if (page.items.length > 0 || request.category === undefined) return page;
      const category = await categories.spelled(request.category);
      return category === undefined || category === request.category ? page : list(dynamo, table, { ...request, category });
    },
    spellingOf: categories.spelledNow,
    categories: categories.counts,
    ping: async () => void (await find('00000000-0000-0000-0000-000000000000')),
  };
}

async function list(dynamo: DynamoDBDocumentClient, table: string, request: PageRequest): Promise<Page> {
  const { category, name, after, limit } = request;
  const [partition, value] = category === undefined ? ['listing', 'live'] : ['category', category];
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      TableName: table,
      IndexName: category === undefined ? 'by-name' : 'by-category',
      KeyConditionExpression: `#partition = :partition${name === undefined ? '' : ' AND begins_with(listedAs, :prefix)'}`,
      ExpressionAttributeNames: { '#partition': partition },
      ExpressionAttributeValues: { ':partition': value, ...(name !== undefined && { ':prefix': foldName(name) }) },
      // The product at that position may have been removed; a start key need not exist.
      ...(after !== undefined && { ExclusiveStartKey: { [partition]: value, listedAs: after, productId: productIdAt(after) } }),
      // One more than requested, to know whether there is a next page.
      Limit: limit + 1,
    }),
  );
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  const items = Items.slice(0, limit);
  return { items: items.map(fromItem), next: hasMore ? items.at(-1)?.listedAs : undefined };
}

const toItem = (product: Product) =>
  product.archived ? product : { ...product, listing: 'live', listedAs: positionOf(product) };

function fromItem(item: Record<string, unknown>): Product {
  const { listing: _, listedAs: __, ...product } = productItem.parse(item);
  return product;
}

function refusedByCondition(error: unknown): false {
  if (error instanceof ConditionalCheckFailedException) return false;
  throw error;
}
