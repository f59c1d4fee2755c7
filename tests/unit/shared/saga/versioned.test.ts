import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Draft } from '#events/index.ts';
import { type Versioned, withState } from '#shared/saga/versioned.ts';
import { causeOf } from '../../../support/an-order.ts';

type State = { tells: 'OrderConfirmed' | 'StockReleased' | undefined };
const drafts: Record<string, Draft> = {
  OrderConfirmed: { type: 'OrderConfirmed', data: { customerId: randomUUID() } },
  StockReleased: { type: 'StockReleased', data: { lines: [] } },
};
const toEvent = ({ tells }: State) => tells && drafts[tells];
const orderId = randomUUID();
const fresh: Versioned<State> = { orderId, state: { tells: undefined }, version: 0, event: undefined };
const next = (row: Versioned<State>, tells: State['tells'], cause = causeOf(orderId)) =>
  withState(row, { tells }, { cause, toEvent });

describe('a row with its next state', () => {
  it('is the next version, with the state’s event, which names its cause', () => {
    const cause = causeOf(orderId);
    expect(next(fresh, 'OrderConfirmed', cause)).toMatchObject({
      orderId,
      version: 1,
      state: { tells: 'OrderConfirmed' },
      event: { type: 'OrderConfirmed', subject: orderId, causationid: cause.id },
    });
  });

  it('keeps an event that still describes it, and drops one that does not', () => {
    const first = next(fresh, 'OrderConfirmed');
    const second = next(first, 'OrderConfirmed');
    expect([second.version, second.event]).toEqual([2, first.event]);
    expect(next(second, undefined).event).toBeUndefined();
  });

  it('keeps its order’s original correlation id, whatever caused it', () => {
    const first = next(fresh, 'OrderConfirmed');
    const cause = causeOf(orderId);
    expect(next(first, 'StockReleased', cause).event).toMatchObject({
      correlationid: first.event?.correlationid,
      causationid: cause.id,
    });
  });

  it('keeps its order’s original trace, no matter who asks later', () => {
    const first = next(fresh, 'OrderConfirmed');
    const cause = { ...causeOf(orderId), traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` };
    const traceOf = (row: typeof first) => row.event?.traceparent.replace(/-[0-9a-f]{16}-/, ' ');
    expect(traceOf(next(first, 'StockReleased', cause))).toBe(traceOf(first));
    expect(traceOf(next(fresh, 'StockReleased', cause))).toBe(`00-${'a'.repeat(32)} 00`);
  });
});
