import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { recordEvents } from '../../../../functions/timeline/record-events.ts';
import { tables } from '../../../../functions/timeline/schema.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { silentLog } from '../../../support/silent-log.ts';

let dynamo: TestDynamo;

beforeAll(async () => {
  dynamo = await startTestDynamo(tables);
});
afterAll(() => dynamo.stop());

const orderId = '0190c0de-bbbb-7000-8000-000000000001';
const message = (number: number, type: string, data: object): SQSRecord => {
  const body = {
    specversion: '1.0',
    id: `0190c0de-aaaa-5000-8000-00000000000${number}`,
    source: '/orders',
    type,
    subject: orderId,
    time: `2026-11-21T10:00:0${number}.000Z`,
    dataschema: `urn:cloudservices:event:${type}:1`,
    correlationid: 'request-1',
    causationid: 'request-1',
    traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    data,
  };
  return { messageId: `${number}`, body: JSON.stringify(body) } as SQSRecord;
};

test('events that arrive in any order, repeatedly and mixed with poison are recorded once, sorted by time', async () => {
  const placed = message(1, 'OrderPlaced', { lines: [{ name: 'Mouse', quantity: 2 }], note: null, empty: '' });
  const confirmed = message(2, 'OrderConfirmed', {});
  const poison = { ...placed, messageId: '9', body: '{' };
  const deps = { dynamo: dynamo.dynamo, table: 'timeline', log: silentLog().log };
  expect(await recordEvents([confirmed, placed, poison, placed], deps)).toEqual({ batchItemFailures: [{ itemIdentifier: '9' }] });
  await recordEvents([confirmed], deps);

  const KeyConditionExpression = 'orderId = :orderId';
  const query = { TableName: 'timeline', KeyConditionExpression, ExpressionAttributeValues: { ':orderId': orderId } };
  const { Items = [] } = await dynamo.dynamo.send(new QueryCommand(query));
  expect(Items.map(({ type, data }) => [type, data])).toEqual([
    ['OrderPlaced', { lines: [{ name: 'Mouse', quantity: 2 }], note: null, empty: '' }],
    ['OrderConfirmed', {}],
  ]);
});

test('an event that is too large for DynamoDB fails alone', async () => {
  const deps = { dynamo: dynamo.dynamo, table: 'timeline', log: silentLog().log };
  const tooLarge = message(3, 'OrderPlaced', { note: 'x'.repeat(500_000) });
  const fine = message(4, 'StockReserved', {});
  expect(await recordEvents([tooLarge, fine], deps)).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
  const KeyConditionExpression = 'orderId = :orderId';
  const query = { TableName: 'timeline', KeyConditionExpression, ExpressionAttributeValues: { ':orderId': orderId } };
  const { Items = [] } = await dynamo.dynamo.send(new QueryCommand(query));
  expect(Items.map(({ type }) => type)).toContain('StockReserved');
});
