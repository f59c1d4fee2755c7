import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { createRequests } from '#shared/saga/requests.ts';
import { StepRefusedError } from '#shared/saga/task.ts';
import { causeOf } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { aLoop, steps, tellings } from './a-loop.ts';

const orderId = randomUUID();

/** Requests to a loop on an in-memory table. Publishing waits for `topic.ready`, which may fail. */
function requestsWith({ published }: { published?: (word: string) => string } = {}) {
  const { log, entries } = silentLog();
  const topic = { ready: Promise.resolve() };
  const told: Event[] = [];
  const publish = async (event: Event) => {
    await topic.ready;
    told.push(event);
  };
  const options = { publish, ...(published ? { published } : {}) };
  const { loop, log: calls, rows } = aLoop(options);
  const requests = createRequests({ ...options, loop, toEvent: (word) => tellings[word], log });
  const ask = (step: keyof typeof steps) => requests.ask({ cause: causeOf(orderId), step: steps[step] });
  return { ...requests, ask, topic, told, entries, calls, rows };
}

const warned = { level: 'warn', message: 'could not publish; the announcer will retry', fields: { orderId, reason: 'Error' } };

describe('a request', () => {
  it('is answered once it is stored, and published after that', async () => {
    const { ask, topic, told, rows } = requestsWith();
    const gate = Promise.withResolvers<void>();
    topic.ready = gate.promise;
    const row = await ask('reserve');
    expect(row).toMatchObject({ state: 'reserved', version: 1 });
    expect(rows.get(orderId)).toBe(row);
    expect(told).toEqual([]);
    gate.resolve();
    await eventually(() => told.length === 1);
    expect(told).toEqual([row.event]);
  });

  it('is answered even if it cannot be published, which is logged, because the announcer retries it', async () => {
    const { ask, topic, entries } = requestsWith();
    topic.ready = Promise.reject(new Error('topic away'));
    expect(await ask('reserve')).toMatchObject({ state: 'reserved' });
    await eventually(() => entries.length === 1);
    expect(entries).toEqual([warned]);
  });

  it('is refused when the state does not allow it, and nothing is logged', async () => {
    const { ask, told, entries } = requestsWith();
    await expect(ask('demand')).rejects.toThrow(StepRefusedError);
    expect([told, entries]).toEqual([[], []]);
  });
});

describe('an event that is due again', () => {
  it('is published, and recorded as published while its state still has it', async () => {
    const { announce, told, rows } = requestsWith({ published: () => 'noted' });
    const event = eventOf('StockReserved');
    rows.set(orderId, { orderId, state: 'reserved', version: 1, event });
    await announce(event);
    expect(told).toEqual([event]);
    expect(rows.get(orderId)).toMatchObject({ state: 'noted', version: 2 });
  });

  it('is not recorded on a state that has moved on, nor is that published', async () => {
    const { announce, told, rows } = requestsWith({ published: () => 'noted' });
    rows.set(orderId, { orderId, state: 'committed', version: 2, event: eventOf('StockCommitted') });
    await announce(eventOf('StockReserved'));
    expect(told.map(({ type }) => type)).toEqual(['StockReserved']);
    expect(rows.get(orderId)?.state).toBe('committed');
  });

  it('is not recorded when it could not be published', async () => {
    const { announce, topic, rows, calls } = requestsWith({ published: () => 'noted' });
    rows.set(orderId, { orderId, state: 'reserved', version: 1, event: undefined });
    topic.ready = Promise.reject(new Error('topic away'));
    await expect(announce(eventOf('StockReserved'))).rejects.toThrow('topic away');
    expect([rows.get(orderId)?.state, calls]).toEqual(['reserved', []]);
  });
});

describe('a row stored outside the loop', () => {
  const row = { orderId, state: 'reserved', version: 1, event: undefined };

  it('is published in the background, and remembered for the next step', async () => {
    const { ask, publishSoon, told, rows, calls } = requestsWith();
    const event = eventOf('StockReserved');
    rows.set(orderId, { ...row, event });
    publishSoon({ ...row, event });
    await eventually(() => told.length === 1);
    await ask('commit');
    expect(calls).toEqual(['save committed']);
  });

  it('causes only a warning when it cannot be published', async () => {
    const { publishSoon, topic, entries } = requestsWith();
    topic.ready = Promise.reject(new Error('topic away'));
    publishSoon({ ...row, event: eventOf('StockReserved') });
    await eventually(() => entries.length === 1);
    expect(entries).toEqual([warned]);
  });
});

function eventOf(type: string): Event {
  return {
    type,
    subject: orderId,
    id: randomUUID(),
    correlationid: randomUUID(),
    traceparent: causeOf(orderId).traceparent,
  } as Event;
}
