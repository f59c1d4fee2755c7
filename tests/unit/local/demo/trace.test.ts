import { describe, expect, test } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { differences, traceOf } from '../../../../local/demo/trace.ts';
import { anOrder } from '../../../support/an-order.ts';

const { placed, confirmed, cancelled, tell, placement } = anOrder();
const lines = placement.lines.map(({ productId, quantity }) => ({ productId, quantity }));
const clean = { held: 0, committed: 0, authorized: 0, captured: 0, booked: 0, deadLetters: 0 } as NonNullable<
  Parameters<typeof traceOf>[2]
>;
const refused: Event[] = [
  cancelled(),
  tell('StockReleased', { lines }),
  tell('PaymentFailed', { phase: 'authorize', code: 'card_declined' }),
  tell('StockReserved', { lines }),
  placed(),
];

describe('a trace', () => {
  test('follows the saga table, whatever arrived first, and shows a repeat once', () => {
    const expected = [
      'payment refused',
      '+ OrderPlaced        orders',
      '+ StockReserved      inventory   reserve-stock',
      '! PaymentFailed      billing     authorize-payment: card declined',
      '- OrderCancelled     orders      cancel-order undoes place-order',
      '- StockReleased      inventory   release-stock undoes reserve-stock',
      'clean slate: held 0 · authorized 0 · captured 0 · booked 0 · dead letters 0',
    ];
    expect(traceOf('payment refused', refused, clean)).toEqual(expected);
    expect(traceOf('payment refused', [...refused, ...refused].reverse(), clean)).toEqual(expected);
  });

  test('ends with its last event without access to the stores', () => {
    const whole = traceOf('payment refused', refused, clean);
    expect(traceOf('payment refused', refused)).toEqual(whole.slice(0, -1));
  });

  test('shows what a cancelled order has left behind', () => {
    for (const left of ['held', 'committed', 'authorized', 'captured', 'booked', 'deadLetters'])
      expect(traceOf('x', refused, { ...clean, [left]: 1 }).at(-1)).toMatch(/^left behind: /);
  });

  test('of a confirmed order ends with what it holds', () => {
    expect(traceOf('bought', [placed(), confirmed()], { ...clean, committed: 2, captured: 2600 })).toEqual([
      'bought',
      '+ OrderPlaced        orders',
      '+ OrderConfirmed     orders      confirm-order',
      'settled: held 0 · committed 2 · authorized 0 · captured 2600 · booked 0 · dead letters 0',
    ]);
  });

  test('that matches has no differences', () => {
    const trace = traceOf('payment refused', refused, clean);
    expect(differences(trace, trace)).toEqual([]);
    expect(
      differences(
        trace,
        trace.map((line) => line.replace('+ StockReserved', '? StockReserved')),
      ),
    ).toEqual([]);
    expect(
      differences(
        trace.filter((line) => !line.includes('StockReserved')),
        trace.map((line) => line.replace('+ StockReserved', '? StockReserved')),
      ),
    ).toEqual([]);
  });

  test('that does not match shows what is missing and what is unexpected', () => {
    expect(differences(['a', 'x'], ['a', 'b'])).toEqual(['missing:    b', 'unexpected: x']);
  });
});
