import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { PoisonError, RetryLaterError } from '#shared/errors/outcome.ts';
import { StepImpossibleError, StepRefusedError } from '#shared/saga/task.ts';
import { eventually } from '../../../support/eventually.ts';
import { aLoop, aShelf } from './a-loop.ts';

const orderId = randomUUID();
const idle = () => new Promise((resolve) => setImmediate(resolve));

describe('a step', () => {
  it('is loaded, taken, saved, published and only then acknowledged', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'reserve');
    expect(log).toEqual(['load', 'save reserved', 'publish StockReserved', 'done reserve']);
  });

  it('is not published before it is saved, however long that takes', async () => {
    const gate = Promise.withResolvers<void>();
    const shelf = aShelf();
    const { take, log } = aLoop({
      shelf,
      store: { ...shelf.store, save: (after, before) => gate.promise.then(() => shelf.store.save(after, before)) },
    });
    const taken = take(orderId, 'reserve');
    await idle();
    expect(log).toEqual(['load']);
    gate.resolve();
    await taken;
    expect(log.slice(1)).toEqual(['save reserved', 'publish StockReserved', 'done reserve']);
  });

  it('is not acknowledged before it is published, however long that takes', async () => {
    const gate = Promise.withResolvers<void>();
    const { take, log } = aLoop({ publish: () => gate.promise });
    const taken = take(orderId, 'reserve');
    await eventually(() => log.includes('save reserved'));
    await idle();
    expect(log).not.toContain('done reserve');
    gate.resolve();
    await taken;
  });

  it('saves nothing when it changes nothing, and still answers', async () => {
    const { take, log, told } = aLoop();
    await take(orderId, 'reserve');
    await take(orderId, 'reserve');
    expect(log.slice(4)).toEqual(['load', 'publish StockReserved', 'done reserve']);
    expect(told[1]).toBe(told[0]);
  });

  it('is poison for an order that a service should know and does not', async () => {
    const { take, log } = aLoop({ none: undefined as never });
    await expect(take(orderId, 'reserve')).rejects.toThrow(PoisonError);
    expect(log).toEqual(['load']);
  });

  it('that cannot be saved is neither published nor acknowledged, and is retried', async () => {
    const { take, log, shelf } = aLoop();
    shelf.onSave = () => Promise.reject(new Error('store away'));
    await expect(take(orderId, 'reserve')).rejects.toThrow('store away');
    expect(log).toEqual(['load', 'save reserved']);
    shelf.onSave = async () => undefined;
    await take(orderId, 'reserve');
    expect(log.slice(2)).toEqual(['load', 'save reserved', 'publish StockReserved', 'done reserve']);
  });

  it('that could not be published is stored, and its repeat publishes the same event', async () => {
    const told: Event[] = [];
    const publish = async (event: Event) => {
      told.push(event);
      if (told.length === 1) throw new Error('topic away');
    };
    const { take, rows } = aLoop({ publish });
    await expect(take(orderId, 'reserve')).rejects.toThrow('topic away');
    expect(rows.get(orderId)).toMatchObject({ state: 'reserved', version: 1 });
    await take(orderId, 'reserve');
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
    expect(rows.get(orderId)?.version).toBe(1);
  });

  it('of one order neither waits for another order nor fails with it', async () => {
    const { take, shelf, wordOf } = aLoop();
    const [hanging, failing, other] = [randomUUID(), randomUUID(), randomUUID()];
    const gate = Promise.withResolvers<void>();
    shelf.onSave = async ({ orderId }) => {
      if (orderId === hanging) await gate.promise;
      if (orderId === failing) throw new Error('broken');
    };
    const [slow, broken] = [take(hanging, 'reserve'), take(failing, 'reserve')];
    await Promise.all([take(other, 'reserve'), expect(broken).rejects.toThrow('broken')]);
    expect([wordOf(hanging), wordOf(failing), wordOf(other)]).toEqual([undefined, undefined, 'reserved']);
    gate.resolve();
    await slow;
  });
});

describe('a step that cannot be taken', () => {
  it('is retried when it is too early, and nothing is saved or published for it alone', async () => {
    const { take, log } = aLoop();
    await expect(take(orderId, 'commit')).rejects.toThrow(RetryLaterError);
    await expect(take(orderId, 'demand')).rejects.toMatchObject({ name: 'StepRefusedError', state: 'none' });
    expect(log).toEqual(['load', 'load']);
  });

  it('leaves its refusal when it is impossible, made of the previous state and of what is missing', async () => {
    const { take, log, shelf, wordOf } = aLoop();
    shelf.onSave = async ({ state }) => {
      if (state === 'reserved') throw new StepImpossibleError('3 lamps');
    };
    const refuse = jest.fn(() => 'rejected');
    await take(orderId, 'reserve', { refuse });
    expect(refuse.mock.calls).toEqual([['none', '3 lamps']]);
    expect(wordOf(orderId)).toBe('rejected');
    expect(log).toEqual(['load', 'save reserved', 'save rejected', 'publish StockRejected', 'done reserve']);
  });

  it('fails when it has no refusal, or when that cannot be saved either', async () => {
    const { take, log, shelf, rows } = aLoop();
    const impossible = [1, 2, 3].map((lamps) => new StepImpossibleError(`${lamps} lamps`));
    shelf.onSave = async () => {
      const error = impossible.pop();
      if (error) throw error;
    };
    await expect(take(orderId, 'reserve')).rejects.toThrow(StepImpossibleError);
    await expect(take(orderId, 'reserve', { refuse: () => 'rejected' })).rejects.toThrow(StepImpossibleError);
    expect(log).toEqual(['load', 'save reserved', 'load', 'save reserved', 'save rejected']);
    expect(rows.size).toBe(0);
  });
});

describe('an effect', () => {
  it('runs once the state that asks for it is saved, and its result is saved before it is published', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'ask');
    expect(log).toEqual(['load', 'save asking?', 'run asking?', 'save asking', 'publish ShipmentBooked', 'done ask']);
  });

  it('that fails publishes nothing, and a repeat of the message resumes it without saving its state again', async () => {
    let tries = 0;
    const run = async () => {
      if (++tries === 1) throw new Error('carrier away');
      return 'asking';
    };
    const { take, log, wordOf } = aLoop({ effects: { isAsked: (word) => word.endsWith('?'), run } });
    await expect(take(orderId, 'ask')).rejects.toThrow('carrier away');
    expect(wordOf(orderId)).toBe('asking?');
    await take(orderId, 'ask');
    expect(log.slice(2)).toEqual(['load', 'save asking', 'publish ShipmentBooked', 'done ask']);
  });

  it('that is still owed is not run by a step that is refused, whose failure it would become', async () => {
    const run = jest.fn(() => Promise.reject(new Error('carrier away')));
    const { take } = aLoop({ effects: { isAsked: (word) => word.endsWith('?'), run } });
    await expect(take(orderId, 'ask')).rejects.toThrow('carrier away');
    await expect(take(orderId, 'demand')).rejects.toThrow(StepRefusedError);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('may follow another, and a transient state is not saved in between', async () => {
    const run = async (_: string, word: string) => (word === 'asking?' ? 'undoing?' : 'undoing');
    const effects = { isAsked: (word: string) => word.endsWith('?'), run };
    const stored = aLoop({ effects });
    await stored.take(orderId, 'ask');
    expect(stored.log).toEqual([
      'load',
      'save asking?',
      'save undoing?',
      'save undoing',
      'publish ShipmentCancelled',
      'done ask',
    ]);
    const transient = aLoop({ effects: { ...effects, isTransient: (word) => word === 'asking?' } });
    await transient.take(orderId, 'ask');
    expect(transient.log).toEqual(['load', 'save undoing?', 'save undoing', 'publish ShipmentCancelled', 'done ask']);
    expect(transient.rows.get(orderId)?.version).toBe(2);
  });
});
