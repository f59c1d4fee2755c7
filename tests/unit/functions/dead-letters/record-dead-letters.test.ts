import { describe, expect, test } from '@jest/globals';
import type { SQSRecord } from 'aws-lambda';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { recordDeadLetters } from '../../../../functions/dead-letters/record-dead-letters.ts';
import { silentLog } from '../../../support/silent-log.ts';

const attribute = (stringValue: string) => ({ dataType: 'String', stringValue });
const message = (other: Partial<SQSRecord> = {}): SQSRecord =>
  ({
    ...{ messageId: 'm1', body: '{"half"', eventSourceARN: 'arn:aws:sqs:eu-central-1:1:shop-billing-dlq', messageAttributes: {} },
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1700000000000' },
    ...other,
  }) as SQSRecord;

/** Records, and returns what was stored; `keep` says whether it is new, or rejects. */
async function record(records: SQSRecord[], keep: (letter: DeadLetter) => boolean | Promise<boolean> = () => true) {
  const letters: DeadLetter[] = [];
  const { log, entries } = silentLog();
  const store = { keep: async (letter: DeadLetter) => keep(letter) && letters.push(letter) > 0 };
  const consumers = new Map([['shop-billing-dlq', 'billing']]);
  const response = await recordDeadLetters(records, {
    store,
    consumers,
    namespace: 'shop',
    log,
    now: () => new Date(1_800_000_000_000),
  });
  return { response, letters, entries };
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
      return true;
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
    expect((await record([message()], () => false)).entries).toEqual([]);
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
    ['nobody who says so', {}, { parkedBy: 'unknown', receives: 0 }],
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
