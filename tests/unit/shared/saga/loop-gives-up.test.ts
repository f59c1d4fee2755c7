import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  DependencyUnavailableError,
  EffectRefusedError,
  EverybodyRefusedError,
  GivenUpError,
  PoisonError,
  RetryLaterError,
} from '#shared/errors/outcome.ts';
import type { Effects } from '#shared/saga/loop.ts';
import { aLoop } from './a-loop.ts';

const orderId = randomUUID();

/** An effect that always fails: after the second failure its state no longer asks for anything. */
const failing: Effects<string> = {
  isAsked: (word) => word.endsWith('?'),
  run: async () => {
    throw new RetryLaterError('the carrier says no');
  },
  onFailure: (word) => (word === 'asking?' ? 'failed once?' : 'failed twice'),
};

describe('an effect that fails', () => {
  it('is stored in the state that records it, and retried', async () => {
    const { take, wordOf } = aLoop({ effects: failing });
    await expect(take(orderId, 'ask')).rejects.toThrow('the carrier says no');
    expect(wordOf(orderId)).toBe('failed once?');
  });

  it('is given up when its state no longer asks for anything, and later repeats are answered', async () => {
    const { take, wordOf, told } = aLoop({ effects: failing });
    await expect(take(orderId, 'ask')).rejects.toThrow(RetryLaterError);
    await expect(take(orderId, 'undo')).rejects.toBeInstanceOf(GivenUpError);
    expect(wordOf(orderId)).toBe('failed twice');
    await take(orderId, 'undo');
    expect(told).toEqual([]);
  });

  it('leaves one message as evidence, however many wait for it at the same time', async () => {
    const { take } = aLoop({ effects: failing });
    await take(orderId, 'ask').catch(() => undefined);
    const ends = await Promise.allSettled([take(orderId, 'undo'), take(orderId, 'undo'), take(orderId, 'undo')]);
    const poison = ends.filter((end) => end.status === 'rejected' && end.reason instanceof PoisonError);
    expect(poison).toHaveLength(1);
  });

  it.each([
    ['refused', new EffectRefusedError('no')],
    ['refusesAll', new EverybodyRefusedError('no')],
    ['unavailable', new DependencyUnavailableError('no')],
    ['retry', new RetryLaterError('no')],
    ['poison', new PoisonError('no')],
  ])('is recorded as %s, by its error', async (kind, error) => {
    const kinds: string[] = [];
    const run = () => Promise.reject(error);
    const onFailure: Effects<string>['onFailure'] = (word, failure) => {
      kinds.push(failure.kind);
      return word;
    };
    const { take } = aLoop({ effects: { ...failing, run, onFailure } });
    await expect(take(orderId, 'ask')).rejects.toBe(error);
    expect(kinds).toEqual([kind]);
  });

  it('is only thrown where no state records it', async () => {
    const { onFailure: _, ...effects } = failing;
    const { take, wordOf } = aLoop({ effects });
    await expect(take(orderId, 'ask')).rejects.toThrow('the carrier says no');
    expect(wordOf(orderId)).toBe('asking?');
  });
});
