import type { Event } from '#events/index.ts';
import { createSnsClient, createSqsClient } from '#shared/aws/clients.ts';
import type { Part } from '#shared/http/run-service.ts';
import type { Log } from '#shared/logging/logger.ts';
import { createConsumer } from '../messaging/consumer.ts';
import { createTopic, type Topic } from '../messaging/topic.ts';
import { createAnnouncer } from './announcer.ts';

export type ParticipantOptions = {
  settings: { TOPIC_ARN: string; QUEUE_URL: string; DEAD_LETTER_QUEUE_URL: string; CONSUMER_CONCURRENCY: number };
  /** Takes an event in and returns what to publish before the message is deleted. */
  handle: (event: Event) => Promise<readonly Event[]>;
  /** Takes the events that are due to be announced again; for a service that speaks without being told. */
  claimDue?: (limit: number) => Promise<readonly Event[]>;
  /** Told of every event that the topic has accepted. */
  onPublished?: (events: readonly Event[]) => Promise<void>;
  log: Log;
};

/** The announcer looks twice a second, so this is at most 50 events a second for each replica. */
const claimsMax = 25;

/** A service's part in the saga: it publishes to its own topic, consumes its own queue, and announces what is due again. */
export function createParticipant(options: ParticipantOptions): { publishSoon: Topic['publishSoon']; parts: Part[] } {
  const { settings, handle, claimDue, onPublished, log } = options;
  const publisher = createTopic({
    sns: createSnsClient(),
    topicArn: settings.TOPIC_ARN,
    log,
    ...(onPublished ? { onPublished } : {}),
  });
  const { publish, publishSoon } = publisher;
  const consumer = createConsumer({
    sqs: createSqsClient(),
    queueUrl: settings.QUEUE_URL,
    deadLetterQueueUrl: settings.DEAD_LETTER_QUEUE_URL,
    concurrencyMax: settings.CONSUMER_CONCURRENCY,
    handle,
    publish,
    log,
  });
  const announcer = claimDue && createAnnouncer({ claim: () => claimDue(claimsMax), publish, log });
  return { publishSoon, parts: [{ stop: publisher.drain }, consumer, ...(announcer ? [announcer] : [])] };
}
