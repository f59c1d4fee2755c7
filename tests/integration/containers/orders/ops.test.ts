import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { Event } from '#events/index.ts';
import type { DeadLetter } from '#shared/dead-letters/dead-letter.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { createApp } from '../../../../containers/orders/app.ts';
import { type Order, steps, toEvent } from '../../../../containers/orders/domain.ts';
import type { DeadLetterStore } from '../../../../containers/orders/ops/dead-letters/store.ts';
import { createOperatorStore } from '../../../../containers/orders/ops/store.ts';
import { toOrder } from '../../../../containers/orders/order-row.ts';
import { ordersSaga } from '../../../../containers/orders/saga.ts';
import { createOrderStore } from '../../../../containers/orders/store.ts';
import type { TimelineEntry } from '../../../../containers/orders/timeline-store.ts';
import { statusOf } from '../../../../containers/orders/view.ts';
import { aDeadLetter } from '../../../support/a-dead-letter.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anHourLater } from '../../../support/an-hour-later.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log, entries } = silentLog();
const announced: Event[] = [];
const common = {
  log,
  verifyToken,
  deadlineSeconds: 900,
  reconciliations: unreachable,
  announce: async (event: Event) => void announced.push(event),
  publishSoon: () => undefined,
};
const nobody = () => Promise.reject(networkError());
const away = createApp({
  ...common,
  ...{ orders: unreachable, operatorStore: unreachable, products: unreachable, timelines: unreachable },
  ...{ deadLetters: unreachable, redrive: nobody, countMessages: nobody, messageAges: nobody },
  ...{ ask: nobody, ready: nobody },
});
// dead-letters.test.ts, books.test.ts and archive.test.ts test the others.
const isTried = (path: string) =>
  path.startsWith('/v1/ops/') && !/\/(retell|adopt|archive)$|\/ops\/(dead-letters|reconciliations)/.test(path);
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(away, isTried);

let postgresql: TestDatabase;
let database: Database;
let admin: postgres.Sql;
let orders: ReturnType<typeof createOrderStore>;
let saga: ReturnType<typeof aLoop<'orders', Order>>;
let app: typeof away;
const timelines = new Map<string, TimelineEntry[]>();
const letters = new Map<string, DeadLetter[]>();
const ages = new Map<string, number>();

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 10, name: 'orders' });
  admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  orders = createOrderStore(database);
  saga = aLoop(ordersSaga(orders));
  app = createApp({
    ...common,
    ...{ orders, operatorStore: createOperatorStore(database), products: unreachable, ask: saga.ask, ready: database.ping },
    ...{ deadLetters: { ofOrder: async (orderId) => letters.get(orderId) ?? [] } as DeadLetterStore, redrive: nobody },
    countMessages: async () => [
      { queue: 'billing', waiting: 3, inFlight: 1 },
      { queue: 'inventory', waiting: 0, inFlight: 0 },
      { queue: 'timeline', waiting: 0, inFlight: 0 },
    ],
    messageAges: async () => ages,
    timelines: { read: async (orderId) => timelines.get(orderId) ?? [], remove: nobody },
  });
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const operatorId = randomUUID();
const operator = tokenOf(operatorId, 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string, as = operator) => call(app, 'GET', path, { as });
const act = (action: string, orderId: string, body: unknown = { reason: 'looked into' }) =>
  call(app, 'POST', `/v1/ops/orders/${orderId}/${action}`, { as: operator, body });
const found = async (query: string) => {
  const { status, body } = await get(`/v1/ops/orders?limit=100&${query}`);
  expect(status).toBe(200);
  return (body as { items: { orderId: string }[] }).items.map(({ orderId }) => orderId);
};

/** Places an order for a customer and delivers these events to it. */
async function placed({ customerId = randomUUID() as string, deadlineSeconds = 900, told = [] as readonly string[] } = {}) {
  const order = anOrder({ customerId });
  const { orderId } = order;
  const state = steps.placeOrder(order.placement);
  const event = stamp(toEvent(state), causeOf(orderId), new Date());
  const request = { idempotencyKey: randomUUID(), requestHash: 'hash', deadlineSeconds };
  await orders.insert({ orderId, order: state, event, ...request });
  for (const type of told) await tell(orderId, type);
  return orderId;
}

const data: Record<string, object> = {
  ShipmentBooked: { trackingNumber: 'T1' },
  PaymentFailed: { phase: 'authorize', code: 'card_declined' },
};
const tell = (orderId: string, type: string) =>
  saga.deliver({ ...anOrder().tell(type as 'StockReserved', (data[type] ?? {}) as never), subject: orderId });
const confirmed = ['StockReserved', 'PaymentAuthorized', 'ShipmentBooked'];
const settled = [...confirmed, 'StockCommitted', 'PaymentCaptured', 'ShipmentReady'];
const cancelled = ['PaymentFailed', 'StockReleased', 'ShipmentCancelled'];

describe('finding orders', () => {
  const ways = {
    PLACED: [],
    STOCK_RESERVED: ['StockReserved'],
    PAYMENT_AUTHORIZED: ['StockReserved', 'PaymentAuthorized'],
    CONFIRMED: confirmed,
    SHIPPED: [...settled, 'ShipmentDispatched'],
    DELIVERED: [...settled, 'ShipmentDispatched', 'ShipmentDelivered'],
    CANCELLING: ['PaymentFailed'],
    CANCELLED: cancelled,
  };

  test.each(Object.entries(ways))('by the status %s, the same that customers see', async (status, told) => {
    const customerId = randomUUID();
    const orderId = await placed({ customerId, told });
    const row = await orders.find(orderId);
    expect(row && statusOf(toOrder(row))).toBe(status);
    for (const each of Object.keys(ways))
      expect([each, await found(`status=${each}&customerId=${customerId}`)]).toEqual([each, each === status ? [orderId] : []]);
  });

  test('by reason, customer, id prefix, and time', async () => {
    const customerId = randomUUID();
    const [declined, open] = [await placed({ customerId, told: cancelled }), await placed({ customerId })];
    const mine = (query: string) => found(`customerId=${customerId}&${query}`);
    expect(await mine('reason=PAYMENT_DECLINED')).toEqual([declined]);
    expect(await mine('reason=EXPIRED')).toEqual([]);
    expect(await found(`id=${open.slice(0, 30)}`)).toContain(open);
    expect(await found(`id=${open.replaceAll('-', '')}`)).toEqual([open]);
    expect(await found(`id=${open}`)).toEqual([open]);
    const [hourAgo, inAnHour] = [-3_600_000, 3_600_000].map((shift) => new Date(Date.now() + shift).toISOString());
    expect(await mine(`from=${hourAgo}`)).toEqual([open, declined]);
    expect(await mine(`before=${hourAgo}`)).toEqual([]);
    expect(await mine(`from=${inAnHour}`)).toEqual([]);
    expect(await mine(`before=${inAnHour}`)).toEqual([open, declined]);
  });

  test('that are or are not overdue or parked', async () => {
    const customerId = randomUUID();
    const [late, parked, well] = [
      await placed({ customerId, deadlineSeconds: -61 }),
      await placed({ customerId }),
      await placed({ customerId, told: settled }),
    ];
    await act('park', parked);
    const mine = (query: string) => found(`customerId=${customerId}&${query}`);
    expect(await mine('overdue=true')).toEqual([late]);
    expect(await mine('overdue=false')).toEqual([well, parked]);
    expect(await mine('parked=true')).toEqual([parked]);
    expect(await mine('parked=false')).toEqual([well, late]);
  });

  test('page by page, each one once', async () => {
    const customerId = randomUUID();
    const all = [await placed({ customerId }), await placed({ customerId }), await placed({ customerId })];
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const { body } = await get(`/v1/ops/orders?customerId=${customerId}&limit=2${cursor && `&cursor=${cursor}`}`);
      const page = body as { items: { orderId: string }[]; nextCursor?: string };
      seen.push(...page.items.map(({ orderId }) => orderId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.toReversed());
  });

  test.each([
    'status=LOST',
    'id=01',
    'id=xyzw',
    `id=${'0'.repeat(33)}`,
    'overdue=1',
    'from=yesterday',
    'from=0000-01-01T00:00:00Z',
    'before=1969-12-31T23:59:59Z',
    'cursor=x',
    'limit=0',
    'customerId=me',
  ])('is refused with %s', async (query) => {
    expect((await get(`/v1/ops/orders?${query}`)).status).toBe(422);
  });
});

describe('counting orders', () => {
  test('covers all unsettled ones, however old, and those placed since', async () => {
    await admin`truncate orders.orders`;
    await placed();
    await placed({ deadlineSeconds: -61, told: ['StockReserved'] });
    await placed({ told: settled });
    const counts = async (query = '') => (await get(`/v1/ops/order-counts${query}`)).body.counts;
    const unsettled = [
      { status: 'PLACED', orders: 1, overdue: 0 },
      { status: 'STOCK_RESERVED', orders: 1, overdue: 1 },
    ];
    expect(await counts()).toEqual([{ status: 'CONFIRMED', orders: 1, overdue: 0 }, ...unsettled]);
    expect(await counts(`?from=${new Date(Date.now() + 3_600_000).toISOString()}`)).toEqual(unsettled);
    expect((await get('/v1/ops/order-counts?from=now')).status).toBe(422);
  });
});

describe('the last hour', () => {
  test('shows the orders placed per minute, their decisions, and how long they took to settle', async () => {
    await admin`truncate orders.orders`;
    const [first] = [await placed({ told: settled }), await placed({ told: cancelled }), await placed(), await placed()];
    await admin`update orders.orders set settled_at = placed_at + interval '10 seconds' where order_id = ${first}`;
    await admin`update orders.orders set settled_at = placed_at + interval '2 seconds' where decision = 'cancelled'`;
    const { status, body } = await get('/v1/ops/order-pace');
    expect(status).toBe(200);
    const sum = (name: string) =>
      body.minutes.reduce((sum: number, minute: Record<string, number>) => sum + (minute[name] ?? 0), 0);
    expect({ placed: sum('placed'), confirmed: sum('confirmed'), cancelled: sum('cancelled') }).toEqual({
      ...{ placed: 4, confirmed: 1, cancelled: 1 },
    });
    expect(Date.parse(body.minutes[0].at) % 60_000).toBe(0);
    expect(body).toMatchObject({ settled: 2, settleSeconds: { p50: 6, p95: 9.6 } });
  });

  test('without orders is empty', async () => {
    await admin`truncate orders.orders`;
    expect((await get('/v1/ops/order-pace')).body).toEqual({ minutes: [], settled: 0 });
  });

  test('counts an order as settled once, by the database’s clock, whatever it hears later', async () => {
    const orderId = await placed({ told: settled });
    const settledAt = async () => (await admin`select settled_at from orders.orders where order_id = ${orderId}`)[0]?.settled_at;
    const before = await settledAt();
    expect(before).toBeInstanceOf(Date);
    await tell(orderId, 'ShipmentDispatched');
    expect(await settledAt()).toEqual(before);
  });
});

describe('the queues', () => {
  const queues = async () => (await get('/v1/ops/queues')).body.queues;

  test('are told with what waits in them', async () => {
    await admin`truncate orders.orders`;
    expect(await queues()).toEqual([
      { queue: 'billing', waiting: 3, inFlight: 1 },
      { queue: 'inventory', waiting: 0, inFlight: 0 },
      { queue: 'timeline', waiting: 0, inFlight: 0 },
    ]);
  });

  test('are told with the age of the oldest message, unless it is not known or the queue has been emptied since', async () => {
    ages.set('billing', 200).set('inventory', 30);
    expect(await queues()).toMatchObject([{ queue: 'billing', oldestMessageSeconds: 200 }, {}, {}]);
    expect((await queues())[1]).not.toHaveProperty('oldestMessageSeconds');
    ages.clear();
    expect((await queues())[0]).not.toHaveProperty('oldestMessageSeconds');
  });

  test('are told with the oldest order that is waiting for each consumer', async () => {
    await admin`truncate orders.orders`;
    const parked = await placed();
    const unpaid = await placed({ told: ['StockReserved'] });
    const unreserved = await placed();
    await placed({ told: settled });
    await placed();
    // Placed last, and decided before the others were placed.
    const uncaptured = await placed({ told: confirmed });
    await admin`update orders.orders set decided_at = now() - interval '5 minutes' where order_id = ${uncaptured}`;
    await act('park', parked);
    const waiting = await queues();
    expect(waiting).toMatchObject([
      { queue: 'billing', oldestWaiting: { orderId: uncaptured } },
      { queue: 'inventory', oldestWaiting: { orderId: uncaptured } },
      { queue: 'timeline', waiting: 0, inFlight: 0 },
    ]);
    expect(waiting[2].oldestWaiting).toBeUndefined();
    await act('park', uncaptured);
    const [row] = await admin`select placed_at as at from orders.orders where order_id = ${unreserved}`;
    expect(await queues()).toMatchObject([
      { oldestWaiting: { orderId: unpaid } },
      { oldestWaiting: { orderId: unreserved, since: row?.at.toISOString() } },
      {},
    ]);
  });
});

test.each(['orders', 'order-counts?from=2026-01-01T00:00:00.000Z', 'order-pace', 'queues', 'a dossier'])(
  'only changes of %s are sent',
  async (what) => {
    await expectSentOnce(app, `/v1/ops/${what === 'a dossier' ? `orders/${await placed()}` : what}`, { as: operator });
  },
);

describe('an order’s dossier', () => {
  test('is not sent again while its dead letters only grow older, and is once one has changed', async () => {
    const orderId = await placed();
    const letter = aDeadLetter({ orderId });
    letters.set(orderId, [letter]);
    const read = (headers = {}) => call(app, 'GET', `/v1/ops/orders/${orderId}`, { as: operator, headers });
    const first = await read();
    const tag = { 'if-none-match': first.headers.get('etag') ?? '' };
    const [later, again] = await anHourLater(async () => [await read(), await read(tag)] as const);
    expect(later.text).not.toBe(first.text);
    expect(again).toMatchObject({ status: 304, text: '' });
    letters.set(orderId, [{ ...letter, state: 'dropped' }]);
    expect(await read(tag)).toMatchObject({ status: 200, body: { deadLetters: [{ state: 'dropped' }] } });
  });

  test('shows what was heard from each participant, and who owes what since when', async () => {
    const customerId = randomUUID();
    const orderId = await placed({ customerId, told: ['StockReserved'] });
    const times = ['2026-01-01T10:00:00.000Z', '2026-01-01T10:00:01.000Z', '2026-01-01T10:00:02.000Z'];
    const types = ['OrderPlaced', 'StockReserved', 'ShipmentReady'];
    timelines.set(
      orderId,
      types.map((type, index) => ({ id: randomUUID(), type, source: '/x', time: times[index] as string, data: { name: 'Ada' } })),
    );
    const { status, body, text } = await get(`/v1/ops/orders/${orderId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ orderId, customerId, status: 'STOCK_RESERVED', stock: 'reserved', payment: 'none', shipment: 'none' },
      ...{ overdue: false, announcedAgain: 0, announcedNext: expect.any(String), actions: [] },
      owed: [{ service: 'billing', event: 'PaymentAuthorized', since: times[1] }],
      events: types.map((type, index) => ({ type, time: times[index] })),
    });
    expect(text).not.toContain('Ada');
  });

  test('counts from the order’s own event where the timeline has none', async () => {
    const orderId = await placed();
    const row = await orders.find(orderId);
    const { body } = await get(`/v1/ops/orders/${orderId}`);
    expect(body.owed).toEqual([{ service: 'inventory', event: 'StockReserved', since: row?.event.time }]);
  });

  test('lists its parked messages, whatever became of them', async () => {
    const orderId = await placed();
    expect((await get(`/v1/ops/orders/${orderId}`)).body.deadLetters).toEqual([]);
    letters.set(orderId, [aDeadLetter({ orderId, state: 'dropped' }), aDeadLetter({ orderId })]);
    const { body } = await get(`/v1/ops/orders/${orderId}`);
    expect(body.deadLetters).toMatchObject([
      { orderId, state: 'dropped', reason: 'not JSON' },
      { orderId, state: 'open' },
    ]);
  });

  test('is not found for an unknown order', async () => {
    expect((await get(`/v1/ops/orders/${randomUUID()}`)).status).toBe(404);
    expect((await get('/v1/ops/orders/one')).status).toBe(404);
    for (const action of ['nudge', 'park', 'resume']) expect((await act(action, randomUUID())).status).toBe(404);
  });
});

describe('an operator', () => {
  test('announces an order immediately, and who and why is recorded', async () => {
    const orderId = await placed({ told: confirmed });
    announced.splice(0);
    const { status, body } = await act('nudge', orderId, { reason: '  the queue was emptied ' });
    expect(status).toBe(200);
    expect(announced).toEqual([(await orders.find(orderId))?.event]);
    expect(announced).toMatchObject([{ type: 'OrderConfirmed', subject: orderId }]);
    // The announcer does not publish it once more right away.
    expect((await orders.claimDue(100)).map((due) => due.orderId)).not.toContain(orderId);
    expect(body).toMatchObject({ announcedAgain: 1, announcedNext: expect.any(String) });
    expect(body.actions).toEqual([
      { action: 'nudge', reason: 'the queue was emptied', operatorId, at: expect.stringMatching(/^20.*Z$/) },
    ]);
    expect(entries.at(-1)).toMatchObject({ message: 'operator acted', fields: { action: 'nudge', orderId, userId: operatorId } });
  });

  test('makes an order due that a program nudges, and leaves the queues to the announcer', async () => {
    const orderId = await placed({ told: confirmed });
    announced.splice(0);
    const { body } = await act('nudge', orderId, { reason: 'order-stuck', whenRoom: true });
    expect(body).toMatchObject({ announcedAgain: 0, actions: [{ action: 'nudge', reason: 'order-stuck' }] });
    expect(announced).toEqual([]);
    expect((await orders.claimDue(100)).map((due) => due.orderId)).toContain(orderId);
  });

  test('parks an order and resumes it, once each', async () => {
    const orderId = await placed();
    const parked = (await act('park', orderId)).body;
    expect(parked).toMatchObject({ parkedAt: expect.any(String), actions: [{ action: 'park' }] });
    expect(parked).not.toHaveProperty('announcedNext');
    expect((await act('park', orderId)).body.actions).toHaveLength(1);
    announced.splice(0);
    expect((await act('nudge', orderId)).body.type).toBe(problem('order-parked'));
    expect(announced).toEqual([]);

    const resumed = (await act('resume', orderId)).body;
    expect(resumed).toMatchObject({ announcedNext: expect.any(String), actions: [{ action: 'resume' }, { action: 'park' }] });
    expect(resumed).not.toHaveProperty('parkedAt');
    expect((await act('resume', orderId)).body.actions).toHaveLength(2);
    expect((await orders.claimDue(100)).map((due) => due.orderId)).toContain(orderId);
  });

  test('changes no decision, and an order settles while it is parked', async () => {
    const orderId = await placed({ told: confirmed });
    const before = await orders.load(orderId);
    await act('park', orderId);
    expect(await orders.load(orderId)).toEqual(before);
    for (const type of ['StockCommitted', 'PaymentCaptured', 'ShipmentReady']) await tell(orderId, type);
    expect(await orders.find(orderId)).toMatchObject({ settled: true, parkedAt: null, announceAt: null });
    for (const action of ['nudge', 'park', 'resume'])
      expect((await act(action, orderId)).body.type).toBe(problem('order-settled'));
  });

  test('may park an order that only waits for its deadline, which still applies', async () => {
    const orderId = await placed({ deadlineSeconds: -1 });
    await act('park', orderId);
    expect((await orders.findExpired(100)).map(({ subject }) => subject)).toContain(orderId);
  });

  test.each<[string, unknown]>([
    ['no reason', {}],
    ['an empty one', { reason: '  ' }],
    ['one of 501 characters', { reason: 'x'.repeat(501) }],
    ['one of several lines', { reason: 'a\nb' }],
    ['more than a reason', { reason: 'a', status: 'CONFIRMED' }],
  ])('is refused with %s', async (_, body) => {
    for (const action of ['nudge', 'park', 'resume']) expect((await act(action, randomUUID(), body)).status).toBe(422);
  });

  test('cannot change what was recorded: the database refuses it', async () => {
    const orderId = await placed();
    await act('nudge', orderId);
    await expect(database.execute(`update orders.operator_actions set reason = 'another'`)).rejects.toThrow();
    await expect(admin`delete from orders.operator_actions`).rejects.toThrow('stays as it was noted');
  });
});

const routes = [
  ['GET', '/v1/ops/orders', 'read'],
  ['GET', '/v1/ops/order-counts', 'read'],
  ['GET', '/v1/ops/order-pace', 'read'],
  ['GET', '/v1/ops/queues', 'read'],
  ['GET', `/v1/ops/orders/${randomUUID()}`, 'read'],
  ['POST', `/v1/ops/orders/${randomUUID()}/nudge`, 'write'],
  ['POST', `/v1/ops/orders/${randomUUID()}/park`, 'write'],
  ['POST', `/v1/ops/orders/${randomUUID()}/resume`, 'write'],
] as const;

describe.each(routes)('%s %s', (method, path, right) => {
  const body = method === 'POST' ? { body: { reason: 'why' } } : {};

  test('is for operators with a suitable token', async () => {
    expect((await call(app, method, path, { ...body })).status).toBe(401);
    expect((await call(app, method, path, { as: tokenOf(randomUUID(), 'customer', 'admin'), ...body })).status).toBe(403);
    const other = narrowTokenOf(randomUUID(), ['operator'], [right === 'read' ? 'ops:write' : 'ops:read', 'orders:read']);
    expect((await call(app, method, path, { as: other, ...body })).body.type).toBe(problem('insufficient-scope'));
  });

  test('asks to retry later while the store is down', async () => {
    expect((await call(away, method, path, { as: operator, ...body })).status).toBe(503);
  });

  if (method === 'POST')
    test.each<[number, { raw?: string; headers: Record<string, string> }]>([
      [400, { raw: '{', headers: { 'content-type': 'application/json' } }],
      [413, { raw: `"${'x'.repeat(65_536)}"`, headers: { 'content-type': 'application/json' } }],
      [415, { raw: '{}', headers: { 'content-type': 'text/plain' } }],
    ])('answers %d to an invalid body', async (status, request) => {
      expect((await call(app, method, path, { as: operator, ...request })).status).toBe(status);
    });
});

describe('the description', () => {
  test('lists all accepted parameters', () => refuseStrangers(away));

  test('lists exactly the statuses that occur', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
