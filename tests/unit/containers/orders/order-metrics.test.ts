import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Versioned } from '#shared/saga/versioned.ts';
import { type Metering, meterWith } from '#shared/tracing/metering.ts';
import { type Order, steps } from '../../../../containers/orders/domain.ts';
import { createOrderMetrics } from '../../../../containers/orders/order-metrics.ts';
import { sample } from '../../../saga/model/sample-events.ts';
import { eventually } from '../../../support/eventually.ts';
import { silentLog } from '../../../support/silent-log.ts';

const intervalSeconds = 0.02;
let stop: (() => Promise<unknown>) | undefined;
afterEach(async () => void (await stop?.()));

/** `countOverdue` is the database's count. */
function start({ countOverdue = async () => 0, interval = intervalSeconds } = {}) {
  const { log, entries, messages } = silentLog();
  const { onSaved, parts } = createOrderMetrics({ countOverdue, namespace: 'Shop', intervalSeconds: interval, log });
  for (const part of parts) part.start?.();
  stop = async () => {
    stop = undefined;
    for (const part of parts.toReversed()) await part.stop();
  };
  const lines = () => entries.filter(({ message }) => message === 'metrics').map(({ fields }) => fields);
  const sum = (name: string) => lines().reduce((total, line) => total + Number(line[name]), 0);
  /** Stores these states one after another. */
  const store = (...states: readonly (Order | 'refused')[]) => {
    for (const [index, state] of states.slice(1).entries()) onSaved(row(state), row(states[index]));
  };
  return { store, lines, sum, messages, entries };
}

const row = (state: unknown): Versioned<Order> => ({
  orderId: sample.OrderPlaced.subject,
  state: state as Order,
  version: 1,
  event: undefined,
});

const open = steps.placeOrder(sample.OrderPlaced.data);
const reserved = steps.noteProgress(open, sample.StockReserved);
const confirmed = steps.confirmOrder(reserved, sample.ShipmentBooked);
const cancelled = steps.cancelOrder(open, { type: 'CancelRequested' });

describe('the metrics of orders', () => {
  test('are logged at an interval, as zeros when nothing happens', async () => {
    const { lines } = start();
    await eventually(() => lines().length >= 3);
    for (const line of lines()) {
      expect(line).toMatchObject({ OrdersConfirmed: 0, OrdersCancelled: 0, OrdersOverdue: 0 });
      expect(line._aws).toMatchObject({ CloudWatchMetrics: [{ Namespace: 'Shop', Dimensions: [['service']] }] });
    }
  });

  test('count a decision once, and no fact without a decision', async () => {
    const { store, sum } = start();
    store(open, reserved, confirmed, steps.settleOrder(confirmed, sample.StockCommitted));
    store(open, cancelled, steps.settleOrder(cancelled as Order, sample.StockReleased));
    await stop?.();
    expect([sum('OrdersConfirmed'), sum('OrdersCancelled')]).toEqual([1, 1]);
  });

  test('count an order whose capture fails as confirmed, and then as cancelled', async () => {
    const { store, sum } = start();
    store(open, confirmed, steps.cancelOrder(confirmed, sample.PaymentFailed));
    await stop?.();
    expect([sum('OrdersConfirmed'), sum('OrdersCancelled')]).toEqual([1, 1]);
  });

  test('include the number of orders that the database counts past their deadline', async () => {
    const { lines } = start({ countOverdue: async () => 7 });
    await eventually(() => lines().length > 0);
    expect(lines()[0]).toMatchObject({ OrdersOverdue: 7 });
  });

  test('pass that number to the metrics collector, if there is one', async () => {
    const ordersOverdue = jest.fn();
    meterWith({ ordersOverdue } as Partial<Metering> as Metering);
    const { lines } = start({ countOverdue: async () => 7 });
    await eventually(() => lines().length > 0);
    meterWith(undefined);
    expect(ordersOverdue).toHaveBeenCalledWith(7);
  });

  test('continue without that number while the database is down, and lose no count', async () => {
    let away = true;
    const countOverdue = async () => {
      if (away) throw Object.assign(new Error('canary'), { code: 'ECONNREFUSED' });
      return 2;
    };
    const { store, lines, sum, entries } = start({ countOverdue });
    store(open, cancelled);
    await eventually(() => lines().length >= 2);
    for (const line of lines()) expect(line).not.toHaveProperty('OrdersOverdue');
    expect(sum('OrdersCancelled')).toBe(1);
    expect(entries).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'could not count overdue orders', fields: expect.anything() }),
    );
    away = false;
    await eventually(() => lines().at(-1)?.OrdersOverdue === 2);
  });

  test('are logged a last time when all work has ended, however far away the next time is', async () => {
    const { store, lines } = start({ interval: 3600 });
    store(open, cancelled);
    expect(lines()).toEqual([]);
    await stop?.();
    expect(lines()).toMatchObject([{ OrdersCancelled: 1 }]);
  });
});
