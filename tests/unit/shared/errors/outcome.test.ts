import { describe, expect, it } from '@jest/globals';
import {
  DependencyUnavailableError,
  outcomeOf,
  PoisonError,
  RetryLaterError,
  retryOnConflict,
  VersionConflictError,
} from '#shared/errors/outcome.ts';

describe('the outcome of an error', () => {
  it('parks poison with its reason', () => {
    expect(outcomeOf(new PoisonError('unknown type'))).toEqual({ kind: 'poison', reason: 'unknown type' });
  });

  it('retries a message whose cause is missing', () => {
    expect(outcomeOf(new RetryLaterError('too early'))).toEqual({ kind: 'retry', reason: 'too early' });
  });

  it('retries a message that lost every race', () => {
    expect(outcomeOf(new VersionConflictError())).toEqual({ kind: 'retry', reason: 'lost every race for its row' });
  });

  it('calls an unreachable dependency unavailable', () => {
    expect(outcomeOf(new DependencyUnavailableError('stripe'))).toEqual({ kind: 'unavailable', reason: 'stripe' });
  });

  it('calls an error of a connection unavailable, and names its causes, but not without end', () => {
    const refused: Error = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' });
    expect(outcomeOf(refused)).toEqual({ kind: 'unavailable', reason: 'Error ECONNREFUSED' });
    refused.cause = refused;
    const reason = Array(5).fill('Error ECONNREFUSED').join(': ');
    expect(outcomeOf(refused)).toEqual({ kind: 'unavailable', reason });
  });

  it('keeps an unexpected error, names it, and never quotes its message', () => {
    const cause = Object.assign(new Error('Key (email)=(a@b.c) exists'), { name: 'PostgresError', code: '23505' });
    const error = new Error('insert ... params: a@b.c', { cause });
    expect(outcomeOf(error)).toEqual({ kind: 'retry', reason: 'Error: PostgresError 23505', error });
  });

  it.each([['text'], [undefined], [null], [42]])('survives %p being thrown', (thrown) => {
    expect(outcomeOf(thrown)).toEqual({ kind: 'retry', reason: typeof thrown, error: thrown });
  });
});

describe('losing the race for a row', () => {
  const losing = (times: number) => {
    let runs = 0;
    const run = async () => {
      runs++;
      if (runs <= times) throw new VersionConflictError();
      return runs;
    };
    return { run, runs: () => runs };
  };

  it('decides again immediately and returns the result', async () => {
    expect(await retryOnConflict(losing(4).run)).toBe(5);
  });

  it('gives up after five losses', async () => {
    const race = losing(5);
    await expect(retryOnConflict(race.run)).rejects.toThrow(VersionConflictError);
    expect(race.runs()).toBe(5);
  });

  it('does not retry after any other error', async () => {
    let runs = 0;
    const failing = async () => {
      runs++;
      throw new Error('broken');
    };
    await expect(retryOnConflict(failing)).rejects.toThrow('broken');
    expect(runs).toBe(1);
  });
});
