import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { packContent } from '#shared/dead-letters/content.ts';
import type { Log } from '#shared/logging/logger.ts';
import { logMetrics } from '#shared/logging/metrics.ts';
import { deadLetterOf } from './dead-letter-of.ts';
import type { DeadLetterStore } from './store.ts';

export type Deps = {
  store: DeadLetterStore;
  /** The consumer by the name of its dead-letter queue. */
  consumers: ReadonlyMap<string, string>;
  namespace: string;
  log: Log;
  now?: () => Date;
};

/**
 * Stores parked messages in the table, where they stay until an operator deals with them. A message that could not be stored is
 * reported, stays in its queue and is delivered again. A duplicate is stored once, and copies of an event are counted.
 */
export async function recordDeadLetters(records: readonly SQSRecord[], deps: Deps): Promise<SQSBatchResponse> {
  const recorded = await Promise.all(records.map((record) => recordOne(record, deps)));
  const fresh = Object.groupBy(
    recorded.flatMap(({ queue, isNew }) => (queue && isNew ? [queue] : [])),
    (queue) => queue,
  );
  for (const [queue, { length = 0 } = []] of Object.entries(fresh)) {
    const metrics = [{ name: 'DeadLettersRecorded', value: length, unit: 'Count' as const }];
    logMetrics(deps.log, { namespace: deps.namespace, dimensions: { queue }, metrics });
  }
  const failed = recorded.flatMap(({ failed }) => (failed ? [{ itemIdentifier: failed }] : []));
  return { batchItemFailures: failed };
}

async function recordOne(record: SQSRecord, { store, consumers, log, now = () => new Date() }: Deps) {
  const { messageId, eventSourceARN } = record;
  try {
    const queue = consumers.get(eventSourceARN.split(':').at(-1) ?? '');
    if (!queue) throw new Error('the message’s queue is not listed in DEAD_LETTER_QUEUES');
    const { letter, content, copyKey } = deadLetterOf(record, { queue, now: now() });
    const chunks = packContent(content);
    const kept = await store.keep({ ...letter, chunks: chunks.length }, chunks, copyKey);
    const { deadLetterId, orderId, eventId, parkedBy, receives, bytes } = letter;
    if (kept === 'recorded') log.warn({ deadLetterId, queue, orderId, parkedBy, receives, bytes }, 'dead letter recorded');
    if (kept === 'counted') log.info({ queue, orderId, eventId, parkedBy }, 'copy of an open dead letter counted');
    return { queue, isNew: kept === 'recorded' };
  } catch (err) {
    log.error({ err, messageId }, 'could not record dead letter; left in its queue');
    return { failed: messageId };
  }
}
