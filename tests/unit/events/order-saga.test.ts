import { describe, expect, it } from '@jest/globals';
import { triggerTypes } from '#events/define-saga.ts';
import { type EventType, events } from '#events/index.ts';
import { orderSaga, rows, stepBehind, stepOn } from '#events/order-saga.ts';
import { topology } from '#events/topology.ts';

const types = Object.keys(events) as EventType[];
const comesOf = (type: EventType) =>
  rows.filter(([, { emits, refuses, unreached }]) => [emits, refuses, unreached].includes(type));

describe('the saga table', () => {
  it.each(types)('has %s published by the service that owns it, and by no other', (type) => {
    expect(comesOf(type).length).toBeGreaterThan(0);
    for (const [, { by }] of comesOf(type)) expect(by).toBe(events[type].publisher);
  });

  it.each(types)('has one step per %s, so that it occurs once for an order; a failed payment names which of two', (type) => {
    expect(comesOf(type)).toHaveLength(type === 'PaymentFailed' ? 2 : 1);
  });

  it.each(types)('has a consumer for %s', (type) => {
    expect(rows.some(([, { on }]) => triggerTypes(on).includes(type))).toBe(true);
  });

  it.each(rows.filter(([, { refuses }]) => refuses))('has exactly one undo for %s, except for a capture', (name, { by }) => {
    const undoings = rows.filter(([, step]) => step.by === by && step.undoes?.includes(name));
    expect(undoings.length).toBe(name === 'capturePayment' ? 0 : 1);
  });

  it.each(rows.filter(([, { undoes }]) => undoes))('never lets %s refuse', (_, step) => {
    expect(step.refuses).toBeUndefined();
    for (const undone of step.undoes ?? []) expect(Object.keys(orderSaga)).toContain(undone);
  });

  it('gives a service one step for each event type', () => {
    for (const [name, { by, on }] of rows) for (const type of triggerTypes(on)) expect(stepsOn(by, type)).toEqual([name]);
    expect(stepOn('inventory', 'ShipmentReady')).toBeUndefined();
  });

  it('distinguishes an authorization that failed from a capture that failed', () => {
    const failed = (phase: 'authorize' | 'capture') => stepBehind({ type: 'PaymentFailed', data: { phase, code: 'c' } });
    expect([failed('authorize'), failed('capture')]).toEqual(['authorizePayment', 'capturePayment']);
  });
});

const stepsOn = (by: string, type: EventType) =>
  rows.filter(([, step]) => step.by === by && triggerTypes(step.on).includes(type)).map(([name]) => name);

describe('the message bus', () => {
  const { topics, queues } = topology();

  it('has a topic for each publisher, and each type on one of them', () => {
    expect(topics.flatMap((topic) => topic.events).sort()).toEqual([...types].sort());
    for (const { name, events: published } of topics) for (const type of published) expect(events[type].publisher).toBe(name);
  });

  it.each(queues)('delivers to $name all that it reacts to, from the topic that has it', ({ name, subscriptions }) => {
    const heard = subscriptions.flatMap(({ filter }) => filter.type);
    const wanted = name === 'timeline' ? types : types.filter((type) => stepOn(name as never, type));
    expect([...heard].sort()).toEqual([...wanted].sort());
    for (const { topic, filter } of subscriptions) for (const type of filter.type) expect(events[type].publisher).toBe(topic);
  });

  it('keeps what cannot be processed longer than what can', () => {
    for (const { deadLetterRetentionSeconds, retentionSeconds, maxReceiveCount } of queues)
      expect([deadLetterRetentionSeconds, retentionSeconds, maxReceiveCount]).toEqual([1_209_600, 345_600, 8]);
  });
});
