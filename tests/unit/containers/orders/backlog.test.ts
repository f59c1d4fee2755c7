import { describe, expect, it } from '@jest/globals';
import { createBacklog } from '../../../../containers/orders/backlog.ts';
import type { Order } from '../../../../containers/orders/domain.ts';
import { anOrder } from '../../../support/an-order.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { placement } = anOrder();
const reserved: Order = { placement, stock: 'reserved', payment: 'none', shipment: 'none', decision: { kind: 'open' } };
const untold: Order = { ...reserved, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: false } };
const cancelled: Order = { ...reserved, decision: { kind: 'cancelled', reason: 'EXPIRED', announced: true } };

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
    /** How many of this many such orders are announced. */
    repeated: async (times: number, order = reserved) =>
      (await Promise.all(Array.from({ length: times }, () => backlog.mayRepeat(order)))).filter(Boolean).length,
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

  it('is not held back by another participant’s queue', async () => {
    expect(await aBacklog({ inventory: 2_000, shipping: 2_000, timeline: 2_000 }).repeated(10)).toBe(10);
  });

  it('is held back while answers wait in our own queue', async () => {
    expect(await aBacklog({ orders: 100 }).repeated(10)).toBe(0);
  });

  it('waits for several: one that keeps up is enough', async () => {
    expect(await aBacklog({ billing: 2_000, shipping: 2_000 }).repeated(10, cancelled)).toBe(10);
    expect(await aBacklog({ billing: 2_000, shipping: 2_000, inventory: 2_000 }).repeated(10, cancelled)).toBe(0);
  });

  it('is announced again where nothing can be counted', async () => {
    const countMessages = () => Promise.reject(new Error('AccessDenied'));
    const backlog = createBacklog({ countMessages, log: silentLog().log });
    expect(await backlog.mayRepeat(reserved)).toBe(true);
  });
});

describe('an order whose cancellation is not yet published', () => {
  it('publishes it, however long the queues are', async () => {
    expect(await aBacklog({ orders: 2_000, inventory: 2_000, billing: 2_000, shipping: 2_000 }).repeated(500, untold)).toBe(500);
  });
});
