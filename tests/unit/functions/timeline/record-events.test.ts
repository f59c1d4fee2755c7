import { BatchWriteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
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

const event = (number: number) => ({ ...placed, id: `0190c0de-aaaa-5000-8000-${String(number).padStart(12, '0')}` });
const itemOf = ({
  subject: orderId,
  id,
  type,
  source,
  time,
  data,
  correlationid,
  causationid,
}: typeof placed | typeof confirmed) => {
  return { orderId, position: `${time}#${id}`, id, type, source, time, data, correlationid, causationid };
};
type Requests = { PutRequest: { Item: ReturnType<typeof itemOf> } }[];
const batches = () =>
  dynamo.commandCalls(BatchWriteCommand).map(({ args }) => (args[0].input.RequestItems?.timeline ?? []) as unknown as Requests);
const written = () => batches().map((requests) => requests.map(({ PutRequest }) => PutRequest.Item));
const named = (name: string) => Object.assign(new Error(name), { name });

beforeEach(() => {
  dynamo.reset();
  dynamo.on(BatchWriteCommand).resolves({});
  warnings.length = 0;
});

describe('the timeline', () => {
  test('records what happened, when, and to which order', async () => {
    expect(await record([message('1', placed)])).toEqual({ batchItemFailures: [] });
    const { id, type, source, time, data, correlationid, causationid } = placed;
    const position = '2026-11-21T10:00:00.123Z#0190c0de-aaaa-5000-8000-000000000001';
    expect(written()).toEqual([
      [{ orderId: placed.subject, position, id, type, source, time, data, correlationid, causationid }],
    ]);
  });

  test('writes a batch of messages in calls of 25 at most', async () => {
    const events = Array.from({ length: 60 }, (_, number) => event(number));
    expect(await record(events.map((body, number) => message(`${number}`, body)))).toEqual({ batchItemFailures: [] });
    expect(written().map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(written().flat()).toEqual(events.map(itemOf));
  });

  test('writes a duplicate event once', async () => {
    await record([message('1', placed), message('2', confirmed), message('3', placed)]);
    expect(written()).toEqual([[placed, confirmed].map(itemOf)]);
  });

  test('records an event of an unknown type', async () => {
    await record([message('1', { ...placed, type: 'OrderGiftWrapped' })]);
    expect(written()[0]).toMatchObject([{ type: 'OrderGiftWrapped' }]);
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
    expect(written()).toEqual([[placed, confirmed].map(itemOf)]);
  });

  test('does not call DynamoDB when there is only poison', async () => {
    expect(await record([message('1', '{')])).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(dynamo.calls()).toEqual([]);
  });

  test('logs the id of a message that failed', async () => {
    await record([message('poison-1', '{"line1":"Canary Street 1"}')]);
    expect(warnings).toEqual([[{ err: expect.any(Error), messageId: 'poison-1' }, 'could not record event']]);
  });
});

describe('an item that DynamoDB leaves unprocessed', () => {
  const leaving = (type: string) => (input: { RequestItems: { timeline: Requests } }) => {
    const timeline = input.RequestItems.timeline.filter(({ PutRequest }) => PutRequest.Item.type === type);
    return timeline.length > 0 ? { UnprocessedItems: { timeline } } : {};
  };

  test('is written by another call', async () => {
    dynamo.on(BatchWriteCommand).callsFakeOnce(leaving('OrderPlaced')).resolves({});
    expect(await record([message('1', placed), message('2', confirmed)])).toEqual({ batchItemFailures: [] });
    expect(written()).toEqual([[placed, confirmed].map(itemOf), [itemOf(placed)]]);
  });

  test('is reported if that keeps happening, for each message with it', async () => {
    dynamo.on(BatchWriteCommand).callsFake(leaving('OrderPlaced'));
    const response = await record([message('1', placed), message('2', confirmed), message('3', placed)]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '3' }] });
    expect(written().map(({ length }) => length)).toEqual([2, 1, 1]);
  });
});

describe('a batch that DynamoDB refuses', () => {
  test('because of one item is written item by item, and only that item is reported', async () => {
    dynamo.on(BatchWriteCommand).rejects(named('ValidationException'));
    dynamo.on(PutCommand).callsFake(({ Item }) => {
      if (Item.type === 'OrderPlaced') throw named('ValidationException');
    });
    const response = await record([message('1', placed), message('2', confirmed)]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    const puts = dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input);
    expect(puts).toEqual([placed, confirmed].map((each) => ({ TableName: 'timeline', Item: itemOf(each) })));
  });

  test('for another reason is reported completely, and no other batch with it', async () => {
    dynamo.on(BatchWriteCommand).rejectsOnce(named('ProvisionedThroughputExceededException')).resolves({});
    const response = await record(Array.from({ length: 26 }, (_, number) => message(`${number}`, event(number))));
    expect(response.batchItemFailures).toEqual(Array.from({ length: 25 }, (_, number) => ({ itemIdentifier: `${number}` })));
    expect(dynamo.commandCalls(PutCommand)).toEqual([]);
  });
});
