import { describe, expect, it } from '@jest/globals';
import type { Order } from '../../../../containers/orders/domain.ts';
import { createHearing } from '../../../../containers/orders/hearing.ts';
import { anOrder } from '../../../support/an-order.ts';

const { placement } = anOrder();
const reserved: Order = { placement, stock: 'reserved', payment: 'none', shipment: 'none', decision: { kind: 'open' } };
const cancelled: Order = { ...reserved, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: false } };
const row = (state: Order) => ({ orderId: 'o', state, version: 1, event: undefined });

/** A hearing whose clock stands until it is told to go on. */
function aHearing() {
  let clock = 0;
  const hearing = createHearing({ now: () => clock });
  return {
    passes: (seconds: number) => {
      clock += seconds * 1000;
    },
    hears: (after: Partial<Order>) => hearing.note(row({ ...reserved, ...after }), row(reserved)),
    /** How many of so many orders that wait for billing are announced. */
    repeated: (times: number, order = reserved) =>
      Array.from({ length: times }, () => hearing.mayRepeat(order)).filter(Boolean).length,
  };
}

describe('an order that waits for a participant', () => {
  it('is announced again, whatever there are, while that participant is heard of', () => {
    const { hears, passes, repeated } = aHearing();
    hears({ payment: 'authorized' });
    expect(repeated(500)).toBe(500);
    passes(10);
    expect(repeated(500)).toBe(500);
  });

  it('is a probe once that participant has been silent for 10 s: ten at first, and one a second', () => {
    const { hears, passes, repeated } = aHearing();
    hears({ payment: 'authorized' });
    passes(10.001);
    expect(repeated(500)).toBe(10);
    passes(3);
    expect(repeated(500)).toBe(3);
    passes(0.5);
    expect(repeated(500)).toBe(0);
    passes(0.5);
    expect(repeated(500)).toBe(1);
    passes(3_600);
    expect(repeated(500)).toBe(10);
  });

  it('is one, too, while nobody has been heard of yet', () => {
    expect(aHearing().repeated(500)).toBe(10);
  });

  it('is not announced for the sake of another that speaks', () => {
    const { hears, repeated } = aHearing();
    hears({ stock: 'committed' });
    hears({ shipment: 'booked' });
    expect(repeated(500)).toBe(10);
  });

  it('is announced at full when it comes back', () => {
    const { hears, repeated } = aHearing();
    expect(repeated(500)).toBe(10);
    hears({ payment: 'authorized' });
    expect(repeated(500)).toBe(500);
  });
});

describe('an order that has yet to tell its own cancellation', () => {
  it('tells it, whoever is silent', () => {
    expect(aHearing().repeated(500, cancelled)).toBe(500);
  });
});
