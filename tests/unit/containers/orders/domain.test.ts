import { describe, expect, test } from '@jest/globals';
import { triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows, type TriggersOf } from '#events/order-saga.ts';
import {
  type Decision,
  decide,
  isSettled,
  type Order,
  placed,
  standsFor,
  statusOf,
} from '../../../../containers/orders/domain.ts';
import { captureFailed, sample } from '../../../saga/model/sample-events.ts';

const placement = sample.OrderPlaced.data;
const open: Order = placed(placement);
const confirmed: Decision = { decision: 'confirmed' };
const cancelled: Decision = { decision: 'cancelled', reason: 'CUSTOMER', announced: false };

const ladders = {
  stock: { none: 0, reserved: 1, committed: 2, released: 3, rejected: 3 },
  payment: { none: 0, authorized: 1, captured: 2, failed: 3, voided: 3, refunded: 3 },
  shipment: { none: 0, booked: 1, ready: 2, dispatched: 3, delivered: 4, failed: 5, cancelled: 5 },
};

const told: [keyof typeof ladders, string, EventType][] = [
  ['stock', 'reserved', 'StockReserved'],
  ['stock', 'rejected', 'StockRejected'],
  ['stock', 'committed', 'StockCommitted'],
  ['stock', 'released', 'StockReleased'],
  ['payment', 'authorized', 'PaymentAuthorized'],
  ['payment', 'failed', 'PaymentFailed'],
  ['payment', 'captured', 'PaymentCaptured'],
  ['payment', 'voided', 'PaymentVoided'],
  ['payment', 'refunded', 'PaymentRefunded'],
  ['shipment', 'booked', 'ShipmentBooked'],
  ['shipment', 'failed', 'ShipmentFailed'],
  ['shipment', 'ready', 'ShipmentReady'],
  ['shipment', 'dispatched', 'ShipmentDispatched'],
  ['shipment', 'delivered', 'ShipmentDelivered'],
  ['shipment', 'cancelled', 'ShipmentCancelled'],
];

const hear = (order: Order, type: EventType): Order => decide(order, sample[type] as TriggersOf<'orders'>);

describe('the facts of an order', () => {
  test('are told by every event that orders hears', () => {
    const heard = rows.flatMap(([, { by, on }]) => (by === 'orders' ? triggerTypes(on) : []));
    expect(new Set(told.map(([, , type]) => type))).toEqual(new Set(heard));
  });

  describe.each(told)('%s %s', (who, fact, type) => {
    const ladder: Record<string, number> = ladders[who];
    const rank = ladder[fact] ?? 0;
    const lower = Object.keys(ladder).filter((rung) => (ladder[rung] ?? 0) < rank);
    const others = Object.keys(ladder).filter((rung) => !lower.includes(rung));

    test.each(lower)('is news to an order that knew %s', (before) => {
      expect(hear({ ...open, judgement: cancelled, [who]: before }, type)).toMatchObject({ [who]: fact });
    });

    test.each(others)('changes nothing for an order that knew %s', (before) => {
      const order: Order = { ...open, judgement: cancelled, [who]: before };
      expect(hear(order, type)).toBe(order);
    });
  });
});

describe('given an open order', () => {
  test.each(['StockReserved', 'PaymentAuthorized'] as const)('when %s, then it stays open', (type) => {
    expect(hear(open, type).judgement).toEqual({ decision: 'open' });
  });

  test.each(['ShipmentBooked', 'ShipmentReady', 'ShipmentDispatched'] as const)('when %s, then it is confirmed', (type) => {
    expect(hear(open, type).judgement).toEqual(confirmed);
  });

  test.each(['StockReleased', 'PaymentVoided', 'ShipmentCancelled'] as const)('when %s, then it waits for the cause', (type) => {
    expect(hear(open, type).judgement).toEqual({ decision: 'open' });
  });

  test.each([
    [sample.StockRejected, { reason: 'OUT_OF_STOCK', shortages: sample.StockRejected.data.shortages }],
    [sample.PaymentFailed, { reason: 'PAYMENT_DECLINED' }],
    [captureFailed, { reason: 'CAPTURE_FAILED' }],
    [sample.ShipmentFailed, { reason: 'UNDELIVERABLE' }],
    [{ type: 'CancelRequested' } as const, { reason: 'CUSTOMER' }],
    [{ type: 'DeadlinePassed' } as const, { reason: 'EXPIRED' }],
  ])('when $type, then it is cancelled', (input, why) => {
    expect(decide(open, input).judgement).toEqual({ decision: 'cancelled', announced: false, ...why });
  });
});

describe('given a confirmed order', () => {
  const order: Order = { ...open, stock: 'reserved', payment: 'authorized', shipment: 'booked', judgement: confirmed };

  test.each(['CancelRequested', 'DeadlinePassed', 'CancellationAnnounced'] as const)('when %s, then nothing changes', (type) => {
    expect(decide(order, { type })).toBe(order);
  });

  test('when the capture fails, then it is cancelled after all', () => {
    expect(decide(order, captureFailed)).toMatchObject({
      payment: 'failed',
      judgement: { decision: 'cancelled', reason: 'CAPTURE_FAILED', announced: false },
    });
  });

  test.each(told.filter(([, fact]) => fact !== 'failed').map(([, , type]) => type))('when %s, then it stays so', (type) => {
    expect(hear(order, type).judgement).toBe(confirmed);
  });
});

describe('given a cancelled order', () => {
  const order: Order = { ...open, judgement: cancelled };

  test.each(told.map(([, , type]) => type))('when %s, then it keeps its first cause', (type) => {
    expect(hear(order, type).judgement).toBe(cancelled);
  });

  test.each(['CancelRequested', 'DeadlinePassed'] as const)('when %s, then nothing changes', (type) => {
    expect(decide(order, { type })).toBe(order);
  });

  test('when its cancellation is out, then it says so, once', () => {
    const noted = decide(order, { type: 'CancellationAnnounced' });
    expect(noted.judgement).toEqual({ ...cancelled, announced: true });
    expect(decide(noted, { type: 'CancellationAnnounced' })).toBe(noted);
  });
});

const rungs = <Fact extends string>(ladder: Record<Fact, number>) => Object.keys(ladder) as Fact[];

const everyOrder = (judgement: Decision): Order[] =>
  rungs(ladders.stock).flatMap((stock) =>
    rungs(ladders.payment).flatMap((payment) =>
      rungs(ladders.shipment).map((shipment) => ({ placement, stock, payment, shipment, judgement })),
    ),
  );

const settledAmong = (judgement: Decision): string[] =>
  everyOrder(judgement)
    .filter(isSettled)
    .map(({ stock, payment, shipment }) => `${stock} ${payment} ${shipment}`);

describe('an order is settled', () => {
  test('never while it is open', () => {
    expect(settledAmong({ decision: 'open' })).toEqual([]);
  });

  test('when confirmed: with its stock committed, its payment captured and its shipment cleared', () => {
    expect(settledAmong(confirmed)).toEqual(
      ['ready', 'dispatched', 'delivered'].map((shipment) => `committed captured ${shipment}`),
    );
  });

  test('when cancelled: with everything undone and OrderCancelled published', () => {
    expect(settledAmong({ ...cancelled, announced: true })).toEqual(
      ['released', 'rejected'].flatMap((stock) =>
        ['failed', 'voided', 'refunded'].flatMap((payment) =>
          ['failed', 'cancelled'].map((shipment) => `${stock} ${payment} ${shipment}`),
        ),
      ),
    );
    expect(settledAmong(cancelled)).toEqual([]);
  });
});

describe('an order stands for', () => {
  test.each([
    [{ decision: 'open' } as const, { type: 'OrderPlaced', data: placement }],
    [confirmed, { type: 'OrderConfirmed', data: { customerId: placement.customerId } }],
    [cancelled, { type: 'OrderCancelled', data: { customerId: placement.customerId, reason: 'CUSTOMER' } }],
  ])('its decision: $decision', (judgement, event) => {
    expect(standsFor({ ...open, judgement })).toEqual(event);
  });
});

describe('people see an order as', () => {
  const done: Order = { ...open, stock: 'committed', payment: 'captured', shipment: 'ready', judgement: confirmed };
  const undone: Order = { ...open, stock: 'released', payment: 'voided', shipment: 'cancelled', judgement: cancelled };

  test.each([
    ['PLACED', open],
    ['STOCK_RESERVED', { ...open, stock: 'reserved' }],
    ['PAYMENT_AUTHORIZED', { ...open, payment: 'authorized' }],
    ['PAYMENT_AUTHORIZED', { ...open, stock: 'reserved', payment: 'authorized' }],
    ['CONFIRMED', { ...done, shipment: 'booked' }],
    ['CONFIRMED', done],
    ['SHIPPED', { ...done, shipment: 'dispatched' }],
    ['DELIVERED', { ...done, shipment: 'delivered' }],
    ['CANCELLING', { ...open, judgement: cancelled }],
    ['CANCELLING', undone],
    ['CANCELLED', { ...undone, judgement: { ...cancelled, announced: true } }],
  ] satisfies [string, Order][])('%s', (status, order) => {
    expect(statusOf(order)).toBe(status);
  });
});
