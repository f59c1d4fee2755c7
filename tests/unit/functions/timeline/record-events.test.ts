import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { recordEvents } from '../../../../functions/timeline/record-events.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const warnings: unknown[] = [];
const log = { debug: () => {}, info: () => {}, error: () => {}, warn: (...entry: unknown[]) => void warnings.push(entry) };
const record = (records: SQSRecord[]) =>
  recordEvents(records, { dynamo: dynamo as unknown as DynamoDBDocumentClient, table: 'timeline', log });

const placed = {
  specversion: '1.0',
  id: '0190c0de-aaaa-5000-8000-000000000001',
  source: '/orders',
  type: 'OrderPlaced',
  subject: '0190c0de-bbbb-7000-8000-000000000001',
  time: '2026-11-21T10:00:00.123Z',
  dataschema: 'urn:cloudservices:event:OrderPlaced:1',
  correlationid: 'request-1',
  causationid: 'request-1',
  traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
  data: { shipTo: { line1: 'Canary Street 1' } },
};
const confirmed = { ...placed, id: '0190c0de-aaaa-5000-8000-000000000002', type: 'OrderConfirmed', data: {} };
const message = (messageId: string, body: unknown) =>
  ({ messageId, body: typeof body === 'string' ? body : JSON.stringify(body) }) as SQSRecord;

beforeEach(() => {
  dynamo.reset();
  warnings.length = 0;
});

describe('the timeline', () => {
  test('keeps what happened, when, and to which order', async () => {
    expect(await record([message('1', placed)])).toEqual({ batchItemFailures: [] });
    const { id, type, source, time, data, correlationid } = placed;
    const position = '2026-11-21T10:00:00.123Z#0190c0de-aaaa-5000-8000-000000000001';
    const Item = { orderId: placed.subject, position, id, type, source, time, data, correlationid };
    expect(dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input)).toEqual([{ TableName: 'timeline', Item }]);
  });

  test('writes a repeated event to the same place', async () => {
    await record([message('1', placed), message('2', placed)]);
    const [first, second] = dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input);
    expect(second).toEqual(first);
  });

  test('keeps an event of a type that it has never heard of', async () => {
    await record([message('1', { ...placed, type: 'OrderGiftWrapped' })]);
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input.Item).toMatchObject({ type: 'OrderGiftWrapped' });
  });

  test.each([
    'not json',
    '',
    'null',
    '[]',
    { ...placed, subject: 'x' },
    { ...placed, data: 'x' },
    { ...placed, time: undefined },
  ])('reports %j and records the others', async (poison) => {
    const response = await record([message('1', placed), message('2', poison), message('3', confirmed)]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
    expect(dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input.Item?.type)).toEqual([
      'OrderPlaced',
      'OrderConfirmed',
    ]);
  });

  test('reports only the event that DynamoDB refused', async () => {
    dynamo.on(PutCommand).callsFake(({ Item }) => {
      if (Item.type === 'OrderPlaced') throw new Error('throttled');
    });
    const response = await record([message('1', placed), message('2', confirmed)]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  test('logs the id of a message that failed', async () => {
    await record([message('poison-1', '{"line1":"Canary Street 1"}')]);
    expect(warnings).toEqual([[{ err: expect.any(Error), messageId: 'poison-1' }, 'event not recorded']]);
  });
});
