import { type Publisher, publishers } from './define-events.ts';
import { triggerTypes } from './define-saga.ts';
import { type EventType, events, typesPublishedBy } from './index.ts';
import { rows } from './order-saga.ts';

/** The message bus, derived from the saga: one topic per publisher, one queue with a dead-letter queue per consumer. */
export function topology() {
  const topics = publishers.map((name) => ({ name, events: typesPublishedBy(name) }));
  const queues = [...publishers.map((name) => queue(name, heardBy(name))), queue('timeline', Object.keys(events) as EventType[])];
  return { topics, queues };
}

export type Topology = ReturnType<typeof topology>;

function heardBy(service: Publisher): EventType[] {
  const heard = rows.filter(([, step]) => step.by === service).flatMap(([, step]) => triggerTypes(step.on));
  return (Object.keys(events) as EventType[]).filter((type) => heard.includes(type));
}

function queue(consumer: string, heard: EventType[]) {
  const subscriptions = publishers
    .map((topic) => ({ topic, filter: { type: heard.filter((type) => events[type].publisher === topic) } }))
    .filter(({ filter }) => filter.type.length > 0);
  return {
    name: consumer,
    deadLetterQueue: `${consumer}-dlq`,
    subscriptions,
    visibilityTimeoutSeconds: 30,
    receiveWaitTimeSeconds: 20,
    maxReceiveCount: 8,
    retentionSeconds: 4 * DAY_SECONDS,
    deadLetterRetentionSeconds: 14 * DAY_SECONDS,
  };
}

const DAY_SECONDS = 24 * 60 * 60;
