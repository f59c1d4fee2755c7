import { describe, expect, it } from '@jest/globals';
import { createBacklog } from '../../../../containers/orders/backlog.ts';
import type { Order } from '../../../../containers/orders/domain.ts';
import { anOrder } from '../../../support/an-order.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { placement } = anOrder();
const reserved: Order = { placement, stock: 'reserved', payment: 'none', shipment: 'none', decision: { kind: 'open' } };
const untold: Order = { ...reserved, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: false } };
const confirmed: Order = { ...reserved, payment: 'authorized', shipment: 'booked', decision: { kind: 'confirmed' } };
const cancelled: Order = { ...reserved, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: true } };

const eventOf = { open: 'OrderPlaced', confirmed: 'OrderConfirmed', cancelled: 'OrderCancelled' } as const;
const due = (order: Order, attempts: number, orderId = 'one') => ({
  ...{ orderId, version: 1, order, attempts },
  event: { type: eventOf[order.decision.kind] },
});

/** A backlog of these queues, with a manual clock. */
function aBacklog(depths: Record<string, number> = {}) {
  let clock = 0;
  let counts = 0;
  const countMessages = async () => {
    counts++;
    return Object.entries(depths).map(([queue, waiting]) => ({ queue, waiting, inFlight: 1_000 }));
  };
  const backlog = createBacklog({ countMessages, log: silentLog().log, now: () => clock });
  return {
    passes: (seconds: number) => {
      clock += seconds * 1000;
    },
    becomes: (changed: Record<string, number>) => Object.assign(depths, changed),
    counts: () => counts,
    mayRepeat: backlog.mayRepeat,
    /** The orders that are brought forward now. */
    released: async () => {
      const released: string[] = [];
      await backlog.release(async (held) => void released.push(...held.map(({ orderId }) => orderId)));
      return released;
    },
    release: backlog.release,
    /** How many of this many such orders are announced; by default they are due for the first time. */
    repeated: async (times: number, order = reserved, attempts = 1) =>
      (await Promise.all(Array.from({ length: times }, () => backlog.mayRepeat(due(order, attempts))))).filter(Boolean).length,
    /** The times at which an order is announced again, out of the first so many that it is due. */
    whenRepeated: async (times: number, order: Order) => {
      const announced = Array.from({ length: times }, (_, index) => backlog.mayRepeat(due(order, index + 1)));
      return (await Promise.all(announced)).flatMap((isAnnounced, index) => (isAnnounced ? [index + 1] : []));
    },
  };
}

describe('an order that waits for a participant', () => {
  it('is announced again while fewer than 100 messages wait for that participant, including those just sent', async () => {
    expect(await aBacklog().repeated(500)).toBe(100);
    expect(await aBacklog({ billing: 60 }).repeated(500)).toBe(40);
    expect(await aBacklog({ billing: 99 }).repeated(500)).toBe(1);
    expect(await aBacklog({ billing: 100 }).repeated(500)).toBe(0);
  });

  it('is announced again as soon as the participant has caught up, checked once a second', async () => {
    const { repeated, passes, becomes, counts } = aBacklog({ billing: 2_000 });
    expect(await repeated(500)).toBe(0);
    becomes({ billing: 0 });
    passes(0.999);
    expect(await repeated(500)).toBe(0);
    passes(0.001);
    expect(await repeated(500)).toBe(100);
    expect(counts()).toBe(2);
  });

  it('is not held back by a queue that its event does not reach', async () => {
    expect(await aBacklog({ timeline: 2_000 }).repeated(10, reserved, 3)).toBe(10);
    expect(await aBacklog({ shipping: 2_000 }).whenRepeated(10, confirmed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('is announced ever less often while the queue of another one that receives it is full', async () => {
    expect(await aBacklog({ inventory: 2_000 }).whenRepeated(40, reserved)).toEqual([1, 2, 4, 8, 16, 32]);
    expect(await aBacklog({ inventory: 99 }).repeated(10, reserved, 3)).toBe(1);
  });

  it('is held back while answers wait in our own queue', async () => {
    expect(await aBacklog({ orders: 100 }).repeated(10)).toBe(0);
  });

  it('waits for several: one that keeps up still gets its repeats, ever less often, so that the queue of one that is down stays short', async () => {
    const dayOfRepeats = 2_880;
    const whenRepeated = await aBacklog({ billing: 2_000 }).whenRepeated(dayOfRepeats, cancelled);
    expect(whenRepeated).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048]);
  });

  it('waits for several: while none of them keeps up, it is not announced again', async () => {
    expect(await aBacklog({ billing: 2_000, shipping: 2_000, inventory: 2_000 }).repeated(10, cancelled)).toBe(0);
  });

  it('is announced once a queue has room, if it came due while none had, and only once', async () => {
    const { mayRepeat, becomes, passes } = aBacklog({ billing: 2_000, shipping: 2_000, inventory: 2_000 });
    for (const attempts of [62, 63, 64, 65]) expect(await mayRepeat(due(cancelled, attempts))).toBe(false);
    expect(await mayRepeat(due(cancelled, 65, 'another'))).toBe(false);
    becomes({ inventory: 0 });
    passes(1);
    expect(await mayRepeat(due(cancelled, 66, 'another'))).toBe(false);
    expect(await mayRepeat(due(cancelled, 66))).toBe(true);
    expect(await mayRepeat(due(cancelled, 67))).toBe(false);
  });

  it('is announced once our own queue has room, if it came due while that was full', async () => {
    const { mayRepeat, becomes, passes } = aBacklog({ orders: 100, shipping: 2_000 });
    expect(await mayRepeat(due(cancelled, 4))).toBe(false);
    becomes({ orders: 0 });
    passes(1);
    expect([await mayRepeat(due(cancelled, 5)), await mayRepeat(due(cancelled, 6))]).toEqual([true, false]);
  });

  it('is remembered with many others, but not with any number of them', async () => {
    const { mayRepeat, becomes, passes } = aBacklog({ orders: 100, shipping: 2_000 });
    for (let order = 0; order <= 10_000; order++) await mayRepeat(due(cancelled, 4, `${order}`));
    becomes({ orders: 0 });
    passes(1);
    expect([await mayRepeat(due(cancelled, 5, '0')), await mayRepeat(due(cancelled, 5, '1'))]).toEqual([false, true]);
  });

  it('is released once, oldest first, when our own queue has room, as many at a time as fit into it', async () => {
    const { mayRepeat, released, becomes, passes } = aBacklog({ orders: 100 });
    for (const orderId of ['one', 'two', 'three']) await mayRepeat(due(reserved, 2, orderId));
    expect(await released()).toEqual([]);
    becomes({ orders: 98 });
    passes(1);
    expect([await released(), await released()]).toEqual([['one', 'two'], []]);
    passes(1);
    expect([await released(), await released()]).toEqual([['three'], []]);
  });

  it('is released when a participant that owes it an answer has room, not when others have', async () => {
    const { mayRepeat, released, becomes, passes } = aBacklog({ billing: 100, shipping: 100, inventory: 100 });
    for (const [orderId, order] of Object.entries({ reserved, confirmed, cancelled })) await mayRepeat(due(order, 2, orderId));
    becomes({ inventory: 98 });
    passes(1);
    expect(await released()).toEqual(['confirmed', 'cancelled']);
    becomes({ billing: 99 });
    passes(1);
    expect(await released()).toEqual(['reserved']);
  });

  it('is released when all that would receive it have room, if only some of them were behind', async () => {
    const { mayRepeat, released, becomes, passes } = aBacklog({ billing: 100 });
    expect(await mayRepeat(due(confirmed, 3))).toBe(false);
    expect(await released()).toEqual([]);
    becomes({ billing: 99 });
    passes(1);
    expect(await released()).toEqual(['one']);
  });

  it('is released only as far as it fits, with the others, into every queue that it goes to', async () => {
    const { mayRepeat, released, becomes, passes } = aBacklog({ inventory: 100, billing: 100 });
    for (const orderId of ['one', 'two']) await mayRepeat(due(confirmed, 3, orderId));
    becomes({ inventory: 99, billing: 99 });
    passes(1);
    expect([await released(), await released()]).toEqual([['one'], []]);
  });

  it('is still held back if it could not be brought forward', async () => {
    const { mayRepeat, release, released, becomes, passes } = aBacklog({ orders: 100 });
    await mayRepeat(due(reserved, 2));
    becomes({ orders: 0 });
    passes(1);
    await expect(release(() => Promise.reject(new Error('57P03')))).rejects.toThrow('57P03');
    passes(1);
    expect(await released()).toEqual(['one']);
  });

  it('is not released any more once it has been announced', async () => {
    const { mayRepeat, released, becomes, passes } = aBacklog({ orders: 100 });
    await mayRepeat(due(reserved, 2));
    becomes({ orders: 0 });
    passes(1);
    expect([await mayRepeat(due(reserved, 3)), await released()]).toEqual([true, []]);
  });

  it('is announced again where nothing can be counted', async () => {
    const countMessages = () => Promise.reject(new Error('AccessDenied'));
    const backlog = createBacklog({ countMessages, log: silentLog().log });
    expect(await backlog.mayRepeat(due(reserved, 1))).toBe(true);
  });

  it('is not released while nothing can be counted', async () => {
    const depths = [{ queue: 'billing', waiting: 100, inFlight: 0 }];
    const counts = [async () => depths, () => Promise.reject(new Error('throttled')), async () => []];
    const countMessages = () => counts.shift()?.() ?? Promise.resolve([]);
    const { mayRepeat, release } = createBacklog({ countMessages, log: silentLog().log, freshMilliseconds: 0 });
    const released: string[] = [];
    expect(await mayRepeat(due(reserved, 1))).toBe(false);
    for (let round = 1; round <= 2; round++) {
      await release(async (held) => void released.push(...held.map(({ orderId }) => `${orderId} in round ${round}`)));
    }
    expect(released).toEqual(['one in round 2']);
  });
});

describe('an order whose cancellation is not yet published', () => {
  it('publishes it, however long the queues are', async () => {
    expect(await aBacklog({ orders: 2_000, inventory: 2_000, billing: 2_000, shipping: 2_000 }).repeated(500, untold)).toBe(500);
  });
});
