import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { Draft } from '#events/index.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { advance, answer, type Current } from '#shared/saga/versioned.ts';
import { causeOf } from '../../../support/an-order.ts';

type State = { tells: 'OrderConfirmed' | 'StockReleased' | undefined };
const drafts: Record<string, Draft> = {
  OrderConfirmed: { type: 'OrderConfirmed', data: { customerId: randomUUID() } },
  StockReleased: { type: 'StockReleased', data: { lines: [] } },
};
const standsFor = ({ tells }: State) => tells && drafts[tells];
const fresh = (): Current<State> => ({ state: { tells: undefined }, version: 0, event: undefined, cause: causeOf(randomUUID()) });
const writing = () => jest.fn<(next: Current<State>, previous: State) => Promise<void>>().mockResolvedValue(undefined);

describe('a verdict', () => {
  it('that changes nothing writes nothing', async () => {
    const [current, write] = [fresh(), writing()];
    expect(await advance(current, current.state, { standsFor, write })).toBe(current);
    expect(write).not.toHaveBeenCalled();
  });

  it('that comes too early writes nothing and is tried again later', async () => {
    const write = writing();
    await expect(advance(fresh(), 'tooEarly', { standsFor, write })).rejects.toThrow(RetryLaterError);
    expect(write).not.toHaveBeenCalled();
  });

  it('is written as the next version together with the event that it stands for', async () => {
    const [current, write] = [fresh(), writing()];
    const next = await advance(current, { tells: 'OrderConfirmed' }, { standsFor, write });
    expect(next).toMatchObject({
      version: 1,
      state: { tells: 'OrderConfirmed' },
      event: { type: 'OrderConfirmed', causationid: current.cause.id },
    });
    expect(write).toHaveBeenCalledWith(next, current.state);
    expect(answer(next)).toEqual([next.event]);
  });

  it('that stands for the same event keeps it, and one that stands for none drops it', async () => {
    const write = writing();
    const first = await advance(fresh(), { tells: 'OrderConfirmed' }, { standsFor, write });
    const second = await advance(
      { ...first, cause: causeOf(first.cause.subject) },
      { tells: 'OrderConfirmed' },
      { standsFor, write },
    );
    expect(second.version).toBe(2);
    expect(second.event).toBe(first.event);
    const third = await advance(second, { tells: undefined }, { standsFor, write });
    expect(answer(third)).toEqual([]);
  });

  it('keeps the correlation that its order began with, whatever caused it', async () => {
    const first = await advance(fresh(), { tells: 'OrderConfirmed' }, { standsFor, write: writing() });
    const cause = causeOf(first.cause.subject);
    const next = await advance({ ...first, cause }, { tells: 'StockReleased' }, { standsFor, write: writing() });
    expect(next.event).toMatchObject({ correlationid: first.event?.correlationid, causationid: cause.id });
  });

  it('that cannot be written is not the new current', async () => {
    const write = writing().mockRejectedValue(new Error('lost'));
    await expect(advance(fresh(), { tells: 'OrderConfirmed' }, { standsFor, write })).rejects.toThrow('lost');
  });
});
