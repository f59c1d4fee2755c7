import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DependencyUnavailableError, RetryLaterError, VersionConflictError } from '#shared/errors/outcome.ts';
import { StepImpossibleError, StepRefusedError } from '#shared/saga/task.ts';
import { withState } from '#shared/saga/versioned.ts';
import { causeOf } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import { aLoop } from './a-loop.ts';

const orderId = randomUUID();

describe('simultaneous tasks of an order', () => {
  it('are folded into one change, and answered once for all', async () => {
    const { take, log } = aLoop();
    await Promise.all([take(orderId, 'reserve'), take(orderId, 'commit')]);
    expect(log).toEqual(['load', 'save committed', 'publish StockCommitted', 'done reserve', 'done commit']);
  });

  it('have the task that changed the state last as their cause', async () => {
    const { take, told } = aLoop();
    const [first, second, third] = [causeOf(orderId), causeOf(orderId), causeOf(orderId)];
    await Promise.all([
      take(orderId, 'reserve', { cause: first }),
      take(orderId, 'commit', { cause: second }),
      take(orderId, 'reserve', { cause: third }),
    ]);
    expect(told).toMatchObject([{ type: 'StockCommitted', causationid: second.id }]);
  });

  it('wait while the order is in progress, and are then folded', async () => {
    const gate = Promise.withResolvers<void>();
    const { take, log, shelf } = aLoop();
    shelf.onSave = () => gate.promise;
    const taken = [take(orderId, 'wait')];
    await eventually(() => log.includes('save waiting'));
    taken.push(take(orderId, 'reserve'), take(orderId, 'commit'));
    gate.resolve();
    await Promise.all(taken);
    expect(log.filter((line) => line.startsWith('save'))).toEqual(['save waiting', 'save committed']);
  });

  it('that can wait are stored together with the next one that cannot, which is not kept waiting', async () => {
    const { take, log } = aLoop({ patienceMilliseconds: 3_600_000 });
    const noted = take(orderId, 'wait', { canWait: true });
    await new Promise(setImmediate);
    expect(log).toEqual([]);
    await Promise.all([noted, take(orderId, 'reserve')]);
    expect(log).toEqual(['load', 'save reserved', 'publish StockReserved', 'done wait', 'done reserve']);
  });

  it('that can wait do not by default', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'wait', { canWait: true });
    expect(log).toContain('save waiting');
  });

  it('stop at a state that asks for an effect, so that the rest sees its result', async () => {
    const { take, log } = aLoop();
    await Promise.all([take(orderId, 'ask'), take(orderId, 'undo')]);
    expect(log).toEqual([
      ...['load', 'save asking?', 'run asking?', 'save asking', 'publish ShipmentBooked', 'done ask'],
      ...['save undoing?', 'run undoing?', 'save undoing', 'publish ShipmentCancelled', 'done undo'],
    ]);
  });

  it('are refused individually where too early or not allowed, and the others go through', async () => {
    const { take, log } = aLoop();
    const early = take(orderId, 'commit');
    const refused = take(orderId, 'demand');
    const fit = take(orderId, 'reserve');
    await Promise.all([
      expect(early).rejects.toThrow(RetryLaterError),
      expect(refused).rejects.toThrow(StepRefusedError),
      expect(fit).resolves.toBeUndefined(),
    ]);
    expect(log).toEqual(['load', 'save reserved', 'publish StockReserved', 'done reserve']);
  });

  it('are not told that anything is stored if they took no part', async () => {
    const stored: string[] = [];
    const { take } = aLoop();
    const told = (step: string) => ({
      onTaken: () => void stored.push(`${step} taken`),
      onStored: () => void stored.push(`${step} stored`),
    });
    const early = take(orderId, 'commit', told('commit'));
    const fit = take(orderId, 'reserve', told('reserve'));
    await Promise.all([expect(early).rejects.toThrow(), fit]);
    expect(stored).toEqual(['reserve taken', 'reserve stored']);
  });

  it('fail together when they cannot be saved together', async () => {
    const { take, shelf } = aLoop();
    const reason = new DependencyUnavailableError('store away');
    shelf.onSave = () => Promise.reject(reason);
    const results = await Promise.allSettled([take(orderId, 'reserve'), take(orderId, 'commit')]);
    expect(results.map((result) => result.status === 'rejected' && result.reason === reason)).toEqual([true, true]);
  });

  it('are taken one by one when they are impossible together', async () => {
    const { take, log, shelf } = aLoop();
    shelf.onSave = async ({ state }) => {
      if (state !== 'rejected') throw new StepImpossibleError('3 lamps');
    };
    await Promise.all([take(orderId, 'reserve', { refuse: () => 'rejected' }), take(orderId, 'commit')]);
    expect(log).toEqual([
      ...['load', 'save committed', 'load', 'save reserved', 'save rejected', 'publish StockRejected', 'done reserve'],
      ...['load', 'publish StockRejected', 'done commit'],
    ]);
  });
});

describe('a refusal among simultaneous tasks', () => {
  it('does not undo what was possible before it', async () => {
    const { take, log, shelf } = aLoop();
    shelf.onSave = async ({ state }) => {
      if (state === 'reserved') throw new StepImpossibleError('3 lamps');
    };
    await Promise.all([take(orderId, 'wait'), take(orderId, 'reserve', { refuse: (state) => `${state}, rejected` })]);
    expect(log).toEqual([
      ...['load', 'save reserved', 'load', 'save waiting', 'done wait'],
      ...['save reserved', 'save waiting, rejected', 'done reserve'],
    ]);
  });
});

describe('a lost race for the row', () => {
  const winner = (state: string, version: number) =>
    withState({ orderId, state: 'none', version, event: undefined }, state, {
      cause: causeOf(orderId),
      toEvent: () => undefined,
    });

  it('decides again immediately on the row that won it', async () => {
    const { take, log, shelf, rows } = aLoop();
    shelf.onSave = async ({ state }) => {
      if (state === 'waiting') rows.set(orderId, winner('reserved', 0));
    };
    await take(orderId, 'wait');
    expect(log).toEqual(['load', 'save waiting', 'load', 'done wait']);
    expect(rows.get(orderId)).toMatchObject({ state: 'reserved', version: 1 });
  });

  it('is given up after five, so that the message is redelivered', async () => {
    const { take, log, shelf, rows } = aLoop();
    let version = 0;
    shelf.onSave = async () => void rows.set(orderId, winner('none', version++));
    await expect(take(orderId, 'reserve')).rejects.toThrow(VersionConflictError);
    expect(log.filter((line) => line === 'save reserved')).toHaveLength(5);
    expect(log).not.toContain('publish StockReserved');
  });
});
