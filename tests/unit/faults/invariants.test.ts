import { describe, expect, test } from '@jest/globals';
import { products } from '../../../local/seed.ts';
import { checkDeadLetters } from '../../faults/witness/dead-letters.ts';
import { checks } from '../../faults/witness/invariants.ts';
import type { Snapshot } from '../../faults/witness/snapshot.ts';
import type { History } from '../../faults/workload/history.ts';

const { productId } = products.mouse;
const lines = [{ productId, quantity: 2 }];
const told = (type: string) => ({ id: `${type}-id`, type, subject: 'o1', time: '2026-01-01T00:00:00.000Z' });

/** One successful order, as all stores see it. */
const atRest = (): Snapshot => ({
  orders: [
    {
      ...{
        orderId: 'o1',
        customerId: 'c1',
        key: 'order-0',
        lines,
        total: 5198,
        decision: 'confirmed',
        reason: null,
        settled: true,
      },
      ...{ stock: 'committed', payment: 'captured', shipment: 'ready', event: told('OrderConfirmed') },
      ...{ deadline: new Date('2026-01-02'), decidedAt: new Date('2026-01-01') },
      dueInSeconds: null,
      announceAttempts: 0,
    },
  ],
  payments: [{ orderId: 'o1', status: 'captured', event: told('PaymentCaptured') }],
  shipments: [{ orderId: 'o1', status: 'ready', event: told('ShipmentReady') }],
  reservations: [{ orderId: 'o1', status: 'committed', lines, unreturned: [], event: told('StockCommitted') }],
  stock: [{ productId, available: 8, reserved: 0, committed: 2, received: 5, adjusted: 5 }],
  ledger: (['authorized', 'captured'] as const).map((kind) => ({ kind, amount: 5198, orderId: 'o1', paymentIntent: 'pi_1' })),
  parcels: [{ reference: 'o1', status: 'booked' }],
  timeline: ['OrderConfirmed', 'PaymentCaptured', 'ShipmentReady', 'StockCommitted'].map((type) => ({
    orderId: 'o1',
    ...told(type),
  })),
  deadLetters: [],
  timelineDepth: 0,
});

const history: History = {
  placed: [
    {
      plan: {
        number: 0,
        at: 0,
        customer: 0,
        key: 'order-0',
        lines,
        paymentMethod: 'pm_card_visa',
        postalCode: 'SW1Y 4JH',
        isDispatched: false,
        snoop: 1,
      },
      ...{ customerId: 'c1', body: {}, orderId: 'o1', total: 5198 },
    },
  ],
  corrections: [{ productId, delta: 5, isAcknowledged: true }],
};

const found = (snapshot: Snapshot): string[] => [
  ...new Set(Object.values(checks).flatMap((check) => check(snapshot, history).map(({ invariant }) => invariant))),
];

/** Each breaks one thing, and names the invariant that must notice. */
const breaks: [string, string, (snapshot: Snapshot) => unknown][] = [
  ['an acknowledged order is gone', 'acknowledged orders are there', ({ orders }) => orders.splice(0)],
  ['another total is stored', 'acknowledged orders are there', ({ orders: [order] }) => Object.assign(order ?? {}, { total: 1 })],
  ['an order is open', 'settlement', ({ orders: [order] }) => Object.assign(order ?? {}, { settled: false })],
  ['it is charged twice', 'money', ({ ledger }) => ledger.push(...ledger.slice(1))],
  ['money is still held', 'money', ({ ledger }) => ledger.push(...ledger.slice(0, 1))],
  [
    'money moved for no order',
    'money',
    ({ ledger }) => ledger.push({ kind: 'captured', amount: 1, orderId: null, paymentIntent: 'pi_2' }),
  ],
  ['a piece has vanished', 'stock', ({ stock: [item] }) => Object.assign(item ?? {}, { available: 7 })],
  ['a pool is below zero', 'stock', ({ stock: [item] }) => Object.assign(item ?? {}, { available: 11, reserved: -1 })],
  ['items are held for no order', 'stock', ({ stock: [item] }) => Object.assign(item ?? {}, { available: 7, reserved: 1 })],
  ['a correction was made twice', 'stock', ({ stock: [item] }) => Object.assign(item ?? {}, { available: 13, adjusted: 10 })],
  ['the payment has another state', 'agreement', ({ payments: [row] }) => Object.assign(row ?? {}, { status: 'authorized' })],
  ['the parcel is cancelled', 'agreement', ({ parcels: [parcel] }) => Object.assign(parcel ?? {}, { status: 'cancelled' })],
  ['an order is there twice', 'uniqueness', ({ orders }) => orders.push(...orders)],
  [
    'an event is published twice under two ids',
    'uniqueness',
    ({ timeline }) => timeline.push({ orderId: 'o1', ...told('OrderConfirmed'), id: 'another' }),
  ],
  ['an event was never published', 'no state without its event', ({ timeline }) => timeline.splice(0, 1)],
  [
    'a change was published that never happened',
    'no event without its change',
    ({ timeline }) => timeline.push({ orderId: 'o1', ...told('OrderCancelled') }),
  ],
  [
    'an event was published with another time',
    'no event without its change',
    ({ timeline: [event] }) => Object.assign(event ?? {}, { time: '2027-01-01T00:00:00.000Z' }),
  ],
];

describe('the invariants', () => {
  test('hold for a successful order', () => expect(found(atRest())).toEqual([]));

  test.each(breaks)('notice it when %s', (_, invariant, breakIt) => {
    const snapshot = atRest();
    breakIt(snapshot);
    expect(found(snapshot)).toContain(invariant);
  });

  test('accept each unsure correction as made or not, however many there are', () => {
    const unsure = Array.from({ length: 35 }, () => ({ productId, delta: 10, isAcknowledged: false }));
    const corrections = [...history.corrections, ...unsure];
    const at = (adjusted: number) => {
      const stock = [{ productId, available: adjusted + 3, reserved: 0, committed: 2, received: 5, adjusted }];
      return checks.stock?.({ ...atRest(), stock }, { ...history, corrections });
    };
    expect([at(5), at(45), at(355)]).toEqual([[], [], []]);
    expect([at(6), at(365)]).toEqual([[expect.anything()], [expect.anything()]]);
  });

  test.each(['OUT_OF_STOCK', 'PAYMENT_DECLINED', 'CAPTURE_FAILED', 'UNDELIVERABLE', 'CUSTOMER', 'EXPIRED'])(
    'notice it when an order is cancelled as %s for no reason',
    (reason) => {
      const snapshot = atRest();
      Object.assign(snapshot.orders[0] ?? {}, { decision: 'cancelled', reason });
      expect(found(snapshot)).toContain('reasons are true');
    },
  );
});

describe('dead letters', () => {
  const planted = [{ mark: 'poison-1-', queue: 'billing' }];
  const parked = { queue: 'billing', reason: 'not JSON', body: '{"id": "poison-1-' };

  const check = (...deadLetters: (typeof parked)[]) => checkDeadLetters({ deadLetters, timelineDepth: 0 }, planted);

  test('are the planted poison', () => expect(check(parked)).toEqual([]));
  test('must include all of it', () => expect(check()).toHaveLength(1));
  test('must not be another consumer’s', () => expect(check({ ...parked, queue: 'orders' })).toHaveLength(1));
  test('must include nothing else', () => expect(check(parked, { ...parked, body: '{"type":"OrderPlaced"}' })).toHaveLength(1));

  test('may still be in a function’s queue, before SQS parks them', () => {
    const ofTimeline = [1, 2].map((number) => ({ mark: `poison-${number}-`, queue: 'timeline' }));
    const inQueue = (timelineDepth: number) => checkDeadLetters({ deadLetters: [], timelineDepth }, ofTimeline);
    expect(inQueue(2)).toEqual([]);
    expect(inQueue(1)).toHaveLength(2);
  });
});
