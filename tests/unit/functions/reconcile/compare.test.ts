import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Payment } from '../../../../containers/billing/domain.ts';
import type { Reservation } from '../../../../containers/inventory/domain.ts';
import type { Shipment } from '../../../../containers/shipping/domain.ts';
import { compareOrder } from '../../../../functions/reconcile/compare-order.ts';
import {
  compareBooking,
  compareIntent,
  compareUnbooked,
  compareUnlisted,
  orphanIn,
} from '../../../../functions/reconcile/compare-outside.ts';
import { addHeld, compareStock, type HeldByProduct } from '../../../../functions/reconcile/compare-stock.ts';
import type { OrderEntry } from '../../../../functions/reconcile/entries.ts';

const orderId = '01a2009f-0c90-7c9e-b880-46e95d71d928';
const productId = '01990000-0000-7000-8000-000000000002';
const now = new Date('2026-11-27T12:00:00Z');
const order = (more: Partial<OrderEntry> = {}): OrderEntry => ({
  ...{ orderId, status: 'CONFIRMED', settled: true, overdue: false, shipment: 'ready' },
  ...{ total: { amount: 100, currency: 'USD' }, lines: [{ productId, quantity: 2 }] },
  ...more,
});
const cancelled = order({ status: 'CANCELLED', shipment: 'cancelled' });
const said = (reservation?: string, payment?: string, shipment?: string) => ({
  reservation: reservation === undefined ? undefined : { orderId, step: reservation, lines: [] },
  payment: payment === undefined ? undefined : { orderId, step: payment },
  shipment: shipment === undefined ? undefined : { orderId, step: shipment },
});
const told = (findings: { kind: string; repair: string }[]) => findings.map(({ kind, repair }) => `${kind}: ${repair}`);

/** What becomes of a participant in some state. */
type Mended = 'agrees' | 'retell' | 'by-hand';

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
    ['differ because the capture is in progress', order(), said('committed', 'capturing', 'ready'), ['payment-differs: retell']],
    ['differ because the shipment is behind', order(), said('committed', 'captured', 'booked'), ['shipment-differs: retell']],
    ['may be on their way', order(), said('committed', 'captured', 'dispatched'), []],
    [
      'differ, because the delivery has been forgotten',
      order({ shipment: 'delivered' }),
      said('committed', 'captured', 'dispatched'),
      ['shipment-differs: by-hand'],
    ],
    ['differ because the stock is unknown', order(), said(undefined, 'captured', 'ready'), ['stock-differs: by-hand']],
    [
      'differ, because the parcel has been forgotten',
      order({ shipment: 'dispatched' }),
      said('committed', 'captured', 'ready'),
      ['shipment-differs: by-hand'],
    ],
    [
      'differ, because nothing was undone',
      cancelled,
      said('committed', 'captured', 'ready'),
      ['stock-differs: retell', 'payment-differs: retell', 'shipment-differs: retell'],
    ],
    [
      'differ, because a cancelled order was dispatched',
      cancelled,
      said('released', 'voided', 'dispatched'),
      ['shipment-differs: by-hand'],
    ],
  ])('%s', (_, order, said, expected) => expect(told(compareOrder(order, said))).toEqual(expected));

  // Announcing a cancellation again undoes whatever is not undone, except a parcel that has left.
  const stock: Record<Reservation['status'], Mended> = {
    ...{ none: 'retell', reserved: 'retell', committed: 'retell', released: 'agrees', rejected: 'agrees' },
  };
  const payment: Record<Payment['status'], Mended> = {
    ...{ none: 'retell', waiting: 'retell', creating: 'retell', confirming: 'retell', authorized: 'retell', capturing: 'retell' },
    ...{ captured: 'retell', abandoning: 'retell', searching: 'retell', voiding: 'retell', refunding: 'retell' },
    ...{ failed: 'agrees', voided: 'agrees', refunded: 'agrees' },
  };
  const shipment: Record<Shipment['status'], Mended> = {
    ...{ none: 'retell', waiting: 'retell', booking: 'retell', booked: 'retell', ready: 'retell', cancelling: 'retell' },
    ...{ dispatched: 'by-hand', delivered: 'by-hand', failed: 'agrees', cancelled: 'agrees' },
  };

  test.each([
    ...Object.entries(stock).map(([step, mended]) => ['stock', step, mended, said(step, 'voided', 'cancelled')] as const),
    ...Object.entries(payment).map(([step, mended]) => ['payment', step, mended, said('released', step, 'cancelled')] as const),
    ...Object.entries(shipment).map(([step, mended]) => ['shipment', step, mended, said('released', 'voided', step)] as const),
  ])('of a cancelled order: a %s that is %s: %s', (about, _, mended, said) => {
    expect(told(compareOrder(cancelled, said))).toEqual(mended === 'agrees' ? [] : [`${about}-differs: ${mended}`]);
  });

  test('reports an undo or a capture that was given up instead of a late order', () => {
    const trouble = { reason: 'the carrier answered 409', givenUp: true };
    const late = order({ settled: false, overdue: true, status: 'CANCELLING' });
    const found = compareOrder(late, { shipment: { orderId, step: 'cancelling', trouble } });
    expect(told(found)).toEqual(['undo-given-up: retry-shipment']);
    const confirmed = compareOrder({ ...late, status: 'CONFIRMED' }, { payment: { orderId, step: 'capturing', trouble } });
    expect(told(confirmed)).toEqual(['capture-given-up: retry-payment']);
    expect(confirmed[0]?.detail).toBe('billing has given up the capture: the carrier answered 409');
    expect(found[0]?.detail).toContain('the carrier answered 409');
  });

  test('reports what was given up for a settled order too: announcing that again would change nothing', () => {
    const trouble = { reason: 'the intent cannot be read', givenUp: true };
    const refunding = { ...said('reserved', 'refunding', 'cancelled'), payment: { orderId, step: 'refunding', trouble } };
    expect(told(compareOrder(cancelled, refunding))).toEqual(['undo-given-up: retry-payment', 'stock-differs: retell']);
    const capturing = { ...said('committed', 'capturing', 'ready'), payment: { orderId, step: 'capturing', trouble } };
    expect(told(compareOrder(order(), capturing))).toEqual(['capture-given-up: retry-payment']);
    const failing = { ...refunding, payment: { ...refunding.payment, trouble: { ...trouble, givenUp: false } } };
    expect(told(compareOrder(cancelled, failing))).toEqual(['stock-differs: retell', 'payment-differs: retell']);
  });

  test('does not retry the capture of a cancelled order, which would charge it: announcing it again undoes the capture', () => {
    const trouble = { reason: 'the intent cannot be read', givenUp: true };
    const capturing = { ...said('released', 'capturing', 'cancelled'), payment: { orderId, step: 'capturing', trouble } };
    expect(told(compareOrder(cancelled, capturing))).toEqual(['payment-differs: retell']);
    const late = order({ settled: false, overdue: true, status: 'CANCELLING' });
    expect(told(compareOrder(late, capturing))).toEqual(['order-stuck: nudge']);
  });

  test.each([
    ['the same', { amount: 100, currency: 'USD' }, []],
    ['unknown yet', {}, []],
    ['less', { amount: 99, currency: 'USD' }, ['amount-differs: by-hand']],
    ['in another currency', { amount: 100, currency: 'EUR' }, ['amount-differs: by-hand']],
  ])('differ if what is paid is not the total, settled or not: %s', (_, paid, expected) => {
    const payment = { orderId, step: 'authorized', ...paid };
    expect(told(compareOrder(order({ settled: false }), { payment }))).toEqual(expected);
    const settled = compareOrder(order(), {
      ...said('committed', 'captured', 'ready'),
      payment: { ...payment, step: 'captured' },
    });
    expect(told(settled)).toEqual(expected);
  });

  const another = '01990000-0000-7000-8000-000000000001';
  test.each([
    ['the same', [{ productId, quantity: 2 }], []],
    ['nothing any more', [], []],
    ['fewer pieces', [{ productId, quantity: 1 }], ['lines-differ: by-hand']],
    ['something else', [{ productId: another, quantity: 2 }], ['lines-differ: by-hand']],
    [
      'more products',
      [
        { productId: another, quantity: 1 },
        { productId, quantity: 2 },
      ],
      ['lines-differ: by-hand'],
    ],
  ])('differ if what is reserved is not what was ordered: %s', (_, lines, expected) => {
    const reservation = { orderId, step: 'reserved', lines };
    expect(told(compareOrder(order({ settled: false }), { reservation }))).toEqual(expected);
  });

  test('do not differ because a product is in several lines, or in another place', () => {
    const [one, two] = [
      { productId, quantity: 1 },
      { productId: another, quantity: 1 },
    ];
    const reservation = { orderId, step: 'reserved', lines: [two, { productId, quantity: 2 }] };
    expect(compareOrder(order({ settled: false, lines: [one, one, two] }), { reservation })).toEqual([]);
  });

  test('are not compared with what is unknown about an adopted order', () => {
    const adopted = order({ settled: false, total: { amount: 0, currency: 'XXX' }, lines: [] });
    const reservation = { orderId, step: 'reserved', lines: [{ productId, quantity: 2 }] };
    const paid = { orderId, step: 'authorized', amount: 100, currency: 'USD' };
    expect(compareOrder(adopted, { reservation, payment: paid })).toEqual([]);
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
  ...{ intentId: 'pi_1', orderId, status: 'succeeded', amount: 100, currency: 'USD' },
  ...{ received: 100, refunded: 0, createdAt: '2026-11-27T09:00:00Z' },
  ...more,
});
const held = { status: 'requires_capture', received: 0 };
const payment = { orderId, step: 'captured', intentId: 'pi_1', amount: 100, currency: 'USD' };
const authorized = { ...payment, step: 'authorized' };
const released = { status: 'canceled', received: 0 };

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
    [
      'has an unknown order that was delivered',
      intent({ status: 'processing', received: 0 }),
      { shipment: { orderId, step: 'delivered' } },
      ['intent-without-order: by-hand'],
    ],
    ['has no order, and holds nothing', intent({ status: 'canceled', received: 0 }), {}, []],
    ['has no order, and has been refunded', intent({ refunded: 100 }), {}, []],
    ['holds money for a cancelled order', intent(held), { order: cancelled }, ['money-held: release-intent']],
    ['has taken money for a cancelled order', intent(), { order: cancelled }, ['money-held: release-intent']],
    ['has given the money of a cancelled order back', intent({ refunded: 100 }), { order: cancelled }, []],
    ['is a second one', intent({ intentId: 'pi_2' }), { order: order(), payment }, ['money-twice: release-intent']],
    [
      'is a second one that holds nothing',
      intent({ intentId: 'pi_2', status: 'requires_confirmation', received: 0 }),
      { order: order(), payment },
      [],
    ],
    ['was never captured', intent(held), { order: order(), payment }, ['money-missing: by-hand']],
    ['was refunded in part', intent({ refunded: 1 }), { order: order(), payment }, ['money-differs: by-hand']],
    ['took another amount', intent({ received: 99 }), { order: order(), payment }, ['money-differs: by-hand']],
    ['is ahead of a payment that is behind', intent(), { order: order(), payment: { ...payment, step: 'authorized' } }, []],
    ['has another currency', intent({ currency: 'EUR' }), { order: order(), payment }, ['money-differs: by-hand']],
    ['is in flight', intent(held), { order: order({ settled: false }) }, []],
    ['is captured in our books, which are ahead', intent(held), { order: order({ settled: false }), payment }, []],
    ['is in flight, and ahead', intent(), { order: order({ settled: false }), payment: authorized }, []],
    [
      'is in flight, and not confirmed yet',
      intent({ status: 'requires_confirmation' }),
      { order: order({ settled: false }), payment: authorized },
      [],
    ],
    [
      'was released under a confirmed order',
      intent(released),
      { order: order({ settled: false }), payment: authorized },
      ['hold-missing: nudge'],
    ],
    [
      'was released under a capture that was given up and parked',
      intent(released),
      { order: order({ settled: false, parkedAt: '2026-11-27T11:00:00Z' }), payment: { ...payment, step: 'capturing' } },
      ['hold-missing: by-hand'],
    ],
    [
      'was released under an open order',
      intent(released),
      { order: order({ settled: false, status: 'PAYMENT_AUTHORIZED' }), payment: authorized },
      ['hold-missing: by-hand'],
    ],
    ['was released under a settled order', intent(released), { order: order(), payment: authorized }, ['hold-missing: by-hand']],
    [
      'was released, as it is recorded',
      intent(released),
      { order: order({ settled: false }), payment: { ...payment, step: 'voiding' } },
      [],
    ],
    [
      'holds another amount',
      intent({ ...held, amount: 90 }),
      { order: order({ settled: false }), payment: authorized },
      ['money-differs: by-hand'],
    ],
    [
      'is a second one, released while the order is in flight',
      intent({ ...released, intentId: 'pi_2' }),
      { order: order({ settled: false }), payment: authorized },
      [],
    ],
    [
      'ends soon',
      intent({ ...held, createdAt: '2026-11-22T09:00:00Z' }),
      { order: order({ settled: false }) },
      ['authorization-expiring: nudge'],
    ],
    [
      'ends soon, and its order is being cancelled',
      intent({ ...held, createdAt: '2026-11-22T09:00:00Z' }),
      { order: order({ settled: false, status: 'CANCELLING' }) },
      ['authorization-expiring: nudge'],
    ],
    ['lasts for two more days', intent({ ...held, createdAt: '2026-11-22T12:00:00Z' }), { order: order({ settled: false }) }, []],
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

describe('a payment that the provider does not have', () => {
  test.each([
    ['captured', ['money-missing: by-hand']],
    ['authorized', ['hold-missing: by-hand']],
    ['capturing', ['hold-missing: by-hand']],
    ['refunding', []],
    ['voided', []],
  ])('and that is %s', (step, expected) => expect(told(compareUnlisted({ ...payment, step }))).toEqual(expected));
});

describe('a shipment that the carrier does not list', () => {
  test.each(['booked', 'ready', 'dispatched', 'delivered'])('is %s', (step) => {
    const [found] = compareUnbooked({ orderId, step, trackingNumber: 'SBX1' });
    expect(found).toMatchObject({ kind: 'booking-missing', about: orderId, repair: 'by-hand' });
    expect(found?.detail).toBe(`The carrier does not list it; our books say ${step} as SBX1`);
  });

  test.each(['waiting', 'booking', 'cancelling', 'cancelled', 'failed'])('may be %s', (step) => {
    expect(compareUnbooked({ orderId, step })).toEqual([]);
  });
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
      'is in flight, and cancelled',
      booking({ status: 'cancelled' }),
      { order: order({ settled: false }), shipment: { orderId, step: 'cancelling' } },
      [],
    ],
    [
      'was cancelled while its order is in flight',
      booking({ status: 'cancelled' }),
      { order: order({ settled: false }), shipment: { ...shipment, step: 'booked' } },
      ['booking-missing: by-hand'],
    ],
    [
      'exists for a cancelled order',
      booking(),
      { order: cancelled, shipment: { orderId, step: 'cancelled' } },
      ['booking-held: release-booking'],
    ],
    [
      'exists although it was refused',
      booking(),
      { order: cancelled, shipment: { orderId, step: 'failed' } },
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
  const reservation = ['none', 'reserved', 'committed'] satisfies Reservation['status'][];
  const shipment = ['none', 'booking', 'booked', 'ready', 'dispatched', 'delivered', 'cancelling'] satisfies Shipment['status'][];
  const payment = ['none', 'creating', 'confirming', 'authorized', 'capturing', 'captured'] satisfies Payment['status'][];
  const undoing = ['abandoning', 'searching', 'voiding', 'refunding'] satisfies Payment['status'][];

  test.each([
    ...reservation.map((step) => ['reservation-without-order', step] as const),
    ...[...payment, ...undoing].map((step) => ['payment-without-order', step] as const),
    ...shipment.map((step) => ['shipment-without-order', step] as const),
  ])('as a %s that is %s', (kind, step) => {
    expect(told(orphanIn(kind, { orderId, step, lines: [] }, {}))).toEqual([`${kind}: adopt`]);
    expect(orphanIn(kind, { orderId, step, lines: [] }, { order: order() })).toEqual([]);
  });

  const over: Record<Parameters<typeof orphanIn>[0], string[]> = {
    'reservation-without-order': ['released', 'rejected'] satisfies Reservation['status'][],
    'payment-without-order': ['waiting', 'failed', 'voided', 'refunded'] satisfies Payment['status'][],
    'shipment-without-order': ['waiting', 'failed', 'cancelled'] satisfies Shipment['status'][],
  };

  test.each(Object.entries(over))('is nothing as a %s that is %j', (kind, steps) => {
    for (const step of steps) expect(orphanIn(kind as keyof typeof over, { orderId, step, lines: [] }, {})).toEqual([]);
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

  const stock = entry({ available: 5, reserved: 2, committed: 3, adjusted: -1 });
  const none = { reserved: 0, committed: 0 };
  test.each([
    ['have one that is reserved too much', { ...stock, reserved: 3, available: 4 }, 'stock-miscounted: recount'],
    ['have one that is taken too much', { ...stock, committed: 4, available: 4 }, 'stock-miscounted: recount'],
    ['have one too much', { ...stock, available: 6 }, 'stock-unbalanced: recount'],
    ['are fewer than the reservations', { ...stock, received: 5, available: 0 }, 'stock-unbalanced: by-hand'],
  ])('%s', (_, written, expected) => {
    const { findings } = compare(written, new Map([[productId, { reserved: 2, committed: 3 }]]));
    expect(told(findings)).toEqual([expected]);
  });

  test('are zero without reservations', () => {
    expect(compare({ ...stock, ...none, available: 10 }, new Map()).findings).toEqual([]);
    const [found] = compare({ ...stock, ...none, reserved: 1, available: 9 }, new Map()).findings;
    expect(found).toMatchObject({ kind: 'stock-miscounted', recount: { counted: none } });
  });

  test.each(['available', 'reserved', 'committed', 'received', 'adjusted'] as const)('have moved if %s has', (pool) => {
    const moved = { ...stock, [pool]: stock[pool] + 1 };
    expect(compare(stock, new Map([[productId, { reserved: 9, committed: 9 }]]), moved)).toEqual({ findings: [], uncounted: 1 });
  });

  test('are not missing for a product that has just come or gone', () => {
    const held = new Map([[productId, { reserved: 1, committed: 0 }]]);
    const listed = new Map([[productId, stock]]);
    expect(compareStock({ before: listed, after: new Map(), held }).findings).toEqual([]);
    expect(compareStock({ before: new Map(), after: listed, held }).findings).toEqual([]);
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
