import { setTimeout as sleep } from 'node:timers/promises';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { type ConsumerOptions, createConsumer } from '#shared/messaging/consumer.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { someEvent } from '../../../support/some-event.ts';

type Input = { MaxNumberOfMessages: number; Entries: { Id: string; ReceiptHandle: string; VisibilityTimeout?: number }[] };
type SendOptions = { abortSignal: AbortSignal };

/** SQS as a consumer sees it: delivers waiting messages, up to the requested number, and otherwise holds the poll open. */
function fakeSqs(waiting: Event[]) {
  const asked: number[] = [];
  const deleted: string[] = [];
  const hidden: string[] = [];
  let openPolls = 0;
  let unreachable = false;
  let wake = Promise.withResolvers<void>();

  async function receive({ MaxNumberOfMessages }: Input, abortSignal: AbortSignal) {
    asked.push(MaxNumberOfMessages);
    if (unreachable) throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
    openPolls++;
    const aborted = new Promise<never>((_, reject) => abortSignal.addEventListener('abort', () => reject(new Error('aborted'))));
    aborted.catch(() => {}); // It is raced below, but not all the time.
    try {
      while (waiting.length === 0) await Promise.race([aborted, wake.promise]);
    } finally {
      openPolls--;
    }
    return {
      Messages: waiting.splice(0, MaxNumberOfMessages).map((event) => ({ ReceiptHandle: event.id, Body: JSON.stringify(event) })),
    };
  }

  const entriesInto = (list: string[], { Entries }: Input) => {
    list.push(...Entries.map(({ ReceiptHandle }) => ReceiptHandle));
    return { Successful: Entries.map(({ Id }) => ({ Id })) };
  };

  async function send(command: { constructor: { name: string }; input: Input }, options?: SendOptions) {
    if (command.constructor.name === 'ReceiveMessageCommand')
      return receive(command.input, options?.abortSignal ?? AbortSignal.abort());
    return entriesInto(command.constructor.name === 'DeleteMessageBatchCommand' ? deleted : hidden, command.input);
  }

  function arrive(...events: Event[]) {
    waiting.push(...events);
    wake.resolve();
    wake = Promise.withResolvers();
  }

  return {
    client: { send } as unknown as Pick<SQSClient, 'send'>,
    asked,
    deleted,
    hidden,
    arrive,
    setUnreachable: (value: boolean) => {
      unreachable = value;
    },
    openPolls: () => openPolls,
  };
}

function consumerOf(sqs: ReturnType<typeof fakeSqs>, options: Partial<ConsumerOptions> = {}) {
  const { log, messages } = silentLog();
  const consumer = createConsumer({
    sqs: sqs.client,
    queueUrl: 'https://sqs/1/orders',
    deadLetterQueueUrl: 'https://sqs/1/orders-dlq',
    handle: async () => undefined,
    log,
    random: () => 0,
    ...options,
  });
  return { ...consumer, messages };
}

const someEvents = (count: number) => Array.from({ length: count }, () => someEvent());

describe('a consumer', () => {
  it('settles every message', async () => {
    const events = someEvents(60);
    const sqs = fakeSqs([...events]);
    const handled: string[] = [];
    const consumer = consumerOf(sqs, {
      handle: async ({ id }) => {
        handled.push(id);
      },
    });
    consumer.start();
    await eventually(() => sqs.deleted.length === 60);
    await consumer.stop();
    expect(handled.toSorted()).toEqual(events.map(({ id }) => id).toSorted());
    expect(sqs.deleted.toSorted()).toEqual(handled.toSorted());
  });

  it('never asks for more messages than it can start now', async () => {
    const sqs = fakeSqs(someEvents(200));
    let running = 0;
    let mostRunning = 0;
    let mostAsked = 0;
    const consumer = consumerOf(sqs, {
      concurrencyMax: 7,
      pollersMax: 3,
      handle: async () => {
        running++;
        mostRunning = Math.max(mostRunning, running);
        mostAsked = Math.max(mostAsked, ...sqs.asked);
        await sleep(Math.random() * 3);
        running--;
      },
    });
    consumer.start();
    await eventually(() => sqs.deleted.length === 200);
    await consumer.stop();
    expect(mostRunning).toBe(7);
    expect(mostAsked).toBe(7);
  });

  it('asks for nothing while all its slots are taken', async () => {
    const gate = Promise.withResolvers<void>();
    const sqs = fakeSqs(someEvents(5));
    const consumer = consumerOf(sqs, { concurrencyMax: 2, handle: () => gate.promise });
    consumer.start();
    await eventually(() => sqs.asked.length === 1);
    await sleep(20);
    expect(sqs.asked).toEqual([2]);
    gate.resolve();
    await eventually(() => sqs.deleted.length === 5);
    await consumer.stop();
  });
});

describe('stopping a consumer', () => {
  it('is immediate when it is only waiting for messages', async () => {
    const sqs = fakeSqs([]);
    const consumer = consumerOf(sqs);
    consumer.start();
    await eventually(() => sqs.openPolls() === 1);
    const startedAt = performance.now();
    await consumer.stop();
    expect(performance.now() - startedAt).toBeLessThan(100);
    expect(sqs.openPolls()).toBe(0);
  });

  it('waits for handlers in flight and for their deletion, and starts no other message', async () => {
    const gate = Promise.withResolvers<void>();
    const sqs = fakeSqs(someEvents(10));
    let started = 0;
    const handle = async () => {
      started++;
      await gate.promise;
    };
    const consumer = consumerOf(sqs, { concurrencyMax: 3, handle });
    consumer.start();
    await eventually(() => started === 3);
    const stopped = consumer.stop();
    gate.resolve();
    await stopped;
    expect([started, sqs.deleted.length]).toEqual([3, 3]);
  });

  it('returns messages that arrive while it stops', async () => {
    const [event] = someEvents(1) as [Event];
    const late = Promise.withResolvers<object>();
    const hidden: object[] = [];
    const send = async (command: { constructor: { name: string }; input: Input }) => {
      if (command.constructor.name === 'ReceiveMessageCommand') return late.promise;
      hidden.push(...command.input.Entries);
      return { Successful: [{ Id: '0' }] };
    };
    const consumer = consumerOf({ ...fakeSqs([]), client: { send } as never }, { pollersMax: 1 });
    consumer.start();
    const stopped = consumer.stop();
    late.resolve({ Messages: [{ ReceiptHandle: 'late', Body: JSON.stringify(event) }] });
    await stopped;
    expect(hidden).toEqual([{ Id: '0', ReceiptHandle: 'late', VisibilityTimeout: 0 }]);
  });

  it('does not wait forever for a hanging handler', async () => {
    const sqs = fakeSqs(someEvents(1));
    const consumer = consumerOf(sqs, { handle: () => new Promise(() => {}), stopSecondsMax: 0.02, handleSecondsMax: 0.1 });
    consumer.start();
    await eventually(() => sqs.asked.length > 1);
    await consumer.stop();
    expect(consumer.messages('warn')).toEqual(['stopped with messages in flight; they will be redelivered']);
    await eventually(() => sqs.hidden.length === 1);
  });

  it('is immediate when it was never started', async () => {
    await consumerOf(fakeSqs([])).stop();
  });
});

describe('a consumer whose queue cannot be reached', () => {
  it('backs off, logs that once, and continues when the queue is back', async () => {
    const sqs = fakeSqs([]);
    sqs.setUnreachable(true);
    const consumer = consumerOf(sqs, { pollersMax: 1 });
    consumer.start();
    await eventually(() => sqs.asked.length === 2);
    expect(consumer.messages('warn')).toEqual(['queue unreachable']);
    sqs.setUnreachable(false);
    sqs.arrive(someEvent());
    await eventually(() => sqs.deleted.length === 1);
    await consumer.stop();
    expect(consumer.messages('info')).toEqual(['queue reachable']);
  });
});

describe('a consumer while a circuit is open', () => {
  it('takes one message at a time, after the pause, until the circuit is closed', async () => {
    const sqs = fakeSqs(someEvents(20));
    let isOpen = true;
    const seen: string[] = [];
    const circuit = {
      isOpen: () => isOpen,
      pauseMilliseconds: () => {
        seen.push(`pause before ${sqs.asked.length}`);
        return 0;
      },
    };
    let handled = 0;
    const handle = async () => {
      if (++handled === 3) isOpen = false;
    };
    const consumer = consumerOf(sqs, { circuit, handle, concurrencyMax: 10, pollersMax: 1 });
    consumer.start();
    await eventually(() => sqs.deleted.length === 20);
    await consumer.stop();
    expect(sqs.asked.slice(0, 4)).toEqual([1, 1, 1, 10]);
    expect(seen.slice(0, 3)).toEqual(['pause before 0', 'pause before 1', 'pause before 2']);
  });
});

describe('a message that hangs', () => {
  it('gives up its slot, so that the others proceed', async () => {
    const [stuck, ...others] = someEvents(12) as [Event, ...Event[]];
    const sqs = fakeSqs([stuck, ...others]);
    const gate = Promise.withResolvers<void>();
    const handle = async ({ id }: Event) => (id === stuck.id ? gate.promise : undefined);
    const consumer = consumerOf(sqs, { handle, concurrencyMax: 1, slotSecondsMax: 0.005 });
    consumer.start();
    await eventually(() => sqs.deleted.length === 11);
    expect(sqs.deleted).not.toContain(stuck.id);
    gate.resolve();
    await eventually(() => sqs.deleted.length === 12);
    await consumer.stop();
  });

  it('runs beside at most 20 per slot: no more are received until one of them ends', async () => {
    const sqs = fakeSqs(someEvents(30));
    const hanging: (() => void)[] = [];
    const handle = () => new Promise<void>((resolve) => hanging.push(resolve));
    const consumer = consumerOf(sqs, { handle, concurrencyMax: 1, slotSecondsMax: 0.005 });
    consumer.start();
    await eventually(() => hanging.length === 20);
    // A surplus message would have arrived by then.
    await sleep(50);
    expect(hanging).toHaveLength(20);
    for (const end of hanging.splice(0)) end();
    await eventually(() => hanging.length === 10);
    for (const end of hanging) end();
    await consumer.stop();
    expect(sqs.deleted).toHaveLength(30);
  });

  it('does not delay others whose own dependency never answers', async () => {
    const [stuck, next, last] = someEvents(3) as [Event, Event, Event];
    const sqs = fakeSqs([stuck]);
    const handle = async ({ id }: Event) => {
      if (id === stuck.id) throw Object.assign(new Error(), { name: 'TimeoutError' });
    };
    const consumer = consumerOf(sqs, { handle });
    consumer.start();
    await eventually(() => sqs.hidden.includes(stuck.id));
    sqs.arrive(next);
    await eventually(() => sqs.deleted.includes(next.id));
    sqs.arrive(last);
    await eventually(() => sqs.deleted.includes(last.id));
    await consumer.stop();
    expect(sqs.deleted).toEqual([next.id, last.id]);
  });
});
