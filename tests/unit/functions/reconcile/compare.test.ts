import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareOrder } from '../../../../functions/reconcile/compare-order.ts';
import { compareBooking, compareIntent, orphanIn } from '../../../../functions/reconcile/compare-outside.ts';
import { addHeld, compareStock, type HeldByProduct } from '../../../../functions/reconcile/compare-stock.ts';
import type { OrderEntry } from '../../../../functions/reconcile/entries.ts';

const orderId = '01a2009f-0c90-7c9e-b880-46e95d71d928';
const productId = '01990000-0000-7000-8000-000000000002';
const now = new Date('2026-11-27T12:00:00Z');
const order = (more: Partial<OrderEntry> = {}): OrderEntry => ({
  ...{ orderId, status: 'CONFIRMED', settled: true, overdue: false, shipment: 'ready' },
  ...more,
});
const cancelled = order({ status: 'CANCELLED', shipment: 'cancelled' });
const said = (reservation?: string, payment?: string, shipment?: string) => ({
  reservation: reservation === undefined ? undefined : { orderId, step: reservation, lines: [] },
  payment: payment === undefined ? undefined : { orderId, step: payment },
  shipment: shipment === undefined ? undefined : { orderId, step: shipment },
});
const told = (findings: { kind: string; repair: string }[]) => findings.map(({ kind, repair }) => `${kind}: ${repair}`);

describe('an order and its participants', () => {
  test.each([
    ['agree', order(), said('committed', 'captured', 'ready'), []],
    ['agree when it was cancelled', cancelled, said('rejected', 'failed', 'cancelled'), []],
    ['may be further on', order(), said('committed', 'captured', 'delivered'), []],
    ['are in flight', order({ settled: false, status: 'PLACED' }), said(), []],
    ['are late, but parked', order({ settled: false, overdue: true, parkedAt: '2026-11-27T11:00:00Z' }), said(), []],
    ['are late', order({ settled: false, overdue: true }), said('committed', 'capturing', 'booked'), ['order-stuck: nudge']],
    ['differ because the payment is behind', order(), said('committed', 'authorized', 'ready'), ['payment-differs: retell']],
    ['differ because the payment was refunded', order(), said('committed', 'refunded', 'ready'), ['payment-differs: by-hand']],
    ['differ because the stock is behind', order(), said('reserved', 'captured', 'ready'), ['stock-differs: retell']],
    ['differ because the stock is unknown', order(), said(undefined, 'captured', 'ready'), ['stock-differs: by-hand']],
    [
      'differ, because the parcel has been forgotten',
      order({ shipment: 'dispatched' }),
      said('committed', 'captured', 'ready'),
      ['shipment-differs: by-hand'],
    ],
    [
      'differ, for nothing was undone',
      cancelled,
      said('committed', 'captured', 'ready'),
      ['stock-differs: retell', 'payment-differs: retell', 'shipment-differs: retell'],
    ],
    [
      'differ, for a cancelled order has left',
      cancelled,
      said('released', 'voided', 'dispatched'),
      ['shipment-differs: by-hand'],
    ],
  ])('%s', (_, order, said, expected) => expect(told(compareOrder(order, said))).toEqual(expected));

  test('reports an undo that was given up instead of a late order', () => {
    const trouble = { reason: 'the carrier answered 409', givenUp: true };
    const late = order({ settled: false, overdue: true, status: 'CANCELLING' });
    const found = compareOrder(late, { shipment: { orderId, step: 'cancelling', trouble } });
    expect(told(found)).toEqual(['undo-given-up: retry-shipment']);
    const confirmed = compareOrder({ ...late, status: 'CONFIRMED' }, { payment: { orderId, step: 'capturing', trouble } });
    expect(told(confirmed)).toEqual(['undo-given-up: retry-payment']);
    expect(confirmed[0]?.detail).toBe('billing has given up the capture: the carrier answered 409');
    expect(found[0]?.detail).toContain('the carrier answered 409');
  });

  test('never differ while the order is in flight, whatever they say', () => {
    const step = fc.constantFrom('none', 'reserved', 'committed', 'authorized', 'captured', 'voided', 'booked', 'cancelled');
    fc.assert(
      fc.property(step, step, step, (one, two, three) => {
        expect(compareOrder(order({ settled: false }), said(one, two, three))).toEqual([]);
      }),
    );
  });
});

const intent = (more: object = {}) => ({
  ...{ intentId: 'pi_1', orderId, status: 'succeeded', received: 100, refunded: 0, createdAt: '2026-11-27T09:00:00Z' },
  ...more,
});
const held = { status: 'requires_capture', received: 0 };
const payment = { orderId, step: 'captured', intentId: 'pi_1', amount: 100 };

describe('an intent of the provider’s', () => {
  test.each([
    ['agrees', intent(), { order: order(), payment }, []],
    ['is someone else’s', intent({ orderId: undefined }), {}, []],
    ['is someone else’s with order ids of their own', intent({ orderId: 'A-17' }), {}, []],
    ['has an unknown order', intent(held), {}, ['intent-without-order: adopt']],
    [
      'has an unknown order that was dispatched',
      intent(),
      { shipment: { orderId, step: 'dispatched' } },
      ['intent-without-order: by-hand'],
    ],
    ['has no order, and holds nothing', intent({ status: 'canceled', received: 0 }), {}, []],
    ['has no order, and has been refunded', intent({ refunded: 100 }), {}, []],
    ['holds money for a cancelled order', intent(held), { order: cancelled }, ['money-held: release-intent']],
    ['has taken money for a cancelled order', intent(), { order: cancelled }, ['money-held: release-intent']],
    ['is a second one', intent({ intentId: 'pi_2' }), { order: order(), payment }, ['money-twice: release-intent']],
    [
      'is a second one that holds nothing',
      intent({ intentId: 'pi_2', status: 'requires_confirmation', received: 0 }),
      { order: order(), payment },
      [],
    ],
    ['was never captured', intent(held), { order: order(), payment }, ['money-missing: by-hand']],
    ['was given back in part', intent({ refunded: 1 }), { order: order(), payment }, ['money-differs: by-hand']],
    ['took another amount', intent({ received: 99 }), { order: order(), payment }, ['money-differs: by-hand']],
    ['is ahead of a payment that is behind', intent(), { order: order(), payment: { ...payment, step: 'authorized' } }, []],
    ['is in flight', intent(held), { order: order({ settled: false }) }, []],
    [
      'ends soon',
      intent({ ...held, createdAt: '2026-11-22T09:00:00Z' }),
      { order: order({ settled: false }) },
      ['authorization-expiring: nudge'],
    ],
    [
      'ends soon, and its order is open',
      intent({ ...held, createdAt: '2026-11-22T09:00:00Z' }),
      { order: order({ settled: false, status: 'PAYMENT_AUTHORIZED' }) },
      ['authorization-expiring: by-hand'],
    ],
  ])('%s', (_, intent, known, expected) =>
    expect(told(compareIntent(intent as Parameters<typeof compareIntent>[0], known, now))).toEqual(expected),
  );
});

describe('a booking of the carrier’s', () => {
  const booking = (more: object = {}) => ({ reference: orderId, trackingNumber: 'SBX1', status: 'booked', ...more });
  const shipment = { orderId, step: 'ready', trackingNumber: 'SBX1' };
  test.each([
    ['agrees', booking(), { order: order(), shipment }, []],
    ['is someone else’s', booking({ reference: 'A-17' }), {}, []],
    ['has an unknown order', booking(), {}, ['booking-without-order: adopt']],
    ['has no order, and is cancelled', booking({ status: 'cancelled' }), {}, []],
    ['is in flight', booking(), { order: order({ settled: false }) }, []],
    [
      'exists for a cancelled order',
      booking(),
      { order: cancelled, shipment: { orderId, step: 'cancelled' } },
      ['booking-held: release-booking'],
    ],
    ['is not cancelled yet, like its shipment', booking(), { order: cancelled, shipment: { orderId, step: 'booked' } }, []],
    [
      'was cancelled by the carrier',
      booking({ status: 'cancelled' }),
      { order: order(), shipment },
      ['booking-missing: by-hand'],
    ],
    ['has another number', booking({ trackingNumber: 'SBX2' }), { order: order(), shipment }, ['booking-differs: by-hand']],
  ])('%s', (_, booking, known, expected) => expect(told(compareBooking(booking, known))).toEqual(expected));
});

describe('what is held for an unknown order', () => {
  test.each([
    ['reservation-without-order', 'committed', ['reservation-without-order: adopt']],
    ['reservation-without-order', 'released', []],
    ['payment-without-order', 'voiding', ['payment-without-order: adopt']],
    ['payment-without-order', 'waiting', []],
    ['shipment-without-order', 'booking', ['shipment-without-order: adopt']],
    ['shipment-without-order', 'cancelled', []],
  ] as const)('as a %s that is %s', (kind, step, expected) => {
    expect(told(orphanIn(kind, { orderId, step, lines: [] }, {}))).toEqual(expected);
    expect(orphanIn(kind, { orderId, step, lines: [] }, { order: order() })).toEqual([]);
  });
});

const pieces = fc.nat(1000);
const stockOf = fc.record({
  available: pieces,
  reserved: pieces,
  committed: pieces,
  adjusted: fc.integer({ min: -1000, max: 1000 }),
});

describe('the counters of a product', () => {
  const entry = (pools: { available: number; reserved: number; committed: number; adjusted: number }) => {
    const received = pools.available + pools.reserved + pools.committed - pools.adjusted;
    return { productId, received, ...pools };
  };
  const compare = (stock: ReturnType<typeof entry>, held: HeldByProduct, before = stock) =>
    compareStock({ before: new Map([[productId, before]]), after: new Map([[productId, stock]]), held });

  test('agree with the reservations that they were counted from', () => {
    fc.assert(
      fc.property(stockOf, (pools) => {
        const { reserved, committed } = pools;
        expect(compare(entry(pools), new Map([[productId, { reserved, committed }]]))).toEqual({ findings: [], uncounted: 0 });
      }),
    );
  });

  test('are corrected by a recount to the sums, whatever someone wrote into them', () => {
    fc.assert(
      fc.property(stockOf, stockOf, (right, written) => {
        const truth = entry(right);
        const stock = { ...truth, available: written.available, reserved: written.reserved, committed: written.committed };
        const counted = { reserved: right.reserved, committed: right.committed };
        const { findings } = compare(stock, new Map([[productId, counted]]));
        if (findings.length === 0) return expect(stock).toEqual(truth);
        expect(findings).toEqual([expect.objectContaining({ repair: 'recount', recount: expect.objectContaining({ counted }) })]);
      }),
    );
  });

  test('are not compared with sums that were made while they moved', () => {
    const stock = entry({ available: 1, reserved: 1, committed: 0, adjusted: 0 });
    const before = entry({ available: 2, reserved: 0, committed: 0, adjusted: 0 });
    expect(compare(stock, new Map(), before)).toEqual({ findings: [], uncounted: 1 });
    // That they do not add up is evident at any time.
    expect(told(compare({ ...stock, available: 5 }, new Map(), before).findings)).toEqual(['stock-unbalanced: by-hand']);
  });

  test('only count what reservations hold, and nothing that has been released', () => {
    const held: HeldByProduct = new Map();
    const lines = [{ productId, quantity: 2 }];
    for (const step of ['reserved', 'reserved', 'committed', 'released', 'rejected']) addHeld(held, { orderId, step, lines });
    expect(held.get(productId)).toEqual({ reserved: 4, committed: 2 });
  });

  test('are missing where something is held of a product without stock', () => {
    const { findings } = compareStock({
      before: new Map(),
      after: new Map(),
      held: new Map([[productId, { reserved: 1, committed: 0 }]]),
    });
    expect(told(findings)).toEqual(['stock-miscounted: by-hand']);
  });
});
