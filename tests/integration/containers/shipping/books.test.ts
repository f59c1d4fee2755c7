import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { v7 as newOrderId } from 'uuid';
import { DependencyUnavailableError, RetryLaterError } from '#shared/errors/outcome.ts';
import { toCursor } from '#shared/http/page.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createApp } from '../../../../containers/shipping/app.ts';
import type { Booking } from '../../../../containers/shipping/carrier.ts';
import { steps } from '../../../../containers/shipping/domain.ts';
import { shippingSaga } from '../../../../containers/shipping/saga.ts';
import { createShipmentStore, type ShipmentStore } from '../../../../containers/shipping/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { eventually } from '../../../support/eventually.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log, entries } = silentLog();
const nobody = () => Promise.reject(networkError());
const common = { log, verifyToken, ask: nobody, ready: nobody };
const away = createApp({ ...common, shipments: unreachable, carrier: unreachable });
// app.test.ts tests the service's other routes.
const isTried = (path: string) => !path.includes('/shipments/') || path.endsWith('/forget-address');
const { call, refuseStrangers, unseen, undocumented } = createCaller(away, isTried);

let postgresql: TestDatabase;
let database: Database;
let shipments: ShipmentStore;
let app: typeof away;
let admin: postgres.Sql;
let saga: ReturnType<typeof aLoop>;
/** The carrier's own books. */
const bookings = new Map<string, Booking>();
let trouble: Error | undefined;

const asked = async <T>(answer: () => T): Promise<T> => {
  if (trouble) throw trouble;
  return answer();
};
const carrier = {
  book: (reference: string) =>
    asked(() => {
      bookings.set(reference, { reference, trackingNumber: `SBX-${reference}`, status: 'booked' });
      return { did: 'book', trackingNumber: `SBX-${reference}` } as const;
    }),
  cancel: (reference: string) =>
    asked(() => {
      bookings.set(reference, { reference, trackingNumber: null, status: 'cancelled' });
      return { did: 'cancel' } as const;
    }),
  list: ({ after = '', limit }: { after?: string | undefined; limit: number }) =>
    asked(() =>
      [...bookings.values()]
        .filter(({ reference }) => reference > after)
        .sort((one, other) => (one.reference < other.reference ? -1 : 1))
        .slice(0, limit),
    ),
};

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['shipping'] });
  database = connect(postgresql.urlOf('shipping'), { connectionsMax: 5, name: 'shipping' });
  admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  shipments = createShipmentStore(database);
  saga = aLoop(shippingSaga(shipments, carrier)) as ReturnType<typeof aLoop>;
  app = createApp({ ...common, shipments, carrier, ready: database.ping });
});
beforeEach(() => {
  trouble = undefined;
  bookings.clear();
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const operator = tokenOf(randomUUID(), 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string, as = operator) => call(app, 'GET', `/v1/shipping${path}`, { as });
const release = (orderId: string, body: unknown = { reason: 'no one needs it' }) =>
  call(app, 'POST', `/v1/shipping/bookings/${orderId}/release`, { as: operator, body });

const amount = { amount: 2600, currency: 'USD' };
async function booked() {
  const order = anOrder();
  await saga.deliver(order.placed());
  await saga.deliver(order.tell('PaymentAuthorized', { amount }));
  return order;
}
async function cancelled() {
  const order = await booked();
  await saga.deliver(order.cancelled());
  return order.orderId;
}

describe('the shipments of shipping', () => {
  test('are listed for the requested orders, with the step and the tracking number', async () => {
    const { orderId } = await booked();
    const { status, body } = await get(`/shipments?orderIds=${orderId},${newOrderId()}`);
    expect(status).toBe(200);
    expect(body).toEqual({ items: [{ orderId, step: 'booked', trackingNumber: `SBX-${orderId}` }] });
  });

  test('are listed page by page, each one once, by order id', async () => {
    const placed = [];
    for (let count = 0; count < 3; count++) placed.push((await booked()).orderId);
    const wanted = `limit=2&orderIds=${placed.join()}`;
    const first = await get(`/shipments?${wanted}`);
    const second = await get(`/shipments?${wanted}&cursor=${first.body.nextCursor}`);
    expect([first, second].map(({ body }) => body.items.length)).toEqual([2, 1]);
    expect([first, second].flatMap(({ body }) => body.items).map(({ orderId }) => orderId)).toEqual(placed.sort());
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  test('show an undo that fails', async () => {
    const order = await booked();
    const { orderId } = order;
    trouble = new RetryLaterError('the carrier says no');
    await expect(saga.deliver(order.cancelled())).rejects.toThrow('the carrier says no');
    expect((await get(`/shipments?orderIds=${orderId}`)).body.items).toEqual([
      expect.objectContaining({ step: 'cancelling', trouble: expect.objectContaining({ tries: 1, givenUp: false }) }),
    ]);
  });
});

describe('the bookings of the carrier', () => {
  test('are listed oldest first, page by page, including foreign ones', async () => {
    const { orderId } = await booked();
    const other = { reference: 'zz-of-others', trackingNumber: null, status: 'cancelled' };
    bookings.set(other.reference, other);
    const first = await get('/bookings?limit=1');
    expect(first.body.items).toEqual([{ reference: orderId, trackingNumber: `SBX-${orderId}`, status: 'booked' }]);
    const second = await get(`/bookings?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body).toEqual({ items: [{ reference: other.reference, status: 'cancelled' }] });
  });

  test('can be limited to orders placed at or after a given time', async () => {
    const [old, young] = ['2026-01-01T10:00:00Z', '2026-01-01T11:00:00Z'].map((at) => newOrderId({ msecs: Date.parse(at) }));
    for (const reference of [old, young] as string[]) await carrier.book(reference);
    const { body } = await get('/bookings?from=2026-01-01T10:30:00Z');
    expect(body.items.map(({ reference }: Booking) => reference)).toEqual([young]);
  });
});

describe('a booking that no order needs', () => {
  test('is cancelled by the carrier, each time it is requested, which is logged', async () => {
    const orderId = await cancelled();
    bookings.set(orderId, { reference: orderId, trackingNumber: 'LATE', status: 'booked' });
    const { status, body } = await release(orderId);
    expect({ status, body }).toEqual({ status: 200, body: expect.objectContaining({ orderId, step: 'cancelled' }) });
    expect(bookings.get(orderId)?.status).toBe('cancelled');
    expect(entries.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ action: 'release booking', orderId }));
    expect((await release(orderId)).status).toBe(200);
    const noted = [{ action: 'release booking', reason: 'no one needs it' }];
    expect(await shipments.actionsOf(orderId)).toMatchObject([...noted, ...noted]);
  });

  test('is refused otherwise: an active shipment keeps its own', async () => {
    const { orderId } = await booked();
    const { status, body } = await release(orderId);
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem('hold-needed') });
    expect(bookings.get(orderId)?.status).toBe('booked');
  });

  test('must belong to an order that shipping knows', async () => {
    expect((await release(newOrderId())).status).toBe(404);
    expect((await release('nonsense')).status).toBe(404);
  });
});

describe('the address of an old shipment', () => {
  const forget = (orderId: string, body: unknown = { reason: 'the order is archived' }) =>
    call(app, 'POST', `/v1/shipping/shipments/${orderId}/forget-address`, { as: operator, body });
  const age = (orderId: string, days: number) =>
    admin`update shipping.shipments set created_at = now() - make_interval(days => ${days}) where order_id = ${orderId}`;
  const rowOf = async (orderId: string) => (await admin`select * from shipping.shipments where order_id = ${orderId}`)[0] ?? {};

  test('is erased, and nothing else, however often that is requested', async () => {
    const orderId = await cancelled();
    await age(orderId, 91);
    const before = await rowOf(orderId);
    expect(before.state.consignee.shipTo).toMatchObject({ name: 'Ada Lovelace' });
    const { status, body } = await forget(orderId);
    expect({ status, body }).toEqual({ status: 200, body: expect.objectContaining({ orderId, step: 'cancelled' }) });
    const { shipTo: _, ...consignee } = before.state.consignee;
    const after = await rowOf(orderId);
    expect(after).toEqual({
      ...before,
      ...{ state: { ...before.state, consignee }, version: before.version + 1, updated_at: after.updated_at },
    });
    expect(entries.at(-1)?.fields).toMatchObject({ action: 'forget address', orderId });
    expect(await shipments.actionsOf(orderId)).toMatchObject([{ action: 'forget address', reason: 'the order is archived' }]);
    expect((await forget(orderId)).status).toBe(200);
    expect(await rowOf(orderId)).toEqual(after);
  });

  test('is not missed by any late event, nor when the parcel arrives', async () => {
    const order = await booked();
    const { orderId } = order;
    await saga.deliver(order.tell('PaymentCaptured', { amount }));
    const act = (step: unknown) => saga.ask({ cause: causeOf(orderId), step: step as never });
    await act(steps.dispatchShipment);
    await eventually(async () => (await rowOf(orderId)).state.announced === true);
    await age(orderId, 91);
    await forget(orderId);
    const before = await rowOf(orderId);
    const late = [order.placed(), order.tell('PaymentAuthorized', { amount }), order.tell('PaymentCaptured', { amount })];
    for (const event of [...late, order.cancelled()])
      expect(await saga.deliver(event)).toMatchObject({ type: 'ShipmentDispatched', subject: orderId });
    expect(await rowOf(orderId)).toEqual(before);
    expect(bookings.get(orderId)).toMatchObject({ status: 'booked' });
    await act(steps.deliverShipment);
    expect(await rowOf(orderId)).toMatchObject({ status: 'delivered', state: { consignee: before.state.consignee } });
  });

  test.each([
    ['the parcel has not left', 'shipment-unfinished', async () => (await booked()).orderId, 91],
    ['the order is 89 days old', 'order-too-young', cancelled, 89],
  ])('is kept while %s', async (_, slug, given, days) => {
    const orderId = await given();
    await age(orderId, days);
    const before = await rowOf(orderId);
    const { status, body } = await forget(orderId);
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem(slug) });
    expect(await rowOf(orderId)).toEqual(before);
  });

  test('is not asked about without a reason, or of an unknown order', async () => {
    expect((await forget(newOrderId(), {})).status).toBe(422);
    expect((await forget(newOrderId())).status).toBe(404);
  });
});

describe('invalid input', () => {
  test.each([
    '/shipments?orderIds=one',
    `/shipments?orderIds=${randomUUID()},`,
    '/shipments?before=tomorrow',
    '/shipments?limit=101',
    '/shipments?cursor=x',
    `/shipments?cursor=${toCursor('no id')}`,
    '/bookings?cursor=x',
    `/bookings?cursor=${toCursor('x'.repeat(101))}`,
    '/bookings?from=1969-12-31T23:59:59Z',
    '/bookings?before=2026-01-01T10:30:00Z',
  ])('is refused: GET %s', async (path) => {
    expect((await get(path)).status).toBe(422);
  });

  test('is refused: a missing reason', async () => {
    const orderId = await cancelled();
    for (const body of [{}, { reason: ' ' }, { reason: 'a', force: true }])
      expect((await release(orderId, body)).status).toBe(422);
  });
});

const routes = [
  ['GET', '/v1/shipping/shipments', 'read'],
  ['GET', '/v1/shipping/bookings', 'read'],
  ['POST', `/v1/shipping/bookings/${randomUUID()}/release`, 'write'],
  ['POST', `/v1/shipping/shipments/${randomUUID()}/forget-address`, 'write'],
] as const;

describe.each(routes)('%s %s', (method, path, right) => {
  const body = method === 'POST' ? { body: { reason: 'why' } } : {};

  test('is for operators with a suitable token', async () => {
    expect((await call(app, method, path, { ...body })).status).toBe(401);
    expect((await call(app, method, path, { as: tokenOf(randomUUID(), 'customer', 'admin'), ...body })).status).toBe(403);
    const other = narrowTokenOf(randomUUID(), ['operator'], [right === 'read' ? 'ops:write' : 'ops:read']);
    expect((await call(app, method, path, { as: other, ...body })).body.type).toBe(problem('insufficient-scope'));
  });

  test('asks to retry later while the database or the carrier is down', async () => {
    const { status, headers } = await call(away, method, path, { as: operator, ...body });
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
  });
});

describe('while the carrier', () => {
  test('is unreachable, its books cannot be read but ours can', async () => {
    const orderId = await cancelled();
    trouble = new DependencyUnavailableError('the carrier cannot be reached');
    expect((await get('/bookings')).status).toBe(503);
    expect((await release(orderId)).status).toBe(503);
    expect((await get('/shipments')).status).toBe(200);
  });

  test('refuses a cancellation, the caller is told to retry', async () => {
    const orderId = await cancelled();
    trouble = new RetryLaterError('the carrier answered 409');
    const { status, body } = await release(orderId);
    expect({ status, title: body.title }).toEqual({ status: 503, title: expect.stringContaining('try again') });
  });
});

describe('the description', () => {
  test('lists all accepted parameters', () => refuseStrangers(away));

  test('is met by all response bodies', async () => {
    for (const [, path] of routes.slice(2)) {
      const json = { 'content-type': 'application/json' };
      const statusOf = async (request: object) => (await call(app, 'POST', path, { as: operator, ...request })).status;
      expect(await statusOf({ raw: '{', headers: json })).toBe(400);
      expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
      expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
    }
  });

  test('lists exactly the statuses that occur', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
