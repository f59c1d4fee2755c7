import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tables } from '../../../../containers/catalog/schema.ts';
import { createProductStore } from '../../../../containers/catalog/store.ts';
import { startTestDynamo } from '../../../support/dynamodb.ts';
import { base, type RunningCatalog, startCatalog } from '../../../support/running-catalog.ts';

let catalog: RunningCatalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const categories = async () => (await catalog.ask('GET', '/v1/catalog/categories')).body.items;
const namesIn = async (category: string, more: Record<string, string> = {}) =>
  (await catalog.ask('GET', `${base}?${new URLSearchParams({ category, ...more })}`)).body.items.map(
    ({ name }: { name: string }) => name,
  );

test('two categories that look the same are one, in the first spelling', async () => {
  for (const [name, category] of [
    ['A', 'Büro Bedarf'],
    ['B', 'BÜRO  bedarf'],
    ['C', 'Bu\u0308ro\u00a0Bedarf'],
    ['D', 'Bü\u200bro Bedarf'],
    ['E', 'Ｂüro Bedarf'],
  ])
    expect((await catalog.add({ name, category })).status).toBe(201);
  expect(await categories()).toEqual([{ category: 'Büro Bedarf', products: 5 }]);
  for (const category of ['Büro Bedarf', 'büro bedarf', 'BÜRO BEDARF'])
    expect(await namesIn(category)).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(await namesIn('Buro Bedarf')).toEqual([]);
});

test('a change does not create a second one either', async () => {
  const { location } = await catalog.add({ name: 'F', category: 'Other' });
  expect((await catalog.ask('PATCH', location, { body: { category: 'büro  bedarf' } })).body.category).toBe('Büro Bedarf');
  expect((await catalog.ask('PATCH', location, { body: { category: 'Bureau' } })).body.category).toBe('Bureau');
  await catalog.ask('DELETE', location);
});

test('pages of a category continue, whatever its spelling', async () => {
  const { body } = await catalog.ask('GET', `${base}?${new URLSearchParams({ category: 'BÜRO BEDARF', limit: '2' })}`);
  expect(await namesIn('BÜRO BEDARF', { limit: '2', cursor: body.nextCursor })).toEqual(['C', 'D']);
});

test('products listed by an older build are found once the categories have been counted', async () => {
  const { dynamo, stop } = await startTestDynamo(tables);
  const products = createProductStore(dynamo, 'products', { categoriesKeptSeconds: 0 });
  const kept = { version: 1, price: { amount: 100, currency: 'USD' } };
  const ids = ['1', '2', '3'].map((digit) => `01990000-0000-7000-8000-00000000000${digit}`) as [string, string, string];
  for (const productId of ids) await products.add({ ...kept, productId, name: 'Łódź', category: 'maps' });
  const asBefore = (productId: string, category: string) =>
    dynamo.send(
      new UpdateCommand({
        TableName: 'products',
        Key: { productId },
        UpdateExpression: 'set listedAs = :place, category = :category',
        ExpressionAttributeValues: { ':place': `łodz\u001f${productId}`, ':category': category },
      }),
    );
  await asBefore(ids[0], 'maps');
  await asBefore(ids[1], 'MAPS ');
  expect((await products.list({ name: 'lodz', limit: 10 })).items).toHaveLength(1);
  expect(await products.categories()).toEqual([{ category: 'maps', products: 3 }]);
  expect((await products.list({ name: 'lodz', limit: 10 })).items).toHaveLength(3);
  expect((await products.list({ category: 'maps', limit: 10 })).items).toHaveLength(3);
  const versions = await Promise.all(ids.map(async (id) => (await products.find(id))?.version));
  expect(versions).toEqual([1, 2, 1]);
  await stop();
});
