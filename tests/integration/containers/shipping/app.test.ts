import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { RetryLaterError } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createApp } from '../../../../containers/shipping/app.ts';
import { shippingSaga } from '../../../../containers/shipping/saga.ts';
import { createShipmentStore } from '../../../../containers/shipping/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { type AnOrder, anOrder } from '../../../support/an-order.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log } = silentLog();
const published: Event[] = [];
const common = { log, verifyToken, carrier: unreachable };
const away = createApp({
  ...common,
  shipments: unreachable,
  ask: () => Promise.reject(networkError()),
  ready: () => Promise.reject(networkError()),
});
// books.test.ts tests the service's other routes.
const isBooks = (path: string) => path.endsWith('/forget-address');
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(
  away,
  (path) => path.includes('/shipments/') && !isBooks(path),
);
const operator = tokenOf(randomUUID(), 'operator');
/** The orders whose shipments the carrier does not cancel. */
const stubborn = new Set<string>();

let postgresql: TestDatabase;
let database: Database;
let handle: (event: Event) => Promise<unknown>;
let app: typeof away;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['shipping'] });
  database = connect(postgresql.urlOf('shipping'), { connectionsMax: 10, name: 'shipping' });
  const shipments = createShipmentStore(database);
  const carrier = {
    book: async (reference: string) => ({ did: 'book', trackingNumber: `SBX-${reference}` }) as const,
    async cancel(reference: string) {
      if (stubborn.has(reference)) throw new RetryLaterError('the carrier says no');
      return { did: 'cancel' } as const;
    },
  };
  const { deliver, ask } = aLoop(shippingSaga(shipments, carrier), published);
  handle = deliver;
  app = createApp({ ...common, shipments, ask, ready: database.ping });
});
afterAll(async () => {
  await database.close();
  await postgresql.stop();
});

const as = ({ placement }: AnOrder) => tokenOf(placement.customerId, 'customer');
const path = (orderId: string, command = '') => `/v1/shipping/shipments/${orderId}${command && `/${command}`}`;
const read = (order: AnOrder, who = as(order)) => call(app, 'GET', path(order.orderId), { as: who });
const command = (orderId: string, name: string, who: string | undefined = operator, body?: object) =>
  call(app, 'POST', path(orderId, name), { as: who, body });
const amount = { amount: 2600, currency: 'USD' };
async function ready() {
  const order = anOrder();
  await handle(order.placed());
  expect((await read(order)).body).toEqual({ orderId: order.orderId, status: 'pending' });
  await handle(order.tell('PaymentAuthorized', { amount }));
  expect((await read(order)).body).toMatchObject({ status: 'booked', trackingNumber: `SBX-${order.orderId}` });
  await handle(order.tell('PaymentCaptured', { amount }));
  return order;
}

describe('a shipment that the carrier does not cancel', () => {
  const settle = { decision: 'settle', reason: 'called them' };
  const resolve = (orderId: string, body: object, who: string | undefined = operator) =>
    call(app, 'POST', path(orderId, 'resolve'), { as: who, body });

  test('is shown to operators with the reason, is retried, and is settled by an operator who is recorded', async () => {
    const order = await ready();
    stubborn.add(order.orderId);
    await expect(handle(order.cancelled())).rejects.toThrow('the carrier says no');
    const trouble = { tries: 1, reason: 'the carrier says no', givenUp: false };
    expect((await read(order, operator)).body).toMatchObject({ status: 'cancelled', trouble });
    expect((await read(order)).body).not.toHaveProperty('trouble');
    expect((await resolve(order.orderId, { ...settle, decision: 'retry' })).body).toMatchObject({ trouble });
    const resolution = { ...settle, operatorId: expect.any(String), at: expect.any(String) };
    expect((await resolve(order.orderId, settle)).body).toMatchObject({ status: 'cancelled', resolution });
    expect(published.at(-1)).toMatchObject({ type: 'ShipmentCancelled', subject: order.orderId });
    expect((await resolve(order.orderId, settle)).status).toBe(409);
    const actions = [{ action: 'settle shipment' }, { action: 'retry shipment' }].map((did) => ({
      ...did,
      reason: settle.reason,
    }));
    expect((await read(order, operator)).body.actions).toEqual(actions.map((did) => expect.objectContaining(did)));
    expect((await read(order)).body).not.toHaveProperty('actions');
  });

  test('is decided by operators only, and only if it exists', async () => {
    const order = await ready();
    expect((await resolve(order.orderId, settle, as(order))).status).toBe(403);
    expect((await resolve(order.orderId, { decision: 'settle' })).status).toBe(422);
    expect((await resolve(randomUUID(), settle)).status).toBe(404);
  });

  test('is not decided by an invalid body', async () => {
    const path = `/v1/shipping/shipments/${randomUUID()}/resolve`;
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', path, { as: operator, ...request })).status;
    expect(await statusOf({ as: undefined })).toBe(401);
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
    expect((await call(away, 'POST', path, { as: operator, body: { decision: 'settle', reason: 'done' } })).status).toBe(503);
  });
});

describe('a shipment', () => {
  test('is dispatched once it is paid for, and publishes each step as one event, however often it is requested', async () => {
    const order = await ready();
    const count = published.length;
    expect((await read(order)).body.status).toBe('ready');
    const answers = await Promise.all(Array.from({ length: 5 }, () => command(order.orderId, 'dispatch')));
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(Array(5).fill([200, 'dispatched']));
    expect((await command(order.orderId, 'deliver')).body.status).toBe('delivered');
    expect((await command(order.orderId, 'dispatch')).body.status).toBe('delivered');
    const { actions } = (await read(order, operator)).body;
    expect(actions.map(({ action }: { action: string }) => action)).toEqual(['deliver', 'dispatch']);
    const told = published.slice(count);
    expect([...new Set(told.map(({ type }) => type))]).toEqual(['ShipmentDispatched', 'ShipmentDelivered']);
    expect(new Set(told.map((event) => JSON.stringify(event.id + event.time))).size).toBe(2);
  });

  test('is dispatched and delivered for a reason, and the first one stays', async () => {
    const { orderId } = await ready();
    await command(orderId, 'dispatch', operator, { reason: 'packed by hand' });
    await command(orderId, 'dispatch', operator, { reason: 'clicked again' });
    await command(orderId, 'deliver', operator, { reason: 'the neighbour has it' });
    await command(orderId, 'deliver');
    const { actions } = (await call(app, 'GET', path(orderId), { as: operator })).body;
    const operatorId = operator.split('.')[0];
    expect(actions).toEqual([
      { action: 'deliver', reason: 'the neighbour has it', operatorId, at: expect.any(String) },
      { action: 'dispatch', reason: 'packed by hand', operatorId, at: expect.any(String) },
    ]);
  });

  test.each(['dispatch', 'deliver'])('does not %s by an invalid body', async (name) => {
    const { orderId } = await ready();
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) =>
      (await call(app, 'POST', path(orderId, name), { as: operator, ...request })).status;
    expect(await statusOf({ body: { reason: '' } })).toBe(422);
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
    expect(await statusOf({ body: { reason: 'x'.repeat(65_536) } })).toBe(413);
    expect((await call(app, 'GET', path(orderId), { as: operator })).body).toMatchObject({ status: 'ready', actions: [] });
  });

  test('is not dispatched before that, nor delivered before its dispatch', async () => {
    const order = anOrder();
    await handle(order.placed());
    await handle(order.tell('PaymentAuthorized', { amount }));
    expect((await command(order.orderId, 'dispatch')).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('shipment-not-ready'),
    });
    const other = await ready();
    expect((await command(other.orderId, 'deliver')).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('shipment-not-dispatched'),
    });
  });

  test('of a cancelled order is never dispatched', async () => {
    const order = anOrder();
    await handle(order.cancelled());
    expect((await read(order)).body).toEqual({ orderId: order.orderId, status: 'cancelled' });
    expect((await command(order.orderId, 'dispatch')).status).toBe(409);
  });

  test('requested with an upper-case id is the same shipment, also in its events', async () => {
    const { orderId } = await ready();
    expect((await command(orderId.toUpperCase(), 'dispatch')).body).toMatchObject({ orderId, status: 'dispatched' });
    expect(published.at(-1)).toMatchObject({ type: 'ShipmentDispatched', subject: orderId });
  });

  test('is shown to its customer and to operators, and does not exist for others', async () => {
    const order = await ready();
    expect((await read(order, operator)).status).toBe(200);
    expect((await read(order, tokenOf(randomUUID(), 'customer', 'admin'))).status).toBe(404);
    expect((await read(order, narrowTokenOf(order.placement.customerId, ['customer'], ['orders:read']))).status).toBe(403);
    expect((await read(anOrder(), operator)).status).toBe(404);
    expect((await call(app, 'GET', path('nonsense'), { as: operator })).status).toBe(404);
  });

  test('is moved by operators only', async () => {
    const order = await ready();
    for (const name of ['dispatch', 'deliver']) {
      expect((await command(order.orderId, name, as(order))).status).toBe(403);
      expect((await call(app, 'POST', path(order.orderId, name))).status).toBe(401);
      expect((await command(randomUUID(), name)).status).toBe(404);
      expect((await command('nonsense', name)).status).toBe(404);
    }
    await expectSentOnce(app, path(order.orderId), { as: operator });
    expect((await call(app, 'GET', path(order.orderId))).status).toBe(401);
    expect((await read(order)).body.status).toBe('ready');
  });
});

describe('the service', () => {
  test('asks to retry later while its database is down', async () => {
    for (const [method, name] of [
      ['GET', ''],
      ['POST', 'dispatch'],
      ['POST', 'deliver'],
    ] as const) {
      const { status, headers } = await call(away, method, path(randomUUID(), name), { as: operator });
      expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
    }
    expect((await call(away, 'GET', '/readyz')).status).toBe(503);
    expect((await call(app, 'GET', '/readyz')).status).toBe(200);
  });

  test('accepts only documented parameters', () => refuseStrangers(away));

  test('returns exactly the documented statuses', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
