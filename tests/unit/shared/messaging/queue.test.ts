import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type DeleteMessageBatchCommandInput,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createQueue, type Received } from '#shared/messaging/queue.ts';

const mock = mockClient(SQSClient);
const queue = createQueue({
  sqs: new SQSClient({ region: 'us-east-1' }),
  queueUrl: 'https://sqs/1/billing',
  deadLetterQueueUrl: 'https://sqs/1/billing-dlq',
  receiveWaitSeconds: 20,
  visibilityTimeoutSeconds: 30,
});
const numbered = (n: number): Received => ({
  id: `message-${n}`,
  receiptHandle: `handle-${n}`,
  body: '{"broken"',
  type: undefined,
  receiveCount: 1,
});
const acceptAll = async ({ Entries = [] }: DeleteMessageBatchCommandInput) => ({
  Successful: Entries.map(({ Id }) => ({ Id: Id ?? '' })),
  Failed: [],
});

beforeEach(() => {
  mock.on(DeleteMessageBatchCommand).callsFake(acceptAll).on(ChangeMessageVisibilityBatchCommand).callsFake(acceptAll);
});
afterEach(() => {
  mock.reset();
});

describe('a queue', () => {
  it('delivers messages with their receive count', async () => {
    const attributes = { type: { DataType: 'String', StringValue: 'OrderPlaced' } };
    const sent = {
      MessageId: 'm',
      ReceiptHandle: 'h',
      Body: '{}',
      Attributes: { ApproximateReceiveCount: '3', SentTimestamp: '1700000000000', AWSTraceHeader: 'Root=1-5' },
      MessageAttributes: attributes,
    };
    mock.on(ReceiveMessageCommand).resolves({ Messages: [sent] });
    const received = await queue.receive(7, new AbortController().signal);
    expect(received).toEqual([
      {
        ...{ id: 'm', receiptHandle: 'h', body: '{}', type: 'OrderPlaced', receiveCount: 3 },
        ...{ attributes, sentAt: '1700000000000', traceHeader: 'Root=1-5' },
      },
    ]);
    const asked = { MaxNumberOfMessages: 7, WaitTimeSeconds: 20, VisibilityTimeout: 30 };
    expect(mock.commandCalls(ReceiveMessageCommand)[0]?.args[0].input).toMatchObject(asked);
  });

  it('delivers nothing when it is empty', async () => {
    mock.on(ReceiveMessageCommand).resolves({});
    expect(await queue.receive(1, new AbortController().signal)).toEqual([]);
  });

  it('deletes in batches of ten', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, n) => queue.remove(numbered(n))));
    const sizes = mock.commandCalls(DeleteMessageBatchCommand).map(({ args }) => args[0].input.Entries?.length);
    expect(sizes).toEqual([10, 10, 5]);
  });

  it('reports what was deleted and what was not', async () => {
    mock
      .on(DeleteMessageBatchCommand)
      .resolves({ Successful: [{ Id: '0' }], Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] });
    const results = await Promise.allSettled([queue.remove(numbered(0)), queue.remove(numbered(1))]);
    expect(results).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'InternalError' } }]);
  });

  it('hides messages in batches, each for its own time', async () => {
    await Promise.all([queue.hide(numbered(1), 0), queue.hide(numbered(2), 30)]);
    expect(mock.commandCalls(ChangeMessageVisibilityBatchCommand).map(({ args }) => args[0].input.Entries)).toEqual([
      [
        { Id: '0', ReceiptHandle: 'handle-1', VisibilityTimeout: 0 },
        { Id: '1', ReceiptHandle: 'handle-2', VisibilityTimeout: 30 },
      ],
    ]);
  });
});

describe('parking a message', () => {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const sent = () => mock.commandCalls(SendMessageCommand)[0]?.args[0].input;

  it('sends it on unchanged with the reason, the consumer and the receives, and deletes it', async () => {
    mock.on(SendMessageCommand).resolves({});
    const attributes = { type: text('OrderPlaced'), weight: { DataType: 'Number', StringValue: '7' } };
    await queue.park(
      { ...numbered(1), receiveCount: 3, attributes, sentAt: '1700000000000', traceHeader: 'Root=1-5' },
      'not JSON',
    );
    const added = {
      reason: text('not JSON'),
      failedBy: text('billing'),
      receives: text('3'),
      firstSentAt: text('1700000000000'),
    };
    expect(sent()).toEqual({
      QueueUrl: 'https://sqs/1/billing-dlq',
      MessageBody: '{"broken"',
      MessageAttributes: { ...attributes, ...added },
      MessageSystemAttributes: { AWSTraceHeader: text('Root=1-5') },
    });
    expect(mock.commandCalls(DeleteMessageBatchCommand)).toHaveLength(1);
  });

  it('keeps the time at which a redriven message was first sent', async () => {
    mock.on(SendMessageCommand).resolves({});
    const attributes = { firstSentAt: text('1600000000000'), deadLetterId: text('d'), reason: text('of an earlier time') };
    await queue.park({ ...numbered(1), attributes, sentAt: '1700000000000' }, 'not JSON');
    const kept = { firstSentAt: text('1600000000000'), deadLetterId: text('d'), reason: text('not JSON') };
    expect(sent()?.MessageAttributes).toMatchObject(kept);
  });

  it('adds less where SQS has no room for it, and never drops what is the message’s own', async () => {
    mock.on(SendMessageCommand).resolves({});
    const attributes = Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`own${n}`, text('x')]));
    await queue.park({ ...numbered(1), attributes }, 'not JSON');
    expect(sent()?.MessageAttributes).toEqual({ ...attributes, reason: text('not JSON') });
    mock.resetHistory();
    await queue.park({ ...numbered(1), body: 'x'.repeat(256 * 1024) }, 'not JSON');
    expect(sent()?.MessageAttributes).toEqual({});
  });

  it('sets no type when none is known', async () => {
    mock.on(SendMessageCommand).resolves({});
    await queue.park(numbered(1), 'not JSON');
    expect(Object.keys(sent()?.MessageAttributes ?? {})).toEqual(['reason', 'failedBy', 'receives']);
  });

  it('deletes nothing when the dead-letter queue does not accept it', async () => {
    mock.on(SendMessageCommand).rejects(new Error('unreachable'));
    await expect(queue.park(numbered(1), 'not JSON')).rejects.toThrow('unreachable');
    expect(mock.commandCalls(DeleteMessageBatchCommand)).toHaveLength(0);
  });
});
