import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { batchGet } from '#shared/dynamodb/batch-get.ts';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';

const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
const mock = mockClient(dynamo);
beforeEach(() => void mock.reset());

const keys = (...productIds: string[]) => ({ Keys: productIds.map((productId) => ({ productId })) });
const asked = () => mock.commandCalls(BatchGetCommand).map(({ args }) => args[0].input.RequestItems);

describe('a batch of items', () => {
  it('is read in one call, by table', async () => {
    const Responses = { products: [{ productId: 'a' }], stock: [{ productId: 'a', available: 7 }] };
    mock.on(BatchGetCommand).resolves({ Responses });
    const request = { products: keys('a', 'b'), stock: keys('a') };
    expect(await batchGet(dynamo, request)).toEqual(Responses);
    expect(asked()).toEqual([request]);
  });

  it('has nothing for missing items', async () => {
    mock.on(BatchGetCommand).resolves({});
    expect(await batchGet(dynamo, { stock: keys('a') })).toEqual({});
  });

  it('is requested again for what a busy table left out, and only for that', async () => {
    const rest = { stock: keys('b') };
    mock
      .on(BatchGetCommand)
      .resolvesOnce({ Responses: { products: [{ productId: 'a' }], stock: [{ productId: 'a' }] }, UnprocessedKeys: rest })
      .resolvesOnce({ Responses: { stock: [{ productId: 'b' }] } });
    const request = { products: keys('a'), stock: keys('a', 'b') };
    expect(await batchGet(dynamo, request)).toEqual({
      products: [{ productId: 'a' }],
      stock: [{ productId: 'a' }, { productId: 'b' }],
    });
    expect(asked()).toEqual([request, rest]);
  });

  it('is not considered complete when some of it is never returned', async () => {
    mock.on(BatchGetCommand).resolves({ Responses: {}, UnprocessedKeys: { stock: keys('a') } });
    await expect(batchGet(dynamo, { stock: keys('a') })).rejects.toThrow(DependencyUnavailableError);
    expect(asked()).toHaveLength(4);
  });

  it('fails with DynamoDB’s error', async () => {
    mock.on(BatchGetCommand).rejects(new Error('unreachable'));
    await expect(batchGet(dynamo, { stock: keys('a') })).rejects.toThrow('unreachable');
  });
});
