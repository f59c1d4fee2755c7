import { describe, expect, test } from '@jest/globals';
import { triggerTypes } from '#events/define-saga.ts';
import type { EventType } from '#events/index.ts';
import { rows } from '#events/order-saga.ts';
import {
  type Decision,
  eventsBehind,
  isSettled,
  noteAnnounced,
  type Order,
  type Prompt,
  steps,
  toEvent,
} from '../../../../containers/orders/domain.ts';
import { statusOf } from '../../../../containers/orders/view.ts';
import { captureFailed, sample } from '../../../saga/model/sample-events.ts';
import { decideBy } from '../../../support/decide-by.ts';

const decide = decideBy<Order>('orders', steps);
const cancel = (order: Order, prompt: Prompt) => steps.cancelOrder(order, prompt);

const placement = sample.OrderPlaced.data;
const open: Order = steps.placeOrder(placement);
const confirmed: Decision = { kind: 'confirmed' };
const cancelled: Decision = { kind: 'cancelled', reason: 'CUSTOMER', announced: false };

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

const hear = (order: Order, type: EventType): Order => decide(order, sample[type]) as Order;

describe('the facts of an order', () => {
  test('occur in every event that orders consumes', () => {
    const heard = rows.flatMap(([, { by, on }]) => (by === 'orders' ? triggerTypes(on) : []));
    expect(new Set(told.map(([, , type]) => type))).toEqual(new Set(heard));
  });

  describe.each(told)('%s %s', (who, fact, type) => {
    const ladder: Record<string, number> = ladders[who];
    const rank = ladder[fact] ?? 0;
    const lower = Object.keys(ladder).filter((rung) => (ladder[rung] ?? 0) < rank);
    const others = Object.keys(ladder).filter((rung) => !lower.includes(rung));

    test.each(lower)('is news to an order that knew %s', (before) => {
      expect(hear({ ...open, decision: cancelled, [who]: before }, type)).toMatchObject({ [who]: fact });
    });

    test.each(others)('changes nothing for an order that knew %s', (before) => {
      const order: Order = { ...open, decision: cancelled, [who]: before };
      expect(hear(order, type)).toBe(order);
    });
  });
});

describe('given an open order', () => {
  test.each(['StockReserved', 'PaymentAuthorized'] as const)('when %s, then it stays open', (type) => {
    expect(hear(open, type).decision).toEqual({ kind: 'open' });
  });

  test.each(['ShipmentBooked', 'ShipmentReady', 'ShipmentDispatched'] as const)('when %s, then it is confirmed', (type) => {
    expect(hear(open, type).decision).toEqual(confirmed);
  });

  test.each(['StockReleased', 'PaymentVoided', 'ShipmentCancelled'] as const)('when %s, then it waits for the cause', (type) => {
    expect(hear(open, type).decision).toEqual({ kind: 'open' });
  });

  test.each([
    [sample.StockRejected, { reason: 'OUT_OF_STOCK', shortages: sample.StockRejected.data.shortages }],
    [sample.PaymentFailed, { reason: 'PAYMENT_DECLINED' }],
    [captureFailed, { reason: 'CAPTURE_FAILED' }],
    [sample.ShipmentFailed, { reason: 'UNDELIVERABLE' }],
  ])('when $type, then it is cancelled', (event, why) => {
    expect((decide(open, event) as Order).decision).toEqual({ kind: 'cancelled', announced: false, ...why });
  });

  test.each([
    [{ type: 'CancelRequested' } as const, 'CUSTOMER'],
    [{ type: 'DeadlinePassed' } as const, 'EXPIRED'],
  ])('when $type, then it is cancelled', (prompt, reason) => {
    expect(cancel(open, prompt)).toEqual({ ...open, decision: { kind: 'cancelled', announced: false, reason } });
  });
});

describe('given a confirmed order', () => {
  const order: Order = { ...open, stock: 'reserved', payment: 'authorized', shipment: 'booked', decision: confirmed };

  test('when its customer asks to cancel it, then that is refused', () => {
    expect(cancel(order, { type: 'CancelRequested' })).toBe('refused');
  });

  test('when its deadline passes, or a cancellation was announced, then nothing changes', () => {
    expect(cancel(order, { type: 'DeadlinePassed' })).toBe(order);
    expect(noteAnnounced(order)).toBe(order);
  });

  test('when the capture fails, then it is cancelled after all', () => {
    expect(decide(order, captureFailed)).toMatchObject({
      payment: 'failed',
      decision: { kind: 'cancelled', reason: 'CAPTURE_FAILED', announced: false },
    });
  });

  test.each(told.filter(([, fact]) => fact !== 'failed').map(([, , type]) => type))('when %s, then it stays so', (type) => {
    expect(hear(order, type).decision).toBe(confirmed);
  });
});

describe('given a cancelled order', () => {
  const order: Order = { ...open, decision: cancelled };

  test.each(told.map(([, , type]) => type))('when %s, then it keeps its first cause', (type) => {
    expect(hear(order, type).decision).toBe(cancelled);
  });

  test.each(['CancelRequested', 'DeadlinePassed'] as const)('when %s, then nothing changes', (type) => {
    expect(cancel(order, { type })).toBe(order);
  });

  test('when its cancellation is published, then it says so, once', () => {
    const noted = noteAnnounced(order);
    expect(noted.decision).toEqual({ ...cancelled, announced: true });
    expect(noteAnnounced(noted)).toBe(noted);
  });
});

const rungs = <Fact extends string>(ladder: Record<Fact, number>) => Object.keys(ladder) as Fact[];

const everyOrder = (decision: Decision): Order[] =>
  rungs(ladders.stock).flatMap((stock) =>
    rungs(ladders.payment).flatMap((payment) =>
      rungs(ladders.shipment).map((shipment) => ({ placement, stock, payment, shipment, decision })),
    ),
  );

const settledAmong = (decision: Decision): string[] =>
  everyOrder(decision)
    .filter(isSettled)
    .map(({ stock, payment, shipment }) => `${stock} ${payment} ${shipment}`);

describe('an order is settled', () => {
  test('never while it is open', () => {
    expect(settledAmong({ kind: 'open' })).toEqual([]);
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

describe('an order publishes', () => {
  test.each([
    [{ kind: 'open' } as const, { type: 'OrderPlaced', data: placement }],
    [confirmed, { type: 'OrderConfirmed', data: { customerId: placement.customerId } }],
    [cancelled, { type: 'OrderCancelled', data: { customerId: placement.customerId, reason: 'CUSTOMER' } }],
  ])('its decision: $kind', (decision, event) => {
    expect(toEvent({ ...open, decision })).toEqual(event);
  });
});

describe('the status shown to people is', () => {
  const done: Order = { ...open, stock: 'committed', payment: 'captured', shipment: 'ready', decision: confirmed };
  const undone: Order = { ...open, stock: 'released', payment: 'voided', shipment: 'cancelled', decision: cancelled };

  test.each([
    ['PLACED', open],
    ['STOCK_RESERVED', { ...open, stock: 'reserved' }],
    ['PAYMENT_AUTHORIZED', { ...open, payment: 'authorized' }],
    ['PAYMENT_AUTHORIZED', { ...open, stock: 'reserved', payment: 'authorized' }],
    ['CONFIRMED', { ...done, shipment: 'booked' }],
    ['CONFIRMED', done],
    ['SHIPPED', { ...done, shipment: 'dispatched' }],
    ['DELIVERED', { ...done, shipment: 'delivered' }],
    ['CANCELLING', { ...open, decision: cancelled }],
    ['CANCELLING', undone],
    ['CANCELLED', { ...undone, decision: { ...cancelled, announced: true } }],
  ] satisfies [string, Order][])('%s', (status, order) => {
    expect(statusOf(order)).toBe(status);
  });
});

describe('what an order has heard of', () => {
  test.each([
    ['nothing', open, []],
    [
      'each rung that it has come by',
      { ...open, stock: 'committed', shipment: 'ready' },
      ['StockReserved', 'StockCommitted', 'ShipmentBooked', 'ShipmentReady'],
    ],
    [
      'an end, which says nothing of what was before',
      { ...open, payment: 'voided', stock: 'rejected' },
      ['StockRejected', 'PaymentVoided'],
    ],
  ] satisfies [string, Order, EventType[]][])('is %s', (_, order, events) => {
    expect(eventsBehind(order)).toEqual(events);
  });
});
