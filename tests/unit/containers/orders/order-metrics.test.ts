import { afterEach, describe, expect, test } from '@jest/globals';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import type { Current } from '#shared/saga/versioned.ts';
import { decide, type Order, placed } from '../../../../containers/orders/domain.ts';
import { createOrderMetrics } from '../../../../containers/orders/order-metrics.ts';
import type { OrderStore } from '../../../../containers/orders/store.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';

const intervalSeconds = 0.02;
let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => void (await stop?.()));

/** Metrics over a store that keeps nothing; `countUnsettled` is what its database says. */
function start({ countUnsettled = async () => 0, interval = intervalSeconds, commit = keepNothing } = {}) {
  const { log, entries, messages } = silentLog();
  const store = { commit, countUnsettledPastDeadline: countUnsettled } as unknown as OrderStore;
  const { orders, parts } = createOrderMetrics({ store, namespace: 'Shop', intervalSeconds: interval, log });
  for (const part of parts) part.start?.();
  stop = async () => {
    stop = undefined;
    for (const part of parts.toReversed()) await part.stop();
  };
  const lines = () => entries.filter(({ message }) => message === 'metrics').map(({ fields }) => fields);
  const sum = (name: string) => lines().reduce((total, line) => total + Number(line[name]), 0);
  return { orders, lines, sum, messages, entries };
}

const keepNothing = (async (current: Current<Order>, verdict: Order) => ({ ...current, state: verdict })) as OrderStore['commit'];

const open = (): { current: Current<Order>; order: ReturnType<typeof anOrder> } => {
  const order = anOrder();
  return { current: { state: placed(order.placement), version: 1, event: undefined, cause: causeOf(order.orderId) }, order };
};

describe('the metrics of orders', () => {
  test('are told at an interval, as zeros when nothing happens', async () => {
    const { lines } = start();
    await eventually(() => lines().length >= 3);
    for (const line of lines()) {
      expect(line).toMatchObject({ OrdersConfirmed: 0, OrdersCancelled: 0, OrdersUnsettledPastDeadline: 0 });
      expect(line._aws).toMatchObject({ CloudWatchMetrics: [{ Namespace: 'Shop', Dimensions: [['service']] }] });
    }
  });

  test('count a decision once, and no fact that decides nothing', async () => {
    const { orders, sum } = start();
    const [one, another] = [open(), open()];
    const reserved = await orders.commit(one.current, decide(one.current.state, one.order.tell('StockReserved', { lines: [] })));
    const booked = one.order.tell('ShipmentBooked', { trackingNumber: 'T1' });
    const confirmed = await orders.commit(reserved, decide(reserved.state, booked));
    await orders.commit(confirmed, decide(confirmed.state, booked));
    const cancelled = await orders.commit(another.current, decide(another.current.state, { type: 'CancelRequested' }));
    await orders.commit(cancelled, decide(cancelled.state, { type: 'CancellationAnnounced' }));
    await stop?.();
    expect([sum('OrdersConfirmed'), sum('OrdersCancelled')]).toEqual([1, 1]);
  });

  test('count an order whose capture fails as confirmed, and then as cancelled', async () => {
    const { orders, sum } = start();
    const { current, order } = open();
    const confirmed = await orders.commit(current, decide(current.state, order.tell('ShipmentBooked', { trackingNumber: 'T1' })));
    const refused = order.tell('PaymentFailed', { phase: 'capture', code: 'expired' });
    await orders.commit(confirmed, decide(confirmed.state, refused));
    await stop?.();
    expect([sum('OrdersConfirmed'), sum('OrdersCancelled')]).toEqual([1, 1]);
  });

  test('do not count a decision that lost its race', async () => {
    const { orders, sum } = start({ commit: () => Promise.reject(new VersionConflictError('changed')) });
    const { current } = open();
    await expect(orders.commit(current, decide(current.state, { type: 'CancelRequested' }))).rejects.toThrow('changed');
    await stop?.();
    expect(sum('OrdersCancelled')).toBe(0);
  });

  test('tell how many orders the database counts past their deadline', async () => {
    const { lines } = start({ countUnsettled: async () => 7 });
    await eventually(() => lines().length > 0);
    expect(lines()[0]).toMatchObject({ OrdersUnsettledPastDeadline: 7 });
  });

  test('go on without that number while the database cannot be asked, and lose no count', async () => {
    let away = true;
    const countUnsettled = async () => {
      if (away) throw Object.assign(new Error('canary'), { code: 'ECONNREFUSED' });
      return 2;
    };
    const { orders, lines, sum, entries } = start({ countUnsettled });
    const { current } = open();
    await orders.commit(current, decide(current.state, { type: 'CancelRequested' }));
    await eventually(() => lines().length >= 2);
    for (const line of lines()) expect(line).not.toHaveProperty('OrdersUnsettledPastDeadline');
    expect(sum('OrdersCancelled')).toBe(1);
    expect(entries).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'unsettled orders not counted', fields: expect.anything() }),
    );
    away = false;
    await eventually(() => lines().at(-1)?.OrdersUnsettledPastDeadline === 2);
  });

  test('are told a last time when all work has ended, however far the next time is', async () => {
    const { orders, lines } = start({ interval: 3600 });
    const { current } = open();
    await orders.commit(current, decide(current.state, { type: 'CancelRequested' }));
    expect(lines()).toEqual([]);
    await stop?.();
    expect(lines()).toMatchObject([{ OrdersCancelled: 1 }]);
  });
});
