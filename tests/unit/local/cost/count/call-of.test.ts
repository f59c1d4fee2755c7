import { describe, expect, it } from '@jest/globals';
import { callOf } from '../../../../../local/cost/count/call-of.ts';

const wire = (target: string, request: unknown, answer: unknown) => ({
  caller: 'orders',
  target,
  request: Buffer.from(typeof request === 'string' ? request : JSON.stringify(request)),
  answer: Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)),
});

describe('a call as AWS would bill it', () => {
  it('is named by its form data for SNS, with the events of its batch', () => {
    const entry = (number: number) =>
      `PublishBatchRequestEntries.member.${number}.Id=${number}&PublishBatchRequestEntries.member.${number}.Message=x`;
    expect(callOf(wire('', `Action=PublishBatch&${entry(1)}&${entry(2)}`, '<ok/>'))).toEqual({
      caller: 'orders',
      operation: 'SNS PublishBatch',
      entries: 2,
      readUnits: 0,
      writeUnits: 0,
    });
  });

  it('contains the received or deleted messages for SQS', () => {
    const received = callOf(wire('AmazonSQS.ReceiveMessage', { QueueUrl: 'q' }, { Messages: [{}, {}] }));
    const removed = callOf(wire('AmazonSQS.DeleteMessageBatch', { Entries: [{}, {}, {}] }, { Successful: [] }));
    const inVain = callOf(wire('AmazonSQS.ReceiveMessage', { QueueUrl: 'q' }, {}));
    expect([received, removed, inVain].map(({ operation, entries }) => [operation, entries])).toEqual([
      ['SQS ReceiveMessage', 2],
      ['SQS DeleteMessageBatch', 3],
      ['SQS ReceiveMessage', 0],
    ]);
  });

  it('adds up the units of all tables for DynamoDB, as reads or writes', () => {
    const capacity = [{ CapacityUnits: 2 }, { CapacityUnits: 4 }];
    const written = callOf(wire('DynamoDB_20120810.TransactWriteItems', {}, { ConsumedCapacity: capacity }));
    const read = callOf(wire('DynamoDB_20120810.GetItem', {}, { ConsumedCapacity: { CapacityUnits: 0.5 } }));
    expect(written).toMatchObject({ operation: 'DynamoDB TransactWriteItems', readUnits: 0, writeUnits: 6 });
    const items = { timeline: [{ PutRequest: {} }, { PutRequest: {} }] };
    const batch = callOf(
      wire('DynamoDB_20120810.BatchWriteItem', { RequestItems: items }, { ConsumedCapacity: [{ CapacityUnits: 2 }] }),
    );
    expect(batch).toMatchObject({ operation: 'DynamoDB BatchWriteItem', entries: 2, writeUnits: 2 });
    expect(read).toMatchObject({ operation: 'DynamoDB GetItem', readUnits: 0.5, writeUnits: 0 });
  });
});
