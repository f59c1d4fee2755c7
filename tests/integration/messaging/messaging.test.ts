import { setTimeout as sleep } from 'node:timers/promises';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { type ConsumerOptions, createConsumer } from '#shared/messaging/consumer.ts';
import { createTopic } from '#shared/messaging/topic.ts';
import { createCircuitBreaker } from '#shared/saga/circuit-breaker.ts';
import { eventually } from '../../support/eventually.ts';
import { type Fauxqs, startFauxqs } from '../../support/fauxqs.ts';
import { silentLog } from '../../support/silent-log.ts';
import { someEvent } from '../../support/some-event.ts';

let fauxqs: Fauxqs;
beforeAll(async () => {
  fauxqs = await startFauxqs();
});
afterAll(() => fauxqs.stop());

/** A topic, a queue and consumers for it, all under a separate name. */
function routeNamed(queue: string, options = {}) {
  const route = fauxqs.createRoute({ queue, types: ['OrderConfirmed'], ...options });
  const { log } = silentLog();
  const topic = createTopic({ sns: fauxqs.sns, topicArn: route.topicArn, log });
  const consumerOf = (handle: ConsumerOptions['handle'], options: Partial<ConsumerOptions> = {}) =>
    createConsumer({ sqs: fauxqs.sqs, ...route, handle, log, ...options });
  const isEmpty = () => {
    const { ready, hidden } = fauxqs.countIn(queue);
    return ready + hidden === 0;
  };
  return { ...route, topic, consumerOf, isEmpty, dead: () => fauxqs.countIn(`${queue}-dlq`) };
}

const someEvents = (count: number) => Array.from({ length: count }, () => someEvent());
const idsOf = (events: readonly Event[]) => events.map(({ id }) => id).toSorted();

describe('from a topic through a queue to its consumer', () => {
  it('every one of 500 events arrives complete and is deleted', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('five-hundred');
    const events = someEvents(500);
    const handled = new Map<string, Event>();
    const consumer = consumerOf(async (event) => {
      handled.set(event.id, event);
    });
    consumer.start();
    await Promise.all(events.map((event) => topic.publish(event)));
    await eventually(() => handled.size === 500 && isEmpty());
    await consumer.stop();
    expect(events.map(({ id }) => handled.get(id))).toEqual(events);
  });

  it('only the types that the queue subscribes to arrive', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('picky');
    const [wanted] = someEvents(1) as [Event];
    const unwanted = { ...someEvent(), type: 'OrderPlaced' } as unknown as Event;
    const handled: Event[] = [];
    const consumer = consumerOf(async (event) => {
      handled.push(event);
    });
    await Promise.all([unwanted, wanted].map(topic.publish));
    consumer.start();
    await eventually(() => handled.length > 0 && isEmpty());
    await consumer.stop();
    expect(handled).toEqual([wanted]);
  });

  it('a message whose cause is late is redelivered until it can be handled', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('early');
    let receives = 0;
    const handle = async () => {
      if (++receives < 3) throw new RetryLaterError('too early');
    };
    const consumer = consumerOf(handle, { random: () => 0 });
    consumer.start();
    await topic.publish(someEvent());
    await eventually(() => receives === 3 && isEmpty());
    await consumer.stop();
  }, 15_000);

  it('an answer is published before its message is deleted', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('answering');
    const answers = routeNamed('answers');
    const answered: Event[] = [];
    const answering = consumerOf((event) => answers.topic.publish(someEvent(event.subject)));
    const hearing = answers.consumerOf(async (event) => {
      answered.push(event);
    });
    answering.start();
    hearing.start();
    const events = someEvents(50);
    await Promise.all(events.map(topic.publish));
    await eventually(() => isEmpty() && answers.isEmpty() && answered.length === 50);
    await Promise.all([answering.stop(), hearing.stop()]);
    expect(answered.map(({ subject }) => subject).toSorted()).toEqual(events.map(({ subject }) => subject).toSorted());
  });
});

describe('what cannot be handled', () => {
  it('is parked unchanged with its reason, and holds up nothing else', async () => {
    const { topic, consumerOf, queueUrl, deadLetterQueueUrl, isEmpty, dead } = routeNamed('poisoned');
    const [good] = someEvents(1) as [Event];
    const poison = '{"type":"OrderEaten","by":"jane@example.com"}';
    await fauxqs.sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: poison }));
    await topic.publish(good);
    const handled: Event[] = [];
    const consumer = consumerOf(async (event) => {
      handled.push(event);
    });
    consumer.start();
    await eventually(() => handled.length === 1 && isEmpty() && dead().ready === 1);
    await consumer.stop();
    const { Messages = [] } = await fauxqs.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: deadLetterQueueUrl, MessageAttributeNames: ['All'] }),
    );
    expect(Messages).toMatchObject([
      { Body: poison, MessageAttributes: { reason: { StringValue: 'unknown type' }, failedBy: { StringValue: 'poisoned' } } },
    ]);
  });

  it('is parked by the queue itself when it fails every time', async () => {
    const { topic, consumerOf, isEmpty, dead } = routeNamed('hopeless', { maxReceiveCount: 2 });
    const consumer = consumerOf(async () => Promise.reject(new Error('broken')), { random: () => 0 });
    consumer.start();
    await topic.publish(someEvent());
    await eventually(() => isEmpty() && dead().ready === 1);
    await consumer.stop();
  }, 15_000);
});

describe('a handler that takes longer than the visibility time-out', () => {
  it('keeps its message hidden from others', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('slow', { visibilityTimeoutSeconds: 4 });
    let receives = 0;
    const handle = async () => {
      receives++;
      const hiddenSince = performance.now();
      await eventually(() => performance.now() - hiddenSince > 5_000);
    };
    const consumer = consumerOf(handle, { visibilityTimeoutSeconds: 4 });
    consumer.start();
    await topic.publish(someEvent());
    await eventually(() => receives > 0 && isEmpty());
    await consumer.stop();
    expect(receives).toBe(1);
  });
});

describe('a consumer that is stopped midway', () => {
  it('loses nothing: its successor handles the rest', async () => {
    const { topic, consumerOf, isEmpty } = routeNamed('handover', { visibilityTimeoutSeconds: 2 });
    const events = someEvents(300);
    const handled = new Set<string>();
    let unsettled = 0;
    const handle = async ({ id }: Event) => {
      unsettled++;
      await sleep(5);
      handled.add(id);
      unsettled--;
    };
    await Promise.all(events.map(topic.publish));
    const first = consumerOf(handle, { visibilityTimeoutSeconds: 2 });
    first.start();
    await eventually(() => handled.size > 50);
    await first.stop();
    expect(unsettled).toBe(0);
    expect(handled.size).toBeLessThan(300);
    const second = consumerOf(handle, { visibilityTimeoutSeconds: 2 });
    second.start();
    await eventually(() => isEmpty());
    await second.stop();
    expect([...handled].toSorted()).toEqual(idsOf(events));
  }, 15_000);
});

describe('a store that is down for a while', () => {
  it('costs messages a few receives at most, and none is parked', async () => {
    const { topic, consumerOf, isEmpty, dead } = routeNamed('outage', { maxReceiveCount: 3 });
    const events = someEvents(100);
    const handled = new Set<string>();
    let away = true;
    let tries = 0;
    const circuit = createCircuitBreaker({ log: silentLog().log });
    const handle = ({ id, subject }: Event) =>
      circuit.through('store', subject, async () => {
        tries++;
        if (away) throw Object.assign(new Error(), { code: 'CONNECTION_CLOSED' });
        handled.add(id);
      });
    const consumer = consumerOf(handle, { circuit, random: () => 0 });
    consumer.start();
    await Promise.all(events.map(topic.publish));
    await eventually(() => tries >= 5);
    away = false;
    await eventually(() => handled.size === 100 && isEmpty());
    await consumer.stop();
    expect(dead().ready).toBe(0);
  }, 15_000);
});

describe('idle consumers', () => {
  it('stop immediately, long poll or not', async () => {
    const { consumerOf } = routeNamed('idle');
    const consumer = consumerOf(async () => undefined);
    consumer.start();
    await new Promise(setImmediate);
    const startedAt = performance.now();
    await consumer.stop();
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});
