import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { recordDeadLetters } from '../../../../functions/dead-letters/record-dead-letters.ts';
import type { Kept } from '../../../../functions/dead-letters/store.ts';
import { silentLog } from '../../../support/silent-log.ts';

const eventId = '041e5b7d-588f-4049-b104-c3aee0bdb7ec';
const event = `{"id":"${eventId}","type":"OrderPlaced","data":{"a":1,"b":2}}`;
const attribute = (stringValue: string) => ({ dataType: 'String', stringValue });
const message = (other: Partial<SQSRecord> = {}): SQSRecord =>
  ({
    ...{ messageId: 'm1', body: '{"half"', eventSourceARN: 'arn:aws:sqs:eu-central-1:1:shop-billing-dlq', messageAttributes: {} },
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000' },
    ...other,
  }) as SQSRecord;

/** Records, and returns what the store was given; `keep` says what becomes of it, or throws. */
async function record(records: SQSRecord[], keep: (letter: DeadLetter) => Kept = () => 'recorded') {
  const letters: DeadLetter[] = [];
  const copyKeys: (string | undefined)[] = [];
  const { log, entries } = silentLog();
  const store = {
    keep: async (letter: DeadLetter, _: unknown, copyKey?: string) => {
      const kept = keep(letter);
      letters.push(letter);
      copyKeys.push(copyKey);
      return kept;
    },
  };
  const consumers = new Map([
    ['shop-billing-dlq', 'billing'],
    ['shop-orders-dlq', 'orders'],
  ]);
  const response = await recordDeadLetters(records, {
    store,
    consumers,
    namespace: 'shop',
    log,
    now: () => new Date(1_800_000_000_000),
  });
  return { response, letters, copyKeys, entries };
}

describe('the recorder of dead letters', () => {
  test('gives the same message the same id, and another one in another queue', async () => {
    const { letters } = await record([message(), message(), message({ messageId: 'm2' })]);
    expect(letters[0]?.deadLetterId).toBe(letters[1]?.deadLetterId);
    expect(letters[0]?.deadLetterId).not.toBe(letters[2]?.deadLetterId);
  });

  test('reports what could not be stored, so that it stays in its queue, and stores the others', async () => {
    const { response, letters } = await record([message(), message({ messageId: 'm2' })], ({ sentAt, deadLetterId }) => {
      if (deadLetterId === first) throw new Error(`away since ${sentAt}`);
      return 'recorded';
    });
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    expect(letters).toHaveLength(1);
  });

  test('leaves messages from unknown queues', async () => {
    const { response } = await record([message({ eventSourceARN: 'arn:aws:sqs:eu-central-1:1:other' })]);
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  test('counts new dead letters for CloudWatch, by queue', async () => {
    const { entries } = await record([message(), message({ messageId: 'm2' })]);
    expect(entries.at(-1)?.fields).toMatchObject({
      queue: 'billing',
      DeadLettersRecorded: 2,
      _aws: { CloudWatchMetrics: [{ Namespace: 'shop', Dimensions: [['service', 'queue']] }] },
    });
    expect((await record([message()], () => 'known')).entries).toEqual([]);
  });

  test('logs a copy that was only counted, and counts it as no new one', async () => {
    const { entries } = await record([message({ body: event })], () => 'counted');
    expect(entries).toMatchObject([{ level: 'info', message: 'copy of an open dead letter counted', fields: { eventId } }]);
  });

  const redriven = { firstSentAt: attribute('1700000000000'), redrives: attribute('1'), deadLetterId: attribute(eventId) };
  test.each<[string, Partial<SQSRecord>]>([
    ['sent as another message', { messageId: 'm2' }],
    ['whose members come in another order', { body: `{"data":{"b":2,"a":1},"type":"OrderPlaced","id":"${eventId}"}` }],
    ['that was redriven before', { messageAttributes: redriven }],
    ['with another trace', { attributes: { ...message().attributes, AWSTraceHeader: 'Root=1-2' } }],
  ])('recognizes a copy of an event %s', async (_, other) => {
    const { copyKeys } = await record([message({ body: event }), message({ body: event, ...other })]);
    expect(copyKeys[0]).toEqual(expect.any(String));
    expect(copyKeys[1]).toBe(copyKeys[0]);
  });

  test.each<[string, Partial<SQSRecord>]>([
    ['another body', { body: event.replace('"b":2', '"b":3') }],
    ['other attributes', { messageAttributes: { type: attribute('OrderPlaced') } }],
    ['another queue', { eventSourceARN: 'arn:aws:sqs:eu-central-1:1:shop-orders-dlq' }],
    ['someone else who parked it', { messageAttributes: { reason: attribute('not valid') } }],
    ['another event id', { body: event.replace(eventId, 'b104c3ae-e0bd-4eec-8104-c3aee0bdb7ec') }],
  ])('takes a message for no copy with %s', async (_, other) => {
    const { copyKeys } = await record([message({ body: event }), message({ body: event, ...other })]);
    expect(copyKeys[1]).toEqual(expect.any(String));
    expect(copyKeys[1]).not.toBe(copyKeys[0]);
  });

  test.each([
    ['has no event id', '{"type":"OrderPlaced"}'],
    ['has a strange event id', '{"id":"one"}'],
    ['is not JSON', `{"id":"${eventId}"`],
    ['is nested too deep to compare', `{"id":"${eventId}","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('stores a message of its own if it %s', async (_, body) => {
    const { copyKeys, response } = await record([message({ body })]);
    expect(copyKeys).toEqual([undefined]);
    expect(response).toEqual({ batchItemFailures: [] });
  });

  test.each<[string, Partial<SQSRecord>, Partial<DeadLetter>]>([
    [
      'its consumer, with the reason',
      { messageAttributes: { reason: attribute('not JSON'), receives: attribute('3') } },
      { parkedBy: 'consumer', reason: 'not JSON', receives: 3 },
    ],
    [
      'SQS, after so many receives',
      { attributes: { ApproximateReceiveCount: '9' } as never },
      { parkedBy: 'sqs', reason: 'received 8 times without success', receives: 8 },
    ],
    ['an unknown party', {}, { parkedBy: 'unknown', receives: 0 }],
    [
      'attributes that make no sense',
      {
        messageAttributes: {
          receives: attribute('many'),
          redrives: attribute('-1'),
          deadLetterId: attribute('x'),
          firstSentAt: attribute('1e999'),
        },
      },
      { redrives: 0, previousId: undefined, sentAt: '2023-11-14T22:13:20.000Z' },
    ],
    [
      'something personal for a type and ids',
      {
        body: '{"type":"ada@example.com","id":"Ada","subject":7,"traceparent":"+49 170"}',
        messageAttributes: { type: attribute('Ada Lovelace') },
      },
      { type: undefined, eventId: undefined, orderId: undefined, trace: undefined },
    ],
    ['a notification of S3', { body: '{"Records":[{"eventName":"ObjectCreated:Post"}]}' }, { type: 'ObjectCreated:Post' }],
    ['null', { body: 'null' }, { bytes: 4 }],
    ['nothing', { body: '' }, { bytes: 0 }],
  ])('stores what was parked by, or has, %s', async (_, other, expected) => {
    const { letters, response } = await record([message(other)]);
    expect(response).toEqual({ batchItemFailures: [] });
    expect(letters[0]).toMatchObject({ queue: 'billing', state: 'open', recordedAt: '2027-01-15T08:00:00.000Z', ...expected });
  });
});

const { letters } = await record([message()]);
const first = letters[0]?.deadLetterId;
