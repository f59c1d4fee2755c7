import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Versioned } from '#shared/saga/versioned.ts';
import { aLoop } from './a-loop.ts';

const orderId = randomUUID();

describe('what a service publishes', () => {
  it('is skipped when it has nothing to say, and the step is acknowledged', async () => {
    const { take, log } = aLoop({ speaks: (before, after) => before.event !== after.event });
    await take(orderId, 'reserve');
    await take(orderId, 'reserve');
    expect(log.slice(4)).toEqual(['load', 'done reserve']);
  });

  it('is nothing while its state has no event', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'wait');
    expect(log).toEqual(['load', 'save waiting', 'done wait']);
  });

  it('is recorded as published once it has been, and not when it could not be', async () => {
    let isAway = true;
    const publish = async () => {
      if (isAway) throw new Error('topic away');
    };
    const { take, log } = aLoop({ publish, published: () => 'noted' });
    await expect(take(orderId, 'reserve')).rejects.toThrow('topic away');
    expect(log).toEqual(['load', 'save reserved']);
    isAway = false;
    await take(orderId, 'reserve');
    expect(log.slice(2)).toEqual(['load', 'save noted', 'done reserve']);
  });

  it('is nothing when a task only records something', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'reserve', { isNote: true });
    expect(log).toEqual(['load', 'save reserved', 'done reserve']);
  });

  it('comes after the requester has been told that the change is stored', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'reserve', { onStored: ({ state, version }) => void log.push(`stored ${state} ${version}`) });
    expect(log).toEqual(['load', 'save reserved', 'stored reserved 1', 'publish StockReserved', 'done reserve']);
  });

  it('is independent of onSaved, which gets every stored change and no other', async () => {
    const changes: string[] = [];
    const onSaved = (after: Versioned<string>, before: Versioned<string>) =>
      void changes.push(`${before.state} -> ${after.state}`);
    const { take, shelf } = aLoop({ onSaved });
    await take(orderId, 'ask');
    shelf.onSave = () => Promise.reject(new Error('store away'));
    await expect(take(orderId, 'undo')).rejects.toThrow();
    expect(changes).toEqual(['none -> asking?', 'asking? -> asking']);
  });
});
