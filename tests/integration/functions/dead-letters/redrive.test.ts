import { randomUUID } from 'node:crypto';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import { v7 as newId } from 'uuid';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { createProduct } from '../../../../containers/catalog/domain.ts';
import { eventually } from '../../../support/eventually.ts';
import { createCaller, tokenOf } from '../../../support/http-caller.ts';
import { images } from '../../../support/images.ts';
import { postForm } from '../../../support/media-bucket.ts';
import { someEvent } from '../../../support/some-event.ts';
import { type FedFunctions, type FedQueue, receivesMax, startFedFunctions, traceHeader } from './start-fed-functions.ts';

let fed: FedFunctions;
let call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>;

beforeAll(async () => {
  fed = await startFedFunctions();
  const caller = createCaller(fed.app);
  const as = tokenOf(randomUUID(), 'operator');
  call = (method, path, body) => caller.call(fed.app, method, `/v1/ops/dead-letters${path}`, { as, body });
});
afterAll(() => fed.stop());
beforeEach(async () => {
  fed.outage.isOn = false;
  for (const queue of ['timeline', 'media'] as const) await Promise.all((await lettersOf(queue)).map(drop));
});

const lettersOf = async (queue: FedQueue, query = 'state=open') =>
  ((await call('GET', `?limit=100&queue=${queue}&${query}`)).body as { items: DeadLetter[] }).items;

/** The queue's only open dead letter, once SQS has parked the message and the function has recorded it. */
async function parkedIn(queue: FedQueue, redrives = 0): Promise<DeadLetter> {
  let letters: DeadLetter[] = [];
  await eventually(async () => {
    letters = (await lettersOf(queue)).filter((letter) => letter.redrives === redrives);
    return letters.length > 0;
  }, 20);
  expect(letters).toHaveLength(1);
  return letters[0] as DeadLetter;
}

const redrive = async ({ deadLetterId }: DeadLetter) => {
  const { body } = await call('POST', `/${deadLetterId}/redrive`, { reason: 'fixed' });
  expect(body).toMatchObject({ deadLetterId, outcome: 'redriven' });
};

const drop = ({ deadLetterId }: DeadLetter) => call('POST', `/${deadLetterId}/drop`, { reason: 'made by a test' });

/** What its sender has decided about a message. */
const sentAs = ({ body, messageAttributes }: SQSRecord) => ({
  body,
  attributes: Object.fromEntries(Object.entries(messageAttributes).map(([name, { stringValue }]) => [name, stringValue])),
});

const event = someEvent();
const poison = {
  timeline: {
    message: { ...event, data: 'no object' },
    about: { type: event.type, orderId: event.subject, eventId: event.id, trace: event.traceparent },
  },
  // S3 names no object in it.
  media: {
    message: { Records: [{ eventName: 'ObjectCreated:Post', s3: {} }] },
    about: { type: 'ObjectCreated:Post', trace: traceHeader },
  },
};

describe.each(['timeline', 'media'] as const)('a message that the function %s can never handle', (queue) => {
  test('returns to its queue as it was when it is redriven, and is parked again with one more redrive', async () => {
    const { message, about } = poison[queue];
    const sent = { body: JSON.stringify(message), attributes: { type: about.type, note: 'from a test' } };
    const attributes = Object.entries(sent.attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]);
    await fed.send(queue, { ...sent, attributes: Object.fromEntries(attributes) });

    const first = await parkedIn(queue);
    expect(first).toMatchObject({ queue, state: 'open', parkedBy: 'sqs', redrives: 0, ...about });
    expect(fed.receivedBy(queue).map(sentAs)).toEqual(Array(receivesMax).fill(sent));
    await redrive(first);
    expect(fed.redriven.at(-1)?.MessageSystemAttributes).toEqual({
      AWSTraceHeader: { DataType: 'String', StringValue: traceHeader },
    });

    const second = await parkedIn(queue, 1);
    const { deadLetterId: previousId, sentAt } = first;
    expect(second).toMatchObject({ queue, state: 'open', parkedBy: 'sqs', redrives: 1, previousId, sentAt, ...about });
    const history = { deadLetterId: previousId, redrives: '1', firstSentAt: String(Date.parse(sentAt)) };
    const again = { ...sent, attributes: { ...sent.attributes, ...history } };
    expect(fed.receivedBy(queue).slice(receivesMax).map(sentAs)).toEqual(Array(receivesMax).fill(again));
    expect(await lettersOf(queue, 'state=redriven')).toMatchObject([{ deadLetterId: previousId }]);
  });
});

describe('what a function could not handle during an outage is handled once it is redriven:', () => {
  test('timeline records the event', async () => {
    fed.outage.isOn = true;
    const event = someEvent();
    await fed.send('timeline', { body: JSON.stringify(event), attributes: {} });
    const letter = await parkedIn('timeline');
    expect(letter).toMatchObject({ type: event.type, orderId: event.subject, eventId: event.id });
    expect(await eventsOf(event.subject)).toEqual([]);

    fed.outage.isOn = false;
    await redrive(letter);
    await eventually(async () => expect(await eventsOf(event.subject)).toEqual([event.id]));
    expect(await lettersOf('timeline')).toEqual([]);
  });

  test('media publishes the picture', async () => {
    const picture = { productId: newId(), mediaId: newId() };
    const { productId, mediaId } = picture;
    const product = { name: 'Mouse', category: 'pets', price: { amount: 1, currency: 'USD' } } as const;
    await fed.products.add(createProduct(productId, product));
    await fed.records.add(picture);
    fed.outage.isOn = true;
    const bytes = images['image/png'];
    const form = await fed.uploads.offer(picture, { contentType: 'image/png', byteLength: bytes.length });
    expect((await postForm(form.url, form.fields, bytes)).status).toBe(204);
    const letter = await parkedIn('media');
    expect(letter).toMatchObject({ type: 'ObjectCreated:Post', parkedBy: 'sqs' });
    expect(await fed.records.find(picture)).toEqual({ status: 'pending', delayed: true });

    fed.outage.isOn = false;
    await redrive(letter);
    await eventually(async () => expect(await fed.records.find(picture)).toMatchObject({ status: 'published' }));
    expect(await fed.products.find(productId)).toMatchObject({ mediaId });
    expect(await lettersOf('media')).toEqual([]);
  });
});

async function eventsOf(orderId: string): Promise<unknown[]> {
  const query = new QueryCommand({
    TableName: 'timeline',
    KeyConditionExpression: 'orderId = :orderId',
    ExpressionAttributeValues: { ':orderId': orderId },
  });
  return ((await fed.dynamo.send(query)).Items ?? []).map(({ id }) => id);
}
