import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { createProductStore } from '../../../../containers/orders/product-store.ts';
import { createTimelineStore } from '../../../../containers/orders/timeline-store.ts';

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const mock = mockClient(dynamo);
const products = createProductStore({ dynamo, productsTable: 'products', stockTable: 'stock', revocationsTable: 'revocations' });
beforeEach(() => void mock.reset());

const price = { amount: 1300, currency: 'USD' };
const product = (productId: string, more = {}) => ({ productId, name: 'Lamp', price, ...more });

describe('the shelf', () => {
  test('shows products with their availability, and omits missing ones', async () => {
    mock.on(BatchGetCommand).resolves({
      Responses: {
        products: [product('a'), product('b', { archived: true })],
        stock: [
          { productId: 'a', available: 7 },
          { productId: 'ghost', available: 1 },
        ],
      },
    });
    expect((await products.read(['a', 'b', 'c'], 'ada')).shelf).toEqual(
      new Map([
        ['a', { ...product('a'), archived: false, available: 7 }],
        ['b', { ...product('b'), archived: true, available: 0 }],
      ]),
    );
  });

  test('is read once for each product, however many lines name it', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: {} });
    await products.read(['a', 'a', 'b'], 'ada');
    const { RequestItems = {} } = mock.commandCalls(BatchGetCommand)[0]?.args[0].input ?? {};
    for (const table of ['products', 'stock'])
      expect(RequestItems[table]?.Keys).toEqual([{ productId: 'a' }, { productId: 'b' }]);
  });

  test('is read once for all concurrent callers', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: { products: [product('a'), product('b'), product('c')] } });
    const [first, second] = await Promise.all([products.read(['a', 'b'], 'ada'), products.read(['b', 'c'], 'grace')]);
    expect([[...first.shelf.keys()], [...second.shelf.keys()]]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const [asked, ...more] = mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.products?.Keys);
    expect(asked).toEqual([{ productId: 'a' }, { productId: 'b' }, { productId: 'c' }]);
    expect(more).toEqual([]);
  });

  test('is not considered empty when it cannot be read completely', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: {}, UnprocessedKeys: { stock: { Keys: [{ productId: 'a' }] } } });
    await expect(products.read(['a'], 'ada')).rejects.toThrow(DependencyUnavailableError);
  });
});

describe('a customer', () => {
  const soon = Math.ceil(Date.now() / 1000) + 60;
  const revoked = (userId: string, generation: number, expiresAt = soon) => ({ userId, generation, expiresAt });
  const answering = (...revocations: object[]) => mock.on(BatchGetCommand).resolves({ Responses: { revocations } });
  const asked = () => mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems ?? {});

  test('is read consistently, together with the products', async () => {
    answering(revoked('ada', 3));
    expect((await products.read(['a'], 'ada')).generationMin).toBe(3);
    expect(asked()).toHaveLength(1);
    expect(asked()[0]?.revocations).toEqual({ Keys: [{ userId: 'ada' }], ConsistentRead: true });
  });

  test('whose sessions were never ended may use any token, and likewise long after they were', async () => {
    answering(revoked('grace', 3), revoked('ada', 3, soon - 120));
    expect((await products.read(['a'], 'ada')).generationMin).toBe(0);
    expect((await products.read(['a'], 'alan')).generationMin).toBe(0);
  });

  test('is known to be disabled for as long as older tokens live', async () => {
    answering({ ...revoked('ada', 3), accountDisabled: true }, { ...revoked('alan', 3, soon - 120), accountDisabled: true });
    expect((await products.read(['a'], 'ada')).isDisabled).toBe(true);
    for (const other of ['alan', 'grace']) expect((await products.read(['a'], other)).isDisabled).toBe(false);
  });

  test('is told apart from others who order at the same time', async () => {
    answering(revoked('grace', 7), revoked('ada', 3));
    const found = await Promise.all([products.read(['a'], 'ada'), products.read(['a'], 'grace'), products.read(['b'], 'alan')]);
    expect(found.map(({ generationMin }) => generationMin)).toEqual([3, 7, 0]);
    expect(asked()).toHaveLength(1);
  });

  test('who orders fifty products is read too, and no read asks for more than a hundred items', async () => {
    answering(revoked('ada', 3));
    const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
    const all = [products.read(ids, 'ada'), products.read(ids.slice(0, 49), 'ada'), products.read(['x'], 'ada')];
    expect((await Promise.all(all)).map(({ generationMin }) => generationMin)).toEqual([3, 3, 3]);
    const sizes = asked().map((tables) => Object.values(tables).reduce((sum, { Keys = [] }) => sum + Keys.length, 0));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
  });
});

describe('a timeline', () => {
  test('is returned in order, without the attributes that its function adds', async () => {
    const entry = { id: 'e1', type: 'OrderPlaced', source: '/orders', time: '2026-11-22T00:00:00Z', data: { a: 1 } };
    mock
      .on(QueryCommand, { TableName: 'timeline', ExpressionAttributeValues: { ':orderId': 'o1' } })
      .resolves({ Items: [{ ...entry, orderId: 'o1', traceparent: 'x' }] });
    const timelines = createTimelineStore({ dynamo, timelineTable: 'timeline' });
    expect(await timelines.read('o1')).toEqual([entry]);
  });
});
