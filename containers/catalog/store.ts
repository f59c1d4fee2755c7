import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { cached } from './cached.ts';
import type { Product } from './domain.ts';
import { foldName, type Listing, positionOf, productIdAt } from './listing.ts';
import { productItem } from './schema.ts';

/** A page of live products by name; `next` is the position of its last product when there are more. */
export type Page = { items: Product[]; next: string | undefined };
export type PageRequest = Listing & { after?: string | undefined; limit: number };
export type Category = { category: string; products: number };

export type ProductStore = {
  /** Archived products are found, too. */
  find(productId: string): Promise<Product | undefined>;
  /** @returns false when there is a product of this id already, which stays as it is */
  add(product: Product): Promise<boolean>;
  /** @throws VersionConflictError when the stored version is not the one before */
  replace(product: Product): Promise<void>;
  list(request: PageRequest): Promise<Page>;
  /** The live products of each category, counted; the answer may be as old as `categoriesKeptSeconds`. */
  categories(): Promise<Category[]>;
  /** Rejects while the table cannot be read. */
  ping(): Promise<void>;
};

/** The products in DynamoDB. Counting the categories reads as much as all products take, so its answer is kept for a while. */
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
  return {
    find,
    add: (product) => put(product, 'attribute_not_exists(productId)'),
    replace: async (product) => {
      const replaced = await put(product, 'version = :before', { ':before': product.version - 1 });
      if (!replaced) throw new VersionConflictError(`product ${product.productId}`);
    },
    list: (request) => list(dynamo, table, request),
    categories: cached(categoriesKeptSeconds, () => countCategories(dynamo, table)),
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
      // The place need not be taken any more.
      ...(after !== undefined && { ExclusiveStartKey: { [partition]: value, listedAs: after, productId: productIdAt(after) } }),
      // One more than asked for tells whether there is a next page.
      Limit: limit + 1,
    }),
  );
  const hasMore = Items.length > limit || LastEvaluatedKey !== undefined;
  const items = Items.slice(0, limit);
  return { items: items.map(fromItem), next: hasMore ? items.at(-1)?.listedAs : undefined };
}

async function countCategories(dynamo: DynamoDBDocumentClient, table: string): Promise<Category[]> {
  const counts = new Map<string, number>();
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: table,
      IndexName: 'by-name',
      KeyConditionExpression: 'listing = :live',
      ExpressionAttributeValues: { ':live': 'live' },
      ProjectionExpression: 'category',
    },
  );
  for await (const { Items = [] } of pages)
    for (const { category } of Items as Pick<Product, 'category'>[]) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([category, products]) => ({ category, products })).sort((a, b) => (a.category < b.category ? -1 : 1));
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
