import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { packContent } from '#shared/dead-letters/content.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { createApp } from '../../../../containers/orders/app.ts';
import { type Order, steps, toEvent } from '../../../../containers/orders/domain.ts';
import { createDeadLetterStore } from '../../../../containers/orders/ops/dead-letters/store.ts';
import { createOperatorStore } from '../../../../containers/orders/ops/store.ts';
import { ordersSaga } from '../../../../containers/orders/saga.ts';
import { createOrderStore } from '../../../../containers/orders/store.ts';
import { createTimelineStore } from '../../../../containers/orders/timeline-store.ts';
import { viewAtPlacement } from '../../../../containers/orders/view.ts';
import { tables as letterTables } from '../../../../functions/dead-letters/schema.ts';
import { createDeadLetterStore as createRecorderStore } from '../../../../functions/dead-letters/store.ts';
import { tables as timelineTables } from '../../../../functions/timeline/schema.ts';
import { aDeadLetter } from '../../../support/a-dead-letter.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log, entries } = silentLog();
const nobody = () => Promise.reject(networkError());
const common = {
  ...{ log, verifyToken, deadlineSeconds: 900, reconciliations: unreachable, products: unreachable },
  ...{ announce: nobody, publishSoon: () => undefined, redrive: nobody, countMessages: nobody, messageAges: nobody },
};
const away = createApp({
  ...common,
  ...{ orders: unreachable, operatorStore: unreachable, timelines: unreachable, deadLetters: unreachable },
  ...{ ask: nobody, ready: nobody },
});
const { call, refuseStrangers, unseen, undocumented } = createCaller(away, (path) => path.endsWith('/archive'));

let postgresql: TestDatabase;
let dynamo: TestDynamo;
let database: Database;
let admin: postgres.Sql;
let orders: ReturnType<typeof createOrderStore>;
let saga: ReturnType<typeof aLoop<'orders', Order>>;
let app: typeof away;

beforeAll(async () => {
  [postgresql, dynamo] = await Promise.all([
    startTestDatabase({ services: ['orders'] }),
    startTestDynamo([...timelineTables, ...letterTables]),
  ]);
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 10, name: 'orders' });
  admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  orders = createOrderStore(database);
  saga = aLoop(ordersSaga(orders));
  app = createApp({
    ...common,
    ...{ orders, operatorStore: createOperatorStore(database), ask: saga.ask, ready: database.ping },
    timelines: createTimelineStore({ dynamo: dynamo.dynamo, timelineTable: 'timeline' }),
    deadLetters: createDeadLetterStore({ dynamo: dynamo.dynamo, table: 'dead-letters' }),
  });
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await Promise.all([postgresql.stop(), dynamo.stop()]);
});

const operatorId = randomUUID();
const as = tokenOf(operatorId, 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = async (path: string, who = as) => (await call(app, 'GET', path, { as: who })).body;
const idsOf = async (orderId: string): Promise<string[]> =>
  ((await get(`/v1/orders/${orderId}/timeline`)).events ?? []).map(({ id }: { id: string }) => id);

/** Archives an order, by default one whose events so far have been saved. */
async function archive(
  orderId: string,
  { reason = 'its time is over', ...more }: { reason?: string; savedEvents?: string[] } = {},
) {
  const body = { reason, savedEvents: await idsOf(orderId), ...more };
  return call(app, 'POST', `/v1/ops/orders/${orderId}/archive`, { as, body });
}

const data: Record<string, object> = {
  ShipmentBooked: { trackingNumber: 'T1' },
  StockRejected: { shortages: [{ productId: randomUUID(), requested: 2, available: 1 }] },
  PaymentFailed: { phase: 'authorize', code: 'card_declined' },
};
const told = (orderId: string, type: string) => ({
  ...anOrder().tell(type as 'StockReserved', (data[type] ?? {}) as never),
  subject: orderId,
});
const ready = ['StockReserved', 'PaymentAuthorized', 'ShipmentBooked', 'StockCommitted', 'PaymentCaptured', 'ShipmentReady'];
const sent = [...ready, 'ShipmentDispatched'];
const short = ['StockRejected', 'PaymentVoided', 'ShipmentCancelled'];

/** Places an order and delivers these events to it; then it is made as old as that. Its events are in the timeline. */
async function given({ types = sent, days = 91, customerId = randomUUID() as string } = {}) {
  const order = anOrder({ customerId });
  const { orderId } = order;
  const state = steps.placeOrder(order.placement);
  const event = stamp(toEvent(state), causeOf(orderId), new Date());
  await orders.insert({ orderId, order: state, event, idempotencyKey: orderId, requestHash: 'hash', deadlineSeconds: 900 });
  for (const type of types) await saga.deliver(told(orderId, type));
  for (const each of [event, ...types.map((type) => told(orderId, type))]) await record(each);
  await admin`update orders.orders set settled_at = settled_at - make_interval(days => ${days}) where order_id = ${orderId}`;
  return orderId;
}

async function record(event: ReturnType<typeof told> | ReturnType<typeof stamp>): Promise<void> {
  const { subject: orderId, id, type, source, time, data, correlationid, causationid } = event;
  const Item = { orderId, position: `${time}#${id}`, id, type, source, time, data, correlationid, causationid };
  await dynamo.dynamo.send(new PutCommand({ TableName: 'timeline', Item }));
}

const keepLetter = (orderId: string, state: 'open' | 'dropped') =>
  createRecorderStore(dynamo.dynamo, 'dead-letters').keep(
    aDeadLetter({ orderId, state }),
    packContent({ body: '{}', attributes: {} }),
  );

const rowOf = async (orderId: string) => (await admin`select * from orders.orders where order_id = ${orderId}`)[0] ?? {};

describe('an old order', () => {
  test('is archived: its address and its timeline go, everything else stays', async () => {
    const customerId = randomUUID();
    const orderId = await given({ customerId });
    const before = await rowOf(orderId);
    const { status, body } = await archive(orderId);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ orderId, status: 'SHIPPED', settled: true, events: [], archivedAt: expect.any(String) },
      actions: [{ action: 'archive', reason: 'its time is over', operatorId }],
    });
    const { archived_at: archivedAt, ...after } = await rowOf(orderId);
    expect(archivedAt).toBeInstanceOf(Date);
    expect({ ...after, archived_at: null }).toEqual({ ...before, ship_to: {}, version: before.version + 1 });
    expect(entries.at(-1)).toMatchObject({
      message: 'operator acted',
      fields: { action: 'archive', orderId, userId: operatorId },
    });
  });

  test('loses what was missing from stock, but not the reason', async () => {
    const orderId = await given({ types: short });
    expect((await get(`/v1/ops/orders/${orderId}`)).reasonDetail).toBeDefined();
    const { body } = await archive(orderId);
    expect(body).toMatchObject({ status: 'CANCELLED', reason: 'OUT_OF_STOCK' });
    expect(body).not.toHaveProperty('reasonDetail');
    expect(await rowOf(orderId)).toMatchObject({ shortages: null, event: { type: 'OrderCancelled' } });
  });

  test('is still shown to its customer, without the address, even when the order is placed again', async () => {
    const customerId = randomUUID();
    const customer = tokenOf(customerId, 'customer');
    const orderId = await given({ customerId });
    const { shipTo, ...before } = await get(`/v1/orders/${orderId}`, customer);
    expect(shipTo).toMatchObject({ name: 'Ada Lovelace' });
    const { archivedAt } = (await archive(orderId)).body;
    const shown = await get(`/v1/orders/${orderId}`, customer);
    expect(shown).toEqual({ ...before, archivedAt });
    expect((await get('/v1/orders', customer)).items).toEqual([shown]);
    expect(await get(`/v1/orders/${orderId}/timeline`, customer)).toEqual({ events: [] });
    const row = await orders.findByKey(customerId, orderId);
    const repeated = row && viewAtPlacement(row);
    expect(repeated).toMatchObject({ orderId, status: 'PLACED', total: before.total, archivedAt });
    expect(repeated).not.toHaveProperty('shipTo');
  });

  test('that settled before this was recorded counts from its placement', async () => {
    const orderId = await given();
    await admin`update orders.orders set settled_at = null where order_id = ${orderId}`;
    expect((await archive(orderId)).body.type).toBe(problem('order-too-young'));
    await admin.begin(async (sql) => {
      await sql`set local session_replication_role = replica`;
      await sql`update orders.orders set placed_at = now() - interval '91 days' where order_id = ${orderId}`;
    });
    expect((await archive(orderId)).body).toMatchObject({ archivedAt: expect.any(String) });
  });

  test('is archived once, however often that is requested; what was saved is removed again, and what is newer stays', async () => {
    const orderId = await given();
    const savedEvents = await idsOf(orderId);
    const old = { ...told(orderId, 'StockReserved'), id: savedEvents[1] ?? '' };
    const [first, second] = await Promise.all([archive(orderId), archive(orderId)]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.archivedAt).toBe(first.body.archivedAt);
    await record(old);
    await record(told(orderId, 'ShipmentDelivered'));
    const { body } = await archive(orderId, { reason: 'again', savedEvents });
    expect(body.events).toMatchObject([{ type: 'ShipmentDelivered' }]);
    expect(body.actions).toHaveLength(1);
  });

  test('keeps an event that arrived after the others were saved, however old it is', async () => {
    const orderId = await given();
    const savedEvents = await idsOf(orderId);
    const late = { ...told(orderId, 'ShipmentDelivered'), time: '2026-01-01T00:00:00.000Z' };
    await record(late);
    expect((await archive(orderId, { savedEvents })).body.events).toMatchObject([{ id: late.id }]);
    expect((await get(`/v1/orders/${orderId}/timeline`)).events).toMatchObject([{ id: late.id, data: late.data }]);
    expect((await archive(orderId, { savedEvents: [late.id] })).body.events).toEqual([]);
  });

  test('is refused, and kept whole, if the caller does not say what was saved', async () => {
    const orderId = await given();
    const before = await idsOf(orderId);
    const body = { reason: 'its time is over' };
    expect((await call(app, 'POST', `/v1/ops/orders/${orderId}/archive`, { as, body })).status).toBe(422);
    expect([await idsOf(orderId), (await rowOf(orderId)).archived_at]).toEqual([before, null]);
  });

  test.each([
    ['confirmed', sent],
    ['cancelled', short],
  ])('that was %s is changed by none of its events, however late', async (_, types) => {
    const orderId = await given({ types });
    await archive(orderId);
    const before = await rowOf(orderId);
    for (const type of types) await saga.deliver(told(orderId, type));
    expect(await rowOf(orderId)).toEqual(before);
  });

  test('may still learn that its parcel has arrived', async () => {
    const orderId = await given();
    await archive(orderId);
    const before = await rowOf(orderId);
    await saga.deliver(told(orderId, 'ShipmentDelivered'));
    expect(await rowOf(orderId)).toEqual({ ...before, shipment: 'delivered', version: before.version + 1 });
  });

  test('keeps nothing of a change that was decided before it was archived', async () => {
    const orderId = await given({ types: short });
    const stale = await orders.load(orderId);
    if (!stale) throw new Error('it is gone');
    await archive(orderId);
    await expect(orders.save({ ...stale, version: stale.version + 1 }, stale)).rejects.toThrow('has changed meanwhile');
  });
});

describe('an order is kept', () => {
  test.each([
    ['unsettled', 'order-unsettled', { types: ['StockReserved'] }],
    ['settled 89 days ago', 'order-too-young', { days: 89 }],
    ['settled with a parcel that has not left', 'shipment-not-dispatched', { types: ready }],
  ])('while it is %s', async (_, slug, how) => {
    const orderId = await given(how);
    const before = await rowOf(orderId);
    const { status, body } = await archive(orderId);
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem(slug) });
    expect(await rowOf(orderId)).toEqual(before);
    expect((await get(`/v1/orders/${orderId}/timeline`)).events).not.toEqual([]);
  });

  test('while one of its dead letters is open', async () => {
    const [held, free] = [await given(), await given()];
    await keepLetter(held, 'open');
    await keepLetter(free, 'dropped');
    expect((await archive(held)).body.type).toBe(problem('dead-letter-open'));
    expect((await archive(free)).status).toBe(200);
  });

  test('if it is unknown', async () => {
    expect((await archive(randomUUID())).status).toBe(404);
  });
});

test('operators find orders that may be archived, and those that are', async () => {
  const customerId = randomUUID();
  const [old, held, young, archived] = [
    await given({ customerId }),
    await given({ customerId, types: ready }),
    await given({ customerId, days: 89 }),
    await given({ customerId }),
  ];
  await archive(archived);
  const found = async (query: string) =>
    (await get(`/v1/ops/orders?customerId=${customerId}&${query}`)).items.map(({ orderId }: { orderId: string }) => orderId);
  expect(await found('archivable=true')).toEqual([old]);
  expect(await found('archivable=false')).toEqual([archived, young, held]);
  expect(await found('archived=true')).toEqual([archived]);
  expect(await found('archived=false')).toEqual([young, held, old]);
});

describe('archiving', () => {
  const path = `/v1/ops/orders/${randomUUID()}/archive`;
  const body = { reason: 'why', savedEvents: [] };

  test('is for operators with a suitable token', async () => {
    expect((await call(app, 'POST', path, { body })).status).toBe(401);
    expect((await call(app, 'POST', path, { as: tokenOf(randomUUID(), 'customer', 'admin'), body })).status).toBe(403);
    const reader = narrowTokenOf(randomUUID(), ['operator'], ['ops:read', 'orders:read']);
    expect((await call(app, 'POST', path, { as: reader, body })).body.type).toBe(problem('insufficient-scope'));
  });

  test('is refused without a valid reason, and while the store is down', async () => {
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', path, { as, ...request })).status;
    expect(await statusOf({ body: {} })).toBe(422);
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect((await call(away, 'POST', path, { as, body })).status).toBe(503);
  });

  test('is described with all its parameters and exactly the statuses that occur', async () => {
    await refuseStrangers(away);
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
