import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { createProductStore } from '../../../../containers/orders/product-store.ts';
import { createTimelineStore } from '../../../../containers/orders/timeline-store.ts';

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const mock = mockClient(dynamo);
const products = createProductStore({ dynamo, productsTable: 'products', stockTable: 'stock' });
beforeEach(() => void mock.reset());

const price = { amount: 1300, currency: 'USD' };
const product = (productId: string, more = {}) => ({ productId, name: 'Lamp', price, ...more });

describe('the shelf', () => {
  test('shows products with what is available of each, and leaves out what does not exist', async () => {
    mock.on(BatchGetCommand).resolves({
      Responses: {
        products: [product('a'), product('b', { archived: true })],
        stock: [
          { productId: 'a', available: 7 },
          { productId: 'ghost', available: 1 },
        ],
      },
    });
    expect(await products.read(['a', 'b', 'c'])).toEqual(
      new Map([
        ['a', { ...product('a'), archived: false, available: 7 }],
        ['b', { ...product('b'), archived: true, available: 0 }],
      ]),
    );
  });

  test('is asked for each product once, however many lines name it', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: {} });
    await products.read(['a', 'a', 'b']);
    const { RequestItems = {} } = mock.commandCalls(BatchGetCommand)[0]?.args[0].input ?? {};
    for (const table of ['products', 'stock'])
      expect(RequestItems[table]?.Keys).toEqual([{ productId: 'a' }, { productId: 'b' }]);
  });

  test('is read once for all who ask in the same moment', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: { products: [product('a'), product('b'), product('c')] } });
    const [first, second] = await Promise.all([products.read(['a', 'b']), products.read(['b', 'c'])]);
    expect([[...first.keys()], [...second.keys()]]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const [asked, ...more] = mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems?.products?.Keys);
    expect(asked).toEqual([{ productId: 'a' }, { productId: 'b' }, { productId: 'c' }]);
    expect(more).toEqual([]);
  });

  test('is not taken for empty when it cannot be read whole', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: {}, UnprocessedKeys: { stock: { Keys: [{ productId: 'a' }] } } });
    await expect(products.read(['a'])).rejects.toThrow(DependencyUnavailableError);
  });
});

describe('a timeline', () => {
  test('is told in its order, without what its function keeps beside', async () => {
    const entry = { id: 'e1', type: 'OrderPlaced', source: '/orders', time: '2026-11-22T00:00:00Z', data: { a: 1 } };
    mock
      .on(QueryCommand, { TableName: 'timeline', ExpressionAttributeValues: { ':orderId': 'o1' } })
      .resolves({ Items: [{ ...entry, orderId: 'o1', traceparent: 'x' }] });
    const timelines = createTimelineStore({ dynamo, timelineTable: 'timeline' });
    expect(await timelines.read('o1')).toEqual([entry]);
  });
});
