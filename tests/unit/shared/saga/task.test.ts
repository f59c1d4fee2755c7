import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { fold as foldTasks, StepRefusedError, type Task } from '#shared/saga/task.ts';
import { causeOf } from '../../../support/an-order.ts';

/** A task that maps some states to others, and leaves all others unchanged. */
const task = (moves: Record<string, string>): Task<string> => ({
  cause: causeOf(randomUUID()),
  step: (state) => moves[state] ?? state,
});
const fold = (before: string, tasks: readonly Task<string>[]) => foldTasks(before, tasks, (state) => state.endsWith('?'));

describe('folding tasks into one change', () => {
  const [ab, bc, none] = [task({ a: 'b' }), task({ b: 'c' }), task({})];

  it('takes one step after another, each on the result of the previous one', () => {
    expect(fold('a', [ab, none, bc])).toMatchObject({ state: 'c', taken: [ab, none, bc], unfit: new Map() });
    expect(fold('a', [bc, ab]).state).toBe('b');
  });

  it('returns the last task that changed something', () => {
    expect(fold('a', [ab, bc, none]).by).toBe(bc);
    expect(fold('a', [none, ab, none]).by).toBe(ab);
  });

  it('returns the first task when none changes anything, and leaves the state unchanged', () => {
    const state = { status: 'x' };
    const idle: Task<typeof state> = { cause: causeOf(randomUUID()), step: (same) => same };
    const folded = foldTasks(state, [idle, { ...idle }], () => false);
    expect(folded.state).toBe(state);
    expect(folded.by).toBe(idle);
  });

  it('sets aside what is too early or refused, and continues with the others', () => {
    const [early, refused] = [task({ a: 'tooEarly' }), task({ b: 'refused' })];
    const { state, taken, by, unfit } = fold('a', [early, ab, refused, bc]);
    expect([state, by]).toEqual(['c', bc]);
    expect(taken).toEqual([early, ab, refused, bc]);
    expect([...unfit.keys()]).toEqual([early, refused]);
    expect(unfit.get(early)).toBeInstanceOf(RetryLaterError);
    expect(unfit.get(refused)).toEqual(new StepRefusedError('b'));
  });

  it('stops at a state that asks for an effect', () => {
    const asks = task({ b: 'c?' });
    expect(fold('a', [ab, asks, none])).toMatchObject({ state: 'c?', taken: [ab, asks] });
  });

  it('continues from an initial state that asks for one, until it changes', () => {
    const asksAnew = task({ 'a?': 'b?' });
    expect(fold('a?', [none, asksAnew, none])).toMatchObject({ state: 'b?', taken: [none, asksAnew] });
  });
});
