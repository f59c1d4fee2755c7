import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { expireOrder } from '../../../../containers/orders/commands/expire-order.ts';
import { isSettled, noteAnnounced, type Order, type Prompt, steps, toEvent } from '../../../../containers/orders/domain.ts';
import { toOrder } from '../../../../containers/orders/order-row.ts';
import { ordersSaga } from '../../../../containers/orders/saga.ts';
import { createOrderStore, type OrderStore } from '../../../../containers/orders/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { eventually } from '../../../support/eventually.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { rowsOf } from '../../../support/rows.ts';

let postgresql: TestDatabase;
let database: Database;
let admin: postgres.Sql;
let store: OrderStore;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 10, name: 'orders' });
  admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  store = createOrderStore(database);
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

function newOrder({ idempotencyKey = randomUUID() as string, deadlineSeconds = 900, customerId = randomUUID() as string } = {}) {
  const { orderId, placement } = anOrder({ customerId });
  const order = steps.placeOrder(placement);
  const event = stamp(toEvent(order), causeOf(orderId), new Date());
  return { orderId, order, event, idempotencyKey, requestHash: 'hash', deadlineSeconds };
}

async function stored(options: Parameters<typeof newOrder>[0] = {}) {
  const order = newOrder(options);
  await store.insert(order);
  return order.orderId;
}

type Input = Event | Prompt | { type: 'announced' };

const { load, save } = rowsOf<Order>(() => store, { toEvent });

/** The result of any input to an order; a refused one changes nothing. */
function decide(order: Order, input: Input): Order {
  if (input.type === 'announced') return noteAnnounced(order);
  const isPrompt = input.type === 'CancelRequested' || input.type === 'DeadlinePassed';
  const next = isPrompt ? steps.cancelOrder(order, input as Prompt) : decideBy<Order>('orders', steps)(order, input as Event);
  return typeof next === 'string' ? order : next;
}

async function advance(orderId: string, input: Input) {
  const row = await load(orderId);
  return save(row, decide(row.state, input));
}

const facts = (orderId: string) => {
  const { tell } = Object.assign(anOrder(), { orderId });
  const amount = { amount: 2600, currency: 'USD' };
  const lines = [{ productId: randomUUID(), quantity: 2 }];
  const trackingNumber = 'T1';
  return [
    tell('StockReserved', { lines }),
    tell('StockRejected', { shortages: [{ productId: randomUUID(), requested: 2, available: 1 }] }),
    tell('StockCommitted', { lines }),
    tell('StockReleased', { lines }),
    tell('PaymentAuthorized', { amount }),
    tell('PaymentFailed', { phase: 'authorize', code: 'card_declined' }),
    tell('PaymentFailed', { phase: 'capture', code: 'expired' }),
    tell('PaymentCaptured', { amount }),
    tell('PaymentVoided', { amount }),
    tell('ShipmentBooked', { trackingNumber }),
    tell('ShipmentFailed', { code: 'undeliverable_address' }),
    tell('ShipmentReady', { trackingNumber }),
    tell('ShipmentDispatched', { trackingNumber }),
    tell('ShipmentDelivered', { trackingNumber }),
    tell('ShipmentCancelled', { trackingNumber }),
  ] satisfies Event[];
};
const inputs: Input[] = [...facts(randomUUID()), { type: 'CancelRequested' }, { type: 'DeadlinePassed' }, { type: 'announced' }];
const confirming = ['StockReserved', 'PaymentAuthorized', 'ShipmentBooked'];
const settling = ['StockCommitted', 'PaymentCaptured', 'ShipmentReady'];
const input = (type: string) => inputs.find((one) => one.type === type) as Input;
const told = async (orderId: string, ...types: string[]) => {
  for (const type of types) await advance(orderId, input(type));
};

describe('a placed order', () => {
  test('is stored once, even when its key is used twenty times at once', async () => {
    const first = newOrder();
    const again = () => ({ ...newOrder({ customerId: first.order.placement.customerId }), idempotencyKey: first.idempotencyKey });
    const rows = await Promise.all([first, ...times(19, again)].map((order) => store.insert(order)));
    const winners = rows.filter((row) => row !== undefined);
    expect(winners).toHaveLength(1);
    expect(await store.findByKey(first.order.placement.customerId, first.idempotencyKey)).toEqual(winners[0]);
  });

  test('can share its key with orders of other customers', async () => {
    const idempotencyKey = randomUUID();
    expect(await store.insert(newOrder({ idempotencyKey }))).toBeDefined();
    expect(await store.insert(newOrder({ idempotencyKey }))).toBeDefined();
  });

  test('is loaded as it was placed, with its event', async () => {
    const { orderId, order, event, ...rest } = newOrder();
    await store.insert({ orderId, order, event, ...rest });
    expect(await store.load(orderId)).toEqual({ orderId, state: order, version: 1, event });
    expect(await store.load(randomUUID())).toBeUndefined();
  });

  test('has until its deadline, by the database’s clock', async () => {
    const row = await store.find(await stored({ deadlineSeconds: 60 }));
    expect(row && row.deadline.getTime() - row.placedAt.getTime()).toBe(60_000);
  });
});

describe('two changes decided on one version', () => {
  test('leave one winner, in either order', async () => {
    for (const orderId of await Promise.all(times(20, () => stored()))) {
      const current = await load(orderId);
      const changes = [input('ShipmentBooked'), input('CancelRequested')].map((one) => decide(current.state, one));
      const outcomes = await Promise.allSettled(changes.map((change) => save(current, change)));
      const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
      expect(outcomes[1 - won]).toEqual({ status: 'rejected', reason: expect.any(VersionConflictError) });
      expect((await load(orderId)).state).toEqual(changes[won]);
    }
  });
});

/** Every order that inputs can make of a placed one, with one path to it; a settled one only hears about its parcel. */
function reachable(start: Order): Map<string, Input[]> {
  const ways = new Map<string, Input[]>([[JSON.stringify(start), []]]);
  for (const [text, way] of ways) {
    const order = JSON.parse(text) as Order;
    const possible = isSettled(order) ? inputs.filter(({ type }) => /Dispatched|Delivered/.test(type)) : inputs;
    for (const one of possible) {
      const next = JSON.stringify(decide(order, one));
      if (!ways.has(next)) ways.set(next, [...way, one]);
    }
  }
  return ways;
}

describe('every possible order', () => {
  test('is read back as it was written', async () => {
    const { order } = newOrder();
    const ways = [...reachable(order)];
    expect(ways.length).toBeGreaterThan(200);
    const check = async ([text, way]: [string, Input[]]) => {
      const one = { ...newOrder(), order };
      await store.insert(one);
      let current = await load(one.orderId);
      for (const step of way) current = await save(current, decide(current.state, step));
      const row = await store.find(one.orderId);
      if (!row) throw new Error('not stored');
      expect(toOrder(row)).toEqual(JSON.parse(text));
      expect(row.settled).toBe(isSettled(toOrder(row)));
      expect(row.event.type).toBe(toEvent(toOrder(row)).type);
      expect(row.announceAt === null).toBe(row.settled);
    };
    const queue = ways.values();
    await Promise.all(
      times(10, async () => {
        for (const way of queue) await check(way);
      }),
    );
    await admin`update orders.orders set announce_at = null`;
  });
});

describe('an event', () => {
  test('is stamped once and kept as long as the decision stands', async () => {
    const orderId = await stored();
    const placedEvent = (await store.find(orderId))?.event;
    await told(orderId, 'StockReserved', 'PaymentAuthorized');
    expect((await store.find(orderId))?.event).toEqual(placedEvent);
    await told(orderId, 'ShipmentBooked');
    const confirmedEvent = (await store.find(orderId))?.event;
    expect(confirmedEvent).toMatchObject({ type: 'OrderConfirmed', correlationid: placedEvent?.correlationid });
    await told(orderId, ...settling, 'ShipmentDispatched');
    expect((await store.find(orderId))?.event).toEqual(confirmedEvent);
  });
});

describe('a list', () => {
  test('shows each order once across pages, newest first, while more are placed', async () => {
    const customerId = randomUUID();
    const placedOrders: string[] = [];
    for (let count = 0; count < 23; count++) placedOrders.push(await stored({ customerId }));
    const seen: string[] = [];
    for (let before: number | undefined, page = 0; page < 9; page++) {
      const rows = await store.list({ customerId, limit: 3, ...(before === undefined ? {} : { before }) });
      seen.push(...rows.map(({ orderId }) => orderId));
      before = rows.at(-1)?.position;
      if (rows.length < 3) break;
      await stored({ customerId });
    }
    expect(seen).toEqual(placedOrders.toReversed());
  });

  test('of everyone contains all of them, and a stranger’s none', async () => {
    const orderId = await stored();
    expect((await store.list({ limit: 1 }))[0]?.orderId).toBe(orderId);
    expect(await store.list({ customerId: randomUUID(), limit: 100 })).toEqual([]);
  });

  test('is read from an index', async () => {
    await admin`analyze orders.orders`;
    const plan = await admin.unsafe(
      `explain select * from orders.orders where customer_id = '${randomUUID()}' and position < 100 order by position desc limit 21`,
    );
    expect(JSON.stringify(plan)).toContain('orders_by_customer');
    expect(JSON.stringify(plan)).not.toContain('Sort');
  });
});

const dueNow = (orderIds: string[]) =>
  admin`update orders.orders set announce_at = now() - interval '1 second' where order_id in ${admin(orderIds)}`;
const secondsUntil = async (orderId: string) => {
  const [row] =
    await admin`select extract(epoch from announce_at - now())::float as seconds from orders.orders where order_id = ${orderId}`;
  return row?.seconds as number | null;
};
/** Expects that an order is next announced in this many seconds, within the second that the statements may need. */
async function expectDueIn(orderId: string, from: number, to: number) {
  const seconds = await secondsUntil(orderId);
  expect(seconds).toBeGreaterThanOrEqual(from - 1);
  expect(seconds).toBeLessThanOrEqual(to);
}

describe('announcing again', () => {
  test('gives each of two hundred due orders to exactly one of four concurrent announcers', async () => {
    await admin`update orders.orders set announce_at = null`;
    const orderIds = await Promise.all(times(200, () => stored()));
    await dueNow(orderIds);
    const claimed: string[] = [];
    const claimAll = async () => {
      for (let due = await store.claimDue(7); due.length > 0; due = await store.claimDue(7))
        claimed.push(...due.map(({ orderId }) => orderId));
    };
    await Promise.all(times(4, claimAll));
    expect(claimed.sort()).toEqual(orderIds.sort());
    await admin`update orders.orders set announce_at = null`;
  });

  test('skips rows that another is taking, and does not wait for them', async () => {
    const orderIds = await Promise.all(times(2, () => stored()));
    await dueNow(orderIds);
    await admin.begin(async (other) => {
      await other`select from orders.orders where order_id = ${orderIds[0] as string} for update`;
      expect((await store.claimDue(10)).map(({ orderId }) => orderId)).toEqual([orderIds[1]]);
    });
    expect((await store.claimDue(10)).map(({ orderId }) => orderId)).toEqual([orderIds[0]]);
  });

  test('takes the oldest first, and at most as many as requested', async () => {
    const orderIds = await Promise.all(times(3, () => stored()));
    for (const [index, orderId] of orderIds.entries())
      await admin`update orders.orders set announce_at = now() - make_interval(secs => ${index + 1}) where order_id = ${orderId}`;
    const order = [];
    for (let due = await store.claimDue(1); due.length > 0; due = await store.claimDue(1))
      order.push(due.map(({ orderId }) => orderId));
    expect(order).toEqual(orderIds.toReversed().map((orderId) => [orderId]));
  });

  test('waits 5 s at first, then 10 s, 20 s and 30 s from then on, plus or minus a fifth', async () => {
    const orderId = await stored();
    await expectDueIn(orderId, 4, 6);
    for (const seconds of [10, 20, 30, 30, 30]) {
      await dueNow([orderId]);
      expect((await store.claimDue(10)).map(({ orderId }) => orderId)).toEqual([orderId]);
      await expectDueIn(orderId, seconds * 0.8, seconds * 1.2);
    }
    await told(orderId, 'ShipmentBooked');
    await expectDueIn(orderId, 4, 6);
  });

  test('can be brought forward after it was held back, unless the order has changed, has been due since or is parked', async () => {
    await admin`update orders.orders set announce_at = null`;
    const heldBack = await stored();
    const [movedOn, dueSince, parked] = (await Promise.all(times(3, () => stored()))) as [string, string, string];
    await dueNow([heldBack, movedOn, dueSince, parked]);
    const held = await store.claimDue(10);
    expect(held).toHaveLength(4);
    await told(movedOn, 'StockReserved');
    await dueNow([dueSince]);
    expect(await store.claimDue(10)).toHaveLength(1);
    await admin`update orders.orders set announce_at = now() + interval '1 hour' where announce_at is not null`;
    await admin`update orders.orders set announce_at = null where order_id = ${parked}`;
    await store.bringForward(held);
    expect((await store.claimDue(10)).map(({ orderId }) => orderId)).toEqual([heldBack]);
    await store.bringForward(held);
    await store.bringForward([]);
    expect(await store.claimDue(10)).toEqual([]);
  });

  test('is brought forward without waiting for rows that another is changing', async () => {
    await admin`update orders.orders set announce_at = null`;
    const [free, locked] = (await Promise.all(times(2, () => stored()))) as [string, string];
    await dueNow([free, locked]);
    const held = await store.claimDue(10);
    expect(held).toHaveLength(2);
    await admin.begin(async (other) => {
      await other`select from orders.orders where order_id = ${locked} for update`;
      await store.bringForward(held);
      expect((await store.claimDue(10)).map(({ orderId }) => orderId)).toEqual([free]);
    });
  });

  test('stops once an order has settled, and not before', async () => {
    const orderId = await stored();
    await told(orderId, ...confirming, 'StockCommitted', 'PaymentCaptured');
    expect(await secondsUntil(orderId)).not.toBeNull();
    await told(orderId, 'ShipmentReady');
    expect(await secondsUntil(orderId)).toBeNull();
    await told(orderId, 'ShipmentDispatched', 'ShipmentDelivered');
    expect(await secondsUntil(orderId)).toBeNull();
    expect(await store.claimDue(10)).toEqual([]);
  });

  test('continues until the cancellation itself has been published', async () => {
    const orderId = await stored();
    await told(orderId, 'CancelRequested', 'StockReleased', 'PaymentVoided', 'ShipmentCancelled');
    expect(await secondsUntil(orderId)).not.toBeNull();
    await advance(orderId, { type: 'announced' });
    expect(await store.find(orderId)).toMatchObject({ settled: true, announceAt: null });
  });
});

describe('a parked order', () => {
  test('is never announced, whatever it hears', async () => {
    const orderId = await stored();
    await admin`update orders.orders set parked_at = now(), announce_at = null where order_id = ${orderId}`;
    await told(orderId, ...confirming);
    expect(await store.find(orderId)).toMatchObject({ decision: 'confirmed', announceAt: null });
  });
});

describe('an open order past its deadline', () => {
  const expired = () => stored({ deadlineSeconds: -1 });
  const subjects = (events: readonly Event[]) => events.map(({ subject }) => subject);

  test('is found through its own index, oldest first, and at most as many as requested', async () => {
    const [second, first] = [await stored({ deadlineSeconds: -20 }), await stored({ deadlineSeconds: -30 })];
    await stored({ deadlineSeconds: 900 });
    expect(subjects(await store.findExpired(2))).toEqual([first, second]);
    for (const orderId of [first, second]) await told(orderId, 'DeadlinePassed');
    expect(subjects(await store.findExpired(2))).toEqual([]);
    await expectIndex(`decision = 'open' and deadline <= now() order by deadline`, 'orders_expiring');
  });

  const replica = () => {
    const { ask, published } = aLoop(ordersSaga(createOrderStore(database)));
    const round = async () => Promise.all((await store.findExpired(100)).map((event) => expireOrder(event, { ask })));
    return { round, published };
  };

  test('is no longer announced', async () => {
    const orderId = await expired();
    await dueNow([orderId]);
    expect(await store.claimDue(100)).toEqual([]);
    await told(orderId, 'DeadlinePassed');
    await dueNow([orderId]);
    expect((await store.claimDue(100)).map((due) => due.orderId)).toEqual([orderId]);
  });

  test('is cancelled', async () => {
    const orderId = await expired();
    const { round, published } = replica();
    await round();
    await eventually(() => published.length === 1);
    expect(published).toMatchObject([{ type: 'OrderCancelled', subject: orderId, data: { reason: 'EXPIRED' } }]);
    expect((await store.find(orderId))?.event).toEqual(published[0]);
  });

  test('is decided once when several replicas look at the same time', async () => {
    const orderIds = await Promise.all(times(20, expired));
    const replicas = times(4, replica);
    await Promise.all(replicas.map(({ round }) => round()));
    const published = () => replicas.flatMap((one) => one.published);
    await eventually(() => published().length >= 20);
    expect(subjects(published()).sort()).toEqual(orderIds.sort());
    expect(new Set(published().map(({ type }) => type))).toEqual(new Set(['OrderCancelled']));
  });

  test('is decided however many others are due for announcement', async () => {
    const others = await Promise.all(times(300, () => stored()));
    await dueNow(others);
    const orderId = await expired();
    expect(subjects(await store.findExpired(1))).toEqual([orderId]);
    await told(orderId, 'DeadlinePassed');
    await admin`update orders.orders set announce_at = null`;
  });

  test('is left to a concurrent decision', async () => {
    const orderId = await expired();
    const { ask, published } = aLoop(ordersSaga(store));
    const [event] = await store.findExpired(1);
    await told(orderId, 'ShipmentBooked');
    if (!event) throw new Error('nothing has expired');
    await expireOrder(event, { ask });
    expect(published).toEqual([]);
    expect((await store.find(orderId))?.decision).toBe('confirmed');
  });
});

describe('orders that should have settled', () => {
  const overdueSince = async (before: number) => (await store.countOverdue()) - before;
  const decidedMinutesAgo = (orderId: string, minutes: number) =>
    admin`update orders.orders set decided_at = now() - make_interval(mins => ${minutes}) where order_id = ${orderId}`;

  test('count from a minute after their deadline if they are open, otherwise from a minute after their decision', async () => {
    const before = await store.countOverdue();
    const open = await stored({ deadlineSeconds: -59 });
    const decided = await stored({ deadlineSeconds: -3600 });
    await told(decided, 'CancelRequested');
    expect(await overdueSince(before)).toBe(0);
    await told(open, 'CancelRequested');
    await admin`update orders.orders set decided_at = now() - interval '61 seconds' where order_id = ${decided}`;
    expect(await overdueSince(before)).toBe(1);
    await stored({ deadlineSeconds: -61 });
    expect(await overdueSince(before)).toBe(2);
  });

  test('no longer count once they are parked or settled', async () => {
    const before = await store.countOverdue();
    const [parked, settled] = [await stored(), await stored()];
    for (const orderId of [parked, settled])
      await told(orderId, 'CancelRequested', 'StockReleased', 'PaymentVoided', 'ShipmentCancelled');
    for (const orderId of [parked, settled]) await decidedMinutesAgo(orderId, 2);
    expect(await overdueSince(before)).toBe(2);
    await admin`update orders.orders set parked_at = now(), announce_at = null where order_id = ${parked}`;
    await advance(settled, { type: 'announced' });
    expect(await overdueSince(before)).toBe(0);
  });

  test('are found through the index of due orders, however many have settled', () =>
    expectIndex('announce_at is not null and coalesce(decided_at, deadline) <= now()', 'orders_due'));
});

/** Expects that such orders are found without scanning all others. */
async function expectIndex(condition: string, index: string): Promise<void> {
  await admin`analyze orders.orders`;
  await admin`set enable_seqscan = off`;
  const plan = await admin.unsafe(`explain select order_id from orders.orders where ${condition}`);
  await admin`reset enable_seqscan`;
  expect(plan.map((row) => row['QUERY PLAN']).join()).toContain(index);
}
