import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { aLoop, aShelf } from './a-loop.ts';

const orderId = randomUUID();

describe('a row that the replica has cached', () => {
  it('is decided on without being read', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'reserve');
    await take(orderId, 'commit');
    expect(log.slice(4)).toEqual(['save committed', 'publish StockCommitted', 'done commit']);
  });

  it('may have been stored outside the loop', async () => {
    const { take, loop, log, rows } = aLoop();
    const row = { orderId, state: 'reserved', version: 1, event: undefined };
    rows.set(orderId, row);
    loop.note(row);
    await take(orderId, 'commit');
    expect(log).toEqual(['save committed', 'publish StockCommitted', 'done commit']);
  });

  it('is forgotten when saving finds that another replica has changed it', async () => {
    const shelf = aShelf();
    const [one, another] = [aLoop({ shelf }), aLoop({ shelf })];
    await one.take(orderId, 'wait');
    await another.take(orderId, 'reserve');
    shelf.log.length = 0;
    await one.take(orderId, 'reserve');
    expect(shelf.log).toEqual(['save reserved', 'load', 'publish StockReserved', 'done reserve']);
    expect(shelf.rows.get(orderId)?.version).toBe(2);
  });

  it('is forgotten when saving failed, because the result is unknown', async () => {
    const { take, log, shelf } = aLoop();
    await take(orderId, 'reserve');
    shelf.onSave = () => Promise.reject(new Error('no answer'));
    await expect(take(orderId, 'commit')).rejects.toThrow('no answer');
    shelf.onSave = async () => undefined;
    log.length = 0;
    await take(orderId, 'commit');
    expect(log).toEqual(['load', 'save committed', 'publish StockCommitted', 'done commit']);
  });

  it('is read where it says that nothing changes, so that the answer is not outdated', async () => {
    const shelf = aShelf();
    const [one, another] = [aLoop({ shelf }), aLoop({ shelf })];
    await one.take(orderId, 'reserve');
    await another.take(orderId, 'commit');
    shelf.log.length = 0;
    await one.take(orderId, 'reserve');
    expect(shelf.log).toEqual(['load', 'publish StockCommitted', 'done reserve']);
  });

  it('is read where it says that it is too early, because that may have changed', async () => {
    const shelf = aShelf();
    const [one, another] = [aLoop({ shelf }), aLoop({ shelf })];
    await one.take(orderId, 'wait');
    await another.take(orderId, 'reserve');
    shelf.log.length = 0;
    await one.take(orderId, 'commit');
    expect(shelf.log).toEqual(['load', 'save committed', 'publish StockCommitted', 'done commit']);
  });
});

describe('the first message about an order', () => {
  it('is saved without being read', async () => {
    const { take, log } = aLoop();
    await take(orderId, 'reserve', { isFirst: true });
    expect(log).toEqual(['save reserved', 'publish StockReserved', 'done reserve']);
  });

  it('was not the first when saving finds a row', async () => {
    const { take, log, rows } = aLoop();
    rows.set(orderId, { orderId, state: 'committed', version: 2, event: undefined });
    await take(orderId, 'reserve', { isFirst: true });
    expect(log).toEqual(['save reserved', 'load', 'done reserve']);
  });

  it('is read by a service that has no state for an order without a row', async () => {
    const { take, log, rows } = aLoop({ none: undefined as never });
    rows.set(orderId, { orderId, state: 'waiting', version: 1, event: undefined });
    await take(orderId, 'reserve', { isFirst: true });
    expect(log).toEqual(['load', 'save reserved', 'publish StockReserved', 'done reserve']);
  });
});
