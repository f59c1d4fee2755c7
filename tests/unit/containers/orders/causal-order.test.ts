import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inCausalOrder } from '../../../../containers/orders/causal-order.ts';

const ids = (events: readonly { id: string }[]) => events.map(({ id }) => id).join('');

describe('events in causal order', () => {
  it.each([
    ['stay by time where clocks agree', [{ id: 'a' }, { id: 'b', cause: 'a' }, { id: 'c', cause: 'a' }], 'abc'],
    ['wait for their cause', [{ id: 'b', cause: 'a' }, { id: 'c' }, { id: 'a' }], 'cab'],
    ['wait for the cause of their cause', [{ id: 'c', cause: 'b' }, { id: 'b', cause: 'a' }, { id: 'a' }], 'abc'],
    ['do not wait for what is not there', [{ id: 'b', cause: 'x' }, { id: 'a' }], 'ba'],
    ['do not wait for each other', [{ id: 'b', cause: 'a' }, { id: 'a', cause: 'b' }, { id: 'c' }], 'cba'],
  ])('%s', (_, byTime, expected) => {
    expect(ids(inCausalOrder(byTime))).toBe(expected);
  });

  it('are complete, without repetition, and none comes before its cause', () => {
    const events = fc
      .uniqueArray(fc.nat(15), { minLength: 1, maxLength: 16 })
      .chain((order) => fc.tuple(fc.constant(order), fc.array(fc.nat(15), { minLength: 16, maxLength: 16 })))
      // A cause has a smaller number, so there are no cycles; the order by time is arbitrary.
      .map(([order, causes]) =>
        order.map((number) => ({ id: `${number}`, cause: `${Math.min(causes[number] ?? 0, number - 1)}` })),
      );
    fc.assert(
      fc.property(events, (byTime) => {
        const ordered = inCausalOrder(byTime);
        const placeOf = new Map(ordered.map(({ id }, place) => [id, place]));
        expect([...ordered].sort(byId)).toEqual([...byTime].sort(byId));
        for (const [place, { cause }] of ordered.entries()) expect(placeOf.get(cause) ?? -1).toBeLessThan(place);
      }),
    );
  });
});

const byId = (one: { id: string }, other: { id: string }) => Number(one.id) - Number(other.id);
