import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from '@jest/globals';
import type { Publisher } from '#events/define-events.ts';
import { triggerTypes } from '#events/define-saga.ts';
import type { Event, EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import { createTopic } from '#shared/messaging/topic.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createParticipant, type SagaPart } from '#shared/saga/participant.ts';
import { type Fauxqs, startFauxqs } from '../../support/fauxqs.ts';
import { startTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { silentLog } from '../../support/silent-log.ts';

/** How long a message is invisible while it is handled; one that is hidden longer has failed. */
const visibilityMilliseconds = 30_000;

export type Place = { postgresql: TestDatabase; database: Database; fauxqs: Fauxqs };

/** PostgreSQL, SNS and SQS for the participants of a test file. Ready before the first test. */
export function usePlace(service: Publisher): Place {
  const place = {} as Place;
  const before = { ...process.env };

  beforeAll(async () => {
    const [postgresql, fauxqs] = await Promise.all([startTestDatabase({ services: [service] }), startFauxqs()]);
    const database = connect(postgresql.urlOf(service), { connectionsMax: 10, name: service });
    Object.assign(place, { postgresql, database, fauxqs });
    // A participant creates its own clients, which read their settings from here.
    Object.assign(process.env, { AWS_ENDPOINT_URL: fauxqs.endpoint, AWS_REGION: 'us-east-1' });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_') && !(name in before)) delete process.env[name];
    await place.database?.close();
    await Promise.all([place.postgresql?.stop(), place.fauxqs?.stop()]);
  });

  return place;
}

/** A service's real consumer, loop and store, between a real queue and topic and a real database. */
export function runParticipant<P extends Publisher, State>({ fauxqs }: Place, queue: string, part: SagaPart<P, State>) {
  const route = fauxqs.createRoute({ queue, types: typesFor(part.service) });
  const { topicArn: TOPIC_ARN } = fauxqs.server.createTopic(`${queue}-answers`);
  const { log, entries } = silentLog();
  const { queueUrl: QUEUE_URL, deadLetterQueueUrl: DEAD_LETTER_QUEUE_URL } = route;
  const settings = { TOPIC_ARN, QUEUE_URL, DEAD_LETTER_QUEUE_URL, CONSUMER_CONCURRENCY: 20 };
  const { parts, ask } = createParticipant<P, State>({ ...part, settings, log });
  const { publish } = createTopic({ sns: fauxqs.sns, topicArn: route.topicArn, log });
  for (const { start } of parts) start?.();

  /** Makes failed messages visible now, as if the minutes for which they are hidden had passed. */
  async function showHidden(): Promise<void> {
    const { inflight = [] } = fauxqs.server.inspectQueue(queue)?.messages ?? {};
    for (const { receiptHandle, visibilityDeadline } of inflight)
      if (visibilityDeadline - Date.now() > visibilityMilliseconds)
        await fauxqs.sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl: QUEUE_URL, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 }),
        );
  }

  return {
    ask,
    showHidden,
    /** Delivers these events to the service's queue as if other services had published them. */
    tell: async (events: readonly Event[]) => void (await Promise.all(events.map(publish))),
    isIdle: () => Object.values(fauxqs.countIn(queue)).every((count) => count === 0),
    deadCount: () => fauxqs.countIn(`${queue}-dlq`).ready,
    /** What the log says about messages that failed, and the highest receive count. */
    failed: () => entries.filter(({ message }) => message === 'message will be retried').map(({ fields }) => fields),
    receiveCountMax: () => Math.max(0, ...entries.map(({ fields }) => Number(fields.receiveCount ?? 0))),
    logged: (message: string) => entries.filter((entry) => entry.message === message).length,
    stop: async () => {
      for (const { stop } of parts.toReversed()) await stop();
    },
  };
}

const typesFor = (service: Publisher): EventType[] =>
  rows.flatMap(([, step]) => (step.by === service ? triggerTypes(step.on) : []));
