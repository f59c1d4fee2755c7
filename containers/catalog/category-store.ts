import { type DynamoDBDocumentClient, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { cached } from '#shared/timing/cached.ts';
import { categoryLook } from './category-look.ts';
import { positionOf } from './listing.ts';

export type Category = { category: string; products: number };

/** A product for sale, as the indexes store it. */
type Listed = { productId: string; name: string; category: string; listedAs: string };

type CategoryStoreOptions = {
  dynamo: DynamoDBDocumentClient;
  table: string;
  keptSeconds: number;
  /** Rewrites a product that the index has at an outdated position, or whose category is spelled differently from the others. */
  mend(productId: string, category: string): Promise<void>;
};

/**
 * The categories of the products for sale. Categories that look the same are one, in the spelling of most of its products. Counting
 * reads all products, so the result is cached; products that do not fit are corrected along the way.
 */
export function createCategoryStore({ dynamo, table, keptSeconds, mend }: CategoryStoreOptions) {
  const read = async () => categoriesOf(await readListed(dynamo, table));
  const kept = cached(keptSeconds, async () => {
    const products = await readListed(dynamo, table);
    const categories = categoriesOf(products);
    for (const product of products) {
      const { category } = categories.get(categoryLook(product.category)) ?? product;
      if (category !== product.category || product.listedAs !== positionOf(product)) await mend(product.productId, category);
    }
    return categories;
  });
  return {
    counts: async (): Promise<Category[]> => [...(await kept()).values()].sort((a, b) => (a.category < b.category ? -1 : 1)),

    /** The existing spelling of a category that looks like this one, at most `keptSeconds` old. */
    spelled: async (category: string) => (await kept()).get(categoryLook(category))?.category,

    /** The same, but current. Reads all products only if no product has exactly this spelling. */
    async spelledNow(category: string): Promise<string> {
      const taken = await dynamo.send(new QueryCommand({ TableName: table, ...inCategory(category), Limit: 1 }));
      if (taken.Items?.length) return category;
      return (await read()).get(categoryLook(category))?.category ?? category;
    },
  };
}

const inCategory = (category: string) => ({
  IndexName: 'by-category',
  KeyConditionExpression: 'category = :category',
  ExpressionAttributeValues: { ':category': category },
  ProjectionExpression: 'productId',
});

async function readListed(dynamo: DynamoDBDocumentClient, table: string): Promise<Listed[]> {
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: table,
      IndexName: 'by-name',
      KeyConditionExpression: 'listing = :live',
      ExpressionAttributeValues: { ':live': 'live' },
      ProjectionExpression: 'productId, #name, category, listedAs',
      ExpressionAttributeNames: { '#name': 'name' },
    },
  );
  const products: Listed[] = [];
  for await (const { Items = [] } of pages) products.push(...(Items as Listed[]));
  return products;
}

/** The categories, keyed by `categoryLook`. */
function categoriesOf(products: readonly Listed[]): Map<string, Category> {
  const spellings = new Map<string, number>();
  for (const { category } of products) spellings.set(category, (spellings.get(category) ?? 0) + 1);
  const categories = new Map<string, Category>();
  // The most frequent spelling first; ties go by code unit order, so that all replicas choose the same.
  for (const [category, count] of [...spellings].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const look = categoryLook(category);
    const known = categories.get(look);
    categories.set(look, { category: known?.category ?? category, products: (known?.products ?? 0) + count });
  }
  return categories;
}
