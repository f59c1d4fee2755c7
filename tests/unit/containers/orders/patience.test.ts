import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Event } from '#events/index.ts';
import { type Order, steps } from '../../../../containers/orders/domain.ts';
import { createPatience, learnFrom } from '../../../../containers/orders/patience.ts';
import { sample } from '../../../saga/model/sample-events.ts';

const patienceAfter = (...samples: number[]) => {
  const patience = createPatience();
  for (const seconds of samples) patience.note(seconds);
  return patience.seconds();
};

describe('the delay before orders announces again', () => {
  it('is 5 s while nothing is known, and while answers come quickly', () => {
    expect(patienceAfter()).toBe(5);
    expect(patienceAfter(...Array(20).fill(0.3))).toBe(5);
  });

  it('exceeds the response time once that is long', () => {
    expect(patienceAfter(...Array(10).fill(9))).toBeGreaterThan(9);
  });

  it('never exceeds 15 s, whatever an outage or a skewed clock has taught it', () => {
    expect(patienceAfter(3_600)).toBe(15);
    expect(patienceAfter(-600, 0.2)).toBe(5);
  });

  it('returns to 5 s when answers are quick again', () => {
    expect(patienceAfter(600, ...Array(80).fill(0.2))).toBe(5);
  });

  it('always stays within its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true })), (samples) => {
        expect(patienceAfter(...samples)).toBeGreaterThanOrEqual(5);
        expect(patienceAfter(...samples)).toBeLessThanOrEqual(15);
      }),
    );
  });

  // By hand, with the formulas of RFC 6298, section 2.
  it.each([
    { measured: [2], delay: 2 + 4 * 1 },
    { measured: [2, 4], delay: 2.25 + 4 * 1.25 },
    { measured: [2, 4, 1], delay: 2.09375 + 4 * 1.25 },
    { measured: [-5], delay: 0 },
  ])('is $delay s after response times of $measured s where no bound applies', ({ measured, delay }) => {
    const patience = createPatience({ secondsMin: 0, secondsMax: 1_000 });
    for (const seconds of measured) patience.note(seconds);
    expect(patience.seconds()).toBe(delay);
  });
});

describe('a change of an order whose event is 3 s old', () => {
  const now = Date.parse(sample.OrderPlaced.time) + 3_000;
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const open = steps.placeOrder(sample.OrderPlaced.data);
  const confirmed = steps.confirmOrder(steps.noteProgress(open, sample.StockReserved), sample.ShipmentBooked);
  const committed = steps.settleOrder(confirmed, sample.StockCommitted);
  const captured = steps.settleOrder(committed, sample.PaymentCaptured);
  const settled = steps.confirmOrder(captured, sample.ShipmentReady);
  const placedEvent: Event = sample.OrderPlaced;
  const confirmedEvent: Event = { ...sample.OrderConfirmed, time: placedEvent.time };

  it.each<[string, number[], [Order, Event | undefined], [Order, Event | undefined]]>([
    ['is learnt from when it decides', [3], [open, placedEvent], [confirmed, confirmedEvent]],
    ['is learnt from when it settles', [3], [captured, confirmedEvent], [settled, confirmedEvent]],
    ['is not when it does neither', [], [confirmed, confirmedEvent], [committed, confirmedEvent]],
    ['is not when it was settled before', [], [settled, confirmedEvent], [settled, confirmedEvent]],
    ['is not when it is the first', [], [open, undefined], [open, placedEvent]],
  ])('%s', (_, learnt, [before, eventBefore], [after, eventAfter]) => {
    jest.spyOn(Date, 'now').mockReturnValue(now);
    const noted: number[] = [];
    const row = { orderId: placedEvent.subject, version: 1 };
    learnFrom({ note: (seconds) => void noted.push(seconds), seconds: () => 5 })(
      { ...row, state: after, event: eventAfter },
      { ...row, state: before, event: eventBefore },
    );
    expect(noted).toEqual(learnt);
  });
});
