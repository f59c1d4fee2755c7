import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { createFeeder, type Feeder } from '#shared/messaging/feeder.ts';
import { eventually } from '../../support/eventually.ts';
import { type Fauxqs, startFauxqs } from '../../support/fauxqs.ts';
import { silentLog } from '../../support/silent-log.ts';

let fauxqs: Fauxqs;
let queues = 0;
const feeders: Feeder[] = [];

beforeAll(async () => {
  fauxqs = await startFauxqs();
});
afterEach(() => Promise.all(feeders.splice(0).map((feeder) => feeder.stop())));
afterAll(() => fauxqs.stop());

describe('a function that is fed without Lambda', () => {
  it('gets each message once, as from Lambda', async () => {
    const { queueUrl, send, taken } = await feed(async () => none);
    await send('one', { type: { DataType: 'String', StringValue: 'OrderPlaced' } });
    await eventually(() => taken.length === 1);
    const name = queueUrl.split('/').at(-1);
    expect(taken[0]).toMatchObject({
      body: 'one',
      eventSource: 'aws:sqs',
      eventSourceARN: expect.stringMatching(new RegExp(`^arn:aws:sqs:us-east-1:\\d{12}:${name}$`)),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
      messageAttributes: { type: { dataType: 'String', stringValue: 'OrderPlaced' } },
    });
    await eventually(async () => (await countIn(queueUrl)) === 0);
  });

  it('gets bytes as base64', async () => {
    const { send, taken } = await feed(async () => none);
    await send('one', { bytes: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 250]) } });
    await eventually(() => taken.length === 1);
    expect(taken[0]?.messageAttributes.bytes).toMatchObject({ dataType: 'Binary', binaryValue: 'AQL6' });
  });

  it('keeps what it reports as failed, and gets only that again', async () => {
    let failures = 1;
    const { queueUrl, send, taken } = await feed(async ({ Records }) => {
      const bad = Records.filter(({ body }) => body === 'bad' && failures-- > 0);
      return { batchItemFailures: bad.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    });
    await send('bad');
    await send('good');
    await eventually(async () => (await countIn(queueUrl)) === 0, 20);
    expect(taken.map(({ body }) => body).sort()).toEqual(['bad', 'bad', 'good']);
  });

  it('gets everything again when it throws, and meanwhile reports that it does not work', async () => {
    let isAway = true;
    const { feeder, queueUrl, send } = await feed(async () => {
      if (isAway) throw new Error('the table is down');
      return none;
    });
    expect(feeder.works()).toBe(true);
    await send('one');
    await eventually(() => !feeder.works());
    expect(await countIn(queueUrl)).toBe(1);
    isAway = false;
    await eventually(async () => (await countIn(queueUrl)) === 0, 20);
    await eventually(() => feeder.works());
  });

  it('never gets more at once than it can take', async () => {
    const sizes: number[] = [];
    const { queueUrl, send } = await feed(
      async ({ Records }) => {
        sizes.push(Records.length);
        return none;
      },
      { batchSizeMax: 1, startsLater: true },
    );
    for (const body of ['one', 'two', 'three']) await send(body);
    feeders.at(-1)?.start();
    await eventually(async () => (await countIn(queueUrl)) === 0);
    expect(sizes).toEqual([1, 1, 1]);
  });

  it('finishes the current batch before it stops, and takes no other', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { feeder, queueUrl, send, taken } = await feed(async () => held.then(() => none));
    await send('one');
    await eventually(() => taken.length === 1);
    const stopped = feeder.stop();
    await send('two');
    letGo();
    await stopped;
    expect(await countIn(queueUrl)).toBe(1);
    expect(taken.map(({ body }) => body)).toEqual(['one']);
  });
});

const none: SQSBatchResponse = { batchItemFailures: [] };

type Handler = (event: SQSEvent) => Promise<SQSBatchResponse>;

/** A feeder on its own queue, which redelivers messages after a second. */
async function feed(handler: Handler, { startsLater = false, ...bounds }: { startsLater?: boolean; batchSizeMax?: number } = {}) {
  const taken: SQSRecord[] = [];
  const { queueUrl } = fauxqs.createRoute({ queue: `fed-${queues++}`, types: ['OrderPlaced'], visibilityTimeoutSeconds: 1 });
  const noting: Handler = (event) => {
    taken.push(...event.Records);
    return handler(event);
  };
  const options = { sqs: fauxqs.sqs, queueUrl, region: 'us-east-1', log: silentLog().log, receiveWaitSeconds: 1, ...bounds };
  const feeder = createFeeder({ ...options, handler: noting });
  feeders.push(feeder);
  if (!startsLater) feeder.start();
  const send = (MessageBody: string, MessageAttributes: SendMessageCommand['input']['MessageAttributes'] = {}) =>
    fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, MessageAttributes }));
  return { feeder, queueUrl, send, taken };
}

/** Includes messages that are received but not yet removed. */
async function countIn(QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await fauxqs.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
