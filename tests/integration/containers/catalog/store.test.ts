import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { archiveProduct, createProduct, patchProduct } from '../../../../containers/catalog/domain.ts';
import { tables } from '../../../../containers/catalog/schema.ts';
import { createProductStore, type PageRequest, type ProductStore } from '../../../../containers/catalog/store.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';

let dynamo: TestDynamo;
let products: ProductStore;

const id = (number: number) => `0190c0de-0000-7000-8000-${String(number).padStart(12, '0')}`;
const product = (number: number, name: string, category: string) =>
  createProduct(id(number), { name, category, price: { amount: 1_000 + number, currency: 'USD' } });
const names = async (request: Partial<PageRequest> = {}) =>
  (await products.list({ limit: 100, ...request })).items.map(({ name }) => name);

const mouse = product(1, 'Mouse', 'accessories');
const shelf = [mouse, product(2, 'laptop', 'computers'), product(3, 'Desk', 'furniture'), product(4, 'Mouse', 'accessories')];

beforeAll(async () => {
  dynamo = await startTestDynamo(tables);
  products = createProductStore(dynamo.dynamo, 'products');
  for (const one of shelf) await products.add(one);
});
afterAll(() => dynamo.stop());

describe('products for sale', () => {
  test('are listed by name, ignoring case', async () => {
    expect(await names()).toEqual(['Desk', 'laptop', 'Mouse', 'Mouse']);
  });

  test('are listed by category', async () => {
    expect(await names({ category: 'accessories' })).toEqual(['Mouse', 'Mouse']);
    expect(await names({ category: 'nothing' })).toEqual([]);
  });

  test('are all listed once across pages, also those with the same name', async () => {
    const seen: string[] = [];
    for (let after: string | undefined, pages = 0; pages === 0 || after !== undefined; pages++) {
      const { items, next } = await products.list({ limit: 1, after });
      seen.push(...items.map(({ productId }) => productId));
      after = next;
    }
    expect(seen).toEqual([id(3), id(2), id(1), id(4)]);
  });

  test('end with a page without a next one, even when it is full', async () => {
    expect((await products.list({ limit: 4 })).next).toBeUndefined();
  });

  test('are counted by category', async () => {
    expect(await products.categories()).toEqual([
      { category: 'accessories', products: 2 },
      { category: 'computers', products: 1 },
      { category: 'furniture', products: 1 },
    ]);
  });

  test('are not counted again for every request', async () => {
    const counted = await products.categories();
    await products.add(product(8, 'Robot', 'toys'));
    expect(await products.categories()).toEqual(counted);
    expect(await createProductStore(dynamo.dynamo, 'products').categories()).toContainEqual({ category: 'toys', products: 1 });
  });
});

describe('a stored product', () => {
  test('is found as it was added', async () => {
    expect(await products.find(mouse.productId)).toEqual(mouse);
    expect(await products.find(id(99))).toBeUndefined();
  });

  test('is not overwritten by another addition', async () => {
    expect(await products.add({ ...mouse, name: 'Rat' })).toBe(false);
    expect(await products.find(mouse.productId)).toEqual(mouse);
  });

  test('is changed only from the version that the change was decided on', async () => {
    const chair = product(5, 'Chair', 'furniture');
    await products.add(chair);
    await products.replace(patchProduct(chair, { name: 'Armchair' }));
    await expect(products.replace(patchProduct(chair, { name: 'Stool' }))).rejects.toThrow(`product ${chair.productId}`);
    expect(await names({ category: 'furniture' })).toEqual(['Armchair', 'Desk']);
  });

  test('leaves every list when it is archived, and can still be found', async () => {
    const lamp = product(6, 'Lamp', 'lights');
    await products.add(lamp);
    const archival = { archivedBy: lamp.productId, archivedAt: '2026-11-28T12:00:00.000Z', reason: 'sold out' };
    await products.replace(archiveProduct(lamp, archival));
    expect(await names({ category: 'lights' })).toEqual([]);
    expect(await names()).not.toContain('Lamp');
    expect(await products.find(lamp.productId)).toEqual({ ...lamp, version: 2, archived: true, archival });
  });

  test('keeps attributes that a newer version of the service wrote', async () => {
    const shelfLife = { ...product(7, 'Milk', 'food'), shelfLifeDays: 7 };
    await products.add(shelfLife);
    const found = await products.find(shelfLife.productId);
    if (found) await products.replace(patchProduct(found, { name: 'Oat milk' }));
    expect(await products.find(shelfLife.productId)).toEqual({ ...shelfLife, name: 'Oat milk', version: 2 });
  });
});

test('a table that cannot be read makes the service unready', async () => {
  await expect(products.ping()).resolves.toBeUndefined();
  await expect(createProductStore(dynamo.dynamo, 'no-such-table').ping()).rejects.toThrow();
});
