import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { createApp } from '../../../../containers/orders/app.ts';
import { createOperatorStore } from '../../../../containers/orders/ops/store.ts';
import { ordersSaga } from '../../../../containers/orders/saga.ts';
import { createOrderStore } from '../../../../containers/orders/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anOrder } from '../../../support/an-order.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const lamp = randomUUID();
const archived = randomUUID();
const shelf = new Map(
  [lamp, archived].map((productId) => [
    productId,
    { productId, name: 'Lamp', price: { amount: 1300, currency: 'USD' }, archived: productId === archived, available: 5 },
  ]),
);
const generations = new Map<string, number>();
const disabled = new Set<string>();
const products = {
  read: async (ids: readonly string[], customerId: string) => ({
    shelf: new Map([...shelf].filter(([id]) => ids.includes(id))),
    generationMin: generations.get(customerId) ?? 0,
    isDisabled: disabled.has(customerId),
  }),
};
const timeline = [{ id: randomUUID(), type: 'OrderPlaced', source: '/orders', time: new Date().toISOString(), data: {} }];
const published: Event[] = [];
const { log, entries } = silentLog();
const common = {
  ...{ log, verifyToken, deadlineSeconds: 900, reconciliations: unreachable },
  announce: () => Promise.reject(networkError()),
};
const away = createApp({
  ...common,
  orders: unreachable,
  operatorStore: unreachable,
  ask: () => Promise.reject(networkError()),
  publishSoon: () => undefined,
  products: unreachable,
  ...{
    timelines: unreachable,
    deadLetters: unreachable,
    redrive: unreachable,
    countMessages: unreachable,
    messageAges: unreachable,
  },
  ready: () => Promise.reject(networkError()),
});

let postgresql: TestDatabase;
let database: Database;
let orders: ReturnType<typeof createOrderStore>;
let tell: (event: Event) => Promise<unknown>;
let app: typeof away;
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(
  away,
  (path) => !path.startsWith('/v1/ops/'),
);

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 10, name: 'orders' });
  orders = createOrderStore(database);
  const { ask, publishSoon, deliver } = aLoop(ordersSaga(orders), published);
  tell = deliver;
  app = createApp({
    ...common,
    orders,
    operatorStore: createOperatorStore(database),
    ask,
    publishSoon,
    products,
    ...{ timelines: { read: async () => timeline, remove: unreachable }, deadLetters: unreachable },
    ...{ redrive: unreachable, countMessages: unreachable, messageAges: unreachable },
    ready: database.ping,
  });
});
afterAll(async () => {
  await database.close();
  await postgresql.stop();
});

const customer = () => tokenOf(randomUUID(), 'customer');
const operator = tokenOf(randomUUID(), 'operator');
const { shipTo } = anOrder().placement;
const wanted = (changes: object = {}) => ({
  lines: [{ productId: lamp, quantity: 2 }],
  paymentMethod: 'pm_card_visa',
  shipTo,
  ...changes,
});
const key = (value: string = randomUUID()) => ({ 'idempotency-key': value });
const place = (as: string, body: unknown = wanted(), headers: Record<string, string> = key()) =>
  call(app, 'POST', '/v1/orders', { as, body, headers });
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const confirm = (orderId: string) => tell({ ...anOrder().tell('ShipmentBooked', { trackingNumber: 'T1' }), subject: orderId });

describe('placing an order', () => {
  test('is accepted with its address, its total and what it waits for, and announced', async () => {
    const { status, headers, body } = await place(customer());
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/orders/${body.orderId}`);
    expect(body).toMatchObject({
      status: 'PLACED',
      settled: false,
      total: { amount: 2600, currency: 'USD' },
      waitingFor: [{ service: 'inventory', event: 'StockReserved' }],
    });
    expect(published.at(-1)).toMatchObject({ type: 'OrderPlaced', subject: body.orderId });
  });

  test('shows its customer and operators the complete address', async () => {
    const as = customer();
    const kowloon = {
      name: 'Ada',
      line1: '1 Nathan Road',
      line2: 'Flat 2',
      city: 'Hong Kong',
      region: 'Kowloon',
      country: 'HK',
      phone: '+852 2123 4567',
    };
    const { body } = await place(as, wanted({ shipTo: { ...kowloon, postalCode: '00000' } }));
    expect(body.shipTo).toEqual(kowloon);
    for (const reader of [as, operator]) {
      expect((await call(app, 'GET', `/v1/orders/${body.orderId}`, { as: reader })).body.shipTo).toEqual(kowloon);
    }
    expect(published.at(-1)).toMatchObject({ type: 'OrderPlaced', data: { shipTo: kowloon } });
    expect(published.at(-1)?.data).not.toHaveProperty('shipTo.postalCode');
  });

  test('is refused with a token from before its user ended all sessions, even when repeated, and not with one from after', async () => {
    const userId = randomUUID();
    const again = key();
    const [before, after] = [1, 2].map((generation) => `${tokenOf(userId, 'customer')}.${generation}`) as [string, string];
    expect((await place(before, wanted(), again)).status).toBe(202);
    generations.set(userId, 2);
    const count = published.length;
    for (const headers of [again, key()]) {
      expect(await place(before, wanted(), headers)).toMatchObject({ status: 401, body: { type: problem('unauthorized') } });
    }
    expect(published).toHaveLength(count);
    expect((await place(after)).status).toBe(202);
    generations.set(userId, Number.MAX_SAFE_INTEGER);
    expect((await place(after)).status).toBe(401);
    expect((await place(tokenOf(userId, 'customer'))).status).toBe(401);
  });

  test('is refused to a disabled user, even when repeated, and says so', async () => {
    const userId = randomUUID();
    const again = key();
    const [before, after] = [0, 2].map((generation) => `${tokenOf(userId, 'customer')}.${generation}`) as [string, string];
    expect((await place(before, wanted(), again)).status).toBe(202);
    generations.set(userId, 1);
    disabled.add(userId);
    const count = published.length;
    for (const headers of [again, key()]) {
      expect(await place(before, wanted(), headers)).toMatchObject({ status: 403, body: { type: problem('account-disabled') } });
    }
    expect(published).toHaveLength(count);
    // The user has been enabled again since; the table is read last.
    expect((await place(after)).status).toBe(202);
  });

  test('again with the same key gives the same response, whatever happened since', async () => {
    const as = customer();
    const again = key();
    const first = await place(as, wanted(), again);
    await call(app, 'POST', `/v1/orders/${first.body.orderId}/cancel`, { as });
    const item = shelf.get(lamp);
    if (item) item.available = 0;
    const count = published.length;
    const repeat = await place(as, { shipTo, paymentMethod: 'pm_card_visa', lines: [{ quantity: 2, productId: lamp }] }, again);
    if (item) item.available = 5;
    expect(repeat).toMatchObject({ status: 202, body: first.body });
    expect(published).toHaveLength(count);
    expect((await place(as, wanted({ paymentMethod: 'pm_card_amex' }), again)).body.type).toBe(problem('idempotency-key-reused'));
    expect((await place(customer(), wanted(), again)).body.orderId).not.toBe(first.body.orderId);
  });

  test('with the displayed total is accepted, and is refused with the new one once it has changed', async () => {
    const item = shelf.get(lamp) as { price: { amount: number; currency: string } };
    const shown = { expectedTotal: { amount: 2600, currency: 'USD' } };
    const [as, first] = [customer(), key()];
    const placed = await place(as, wanted(shown), first);
    expect(placed.status).toBe(202);

    item.price = { amount: 100_000, currency: 'USD' };
    const total = { amount: 200_000, currency: 'USD' };
    expect(await place(as, wanted(shown))).toMatchObject({ status: 409, body: { type: problem('total-changed'), total } });
    expect(await place(as, wanted({ expectedTotal: { amount: 200_000, currency: 'EUR' } }))).toMatchObject({ status: 409 });
    expect((await place(as, wanted({ expectedTotal: total }))).body.total).toEqual(total);
    expect(await place(as, wanted(shown), first)).toMatchObject({ status: 202, body: placed.body });
    expect((await place(as, wanted({ expectedTotal: total }), first)).body.type).toBe(problem('idempotency-key-reused'));
    item.price = { amount: 1300, currency: 'USD' };
  });

  test.each([
    [12, 'USD', 'total-not-chargeable', /0\.50 USD/, { least: 50, greatest: 99_999_999, step: 1 }],
    [90_000_000, 'USD', 'total-not-chargeable', /999999\.99 USD/, { least: 50 }],
    [600_000, 'ISK', 'total-not-chargeable', /999999 ISK/, { greatest: 999_999 }],
    [6_171, 'KWD', 'total-not-chargeable', /0\.010 KWD/, { step: 10 }],
    [100, 'IRR', 'total-not-chargeable', /IRR/, undefined],
    [0, 'USD', 'free-order', undefined, undefined],
  ])('for twice %i %s is %s, names the bound and stores nothing', async (...[amount, currency, slug, detail, bounds]) => {
    const item = shelf.get(lamp) as { price: { amount: number; currency: string } };
    const [as, once] = [customer(), key()];
    item.price = { amount, currency };
    const refused = await place(as, wanted(), once);
    item.price = { amount: 1300, currency: 'USD' };
    expect(refused).toMatchObject({ status: 422, body: { type: problem(slug), ...(bounds ? { bounds } : {}) } });
    if (detail) expect(refused.body.detail).toMatch(detail);
    expect((await call(app, 'GET', '/v1/orders', { as })).body.items).toEqual([]);
    // Nothing was placed with the key, so it is still free for the same order at a chargeable price.
    expect((await place(as, wanted(), once)).status).toBe(202);
  });

  test('again with the same key gives the same response, even if the total can no longer be charged', async () => {
    const item = shelf.get(lamp) as { price: { amount: number; currency: string } };
    const [as, once] = [customer(), key()];
    const first = await place(as, wanted(), once);
    item.price = { amount: 1, currency: 'USD' };
    expect(await place(as, wanted(), once)).toMatchObject({ status: 202, body: first.body });
    item.price = { amount: 1300, currency: 'USD' };
  });

  test('twenty times at once with one key places one order', async () => {
    const [as, once] = [customer(), key()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => place(as, wanted(), once)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.orderId}`)).size).toBe(1);
  });

  test('takes the customer from the token and the price from the catalog', async () => {
    const userId = randomUUID();
    const { body } = await place(tokenOf(userId, 'customer'));
    expect(await orders.find(body.orderId)).toMatchObject({ customerId: userId, totalAmount: 2600 });
    for (const more of [
      { customerId: userId },
      { total: { amount: 1, currency: 'USD' } },
      { status: 'CONFIRMED' },
      { lines: [{ productId: lamp, quantity: 1, unitPrice: { amount: 1, currency: 'USD' } }] },
    ])
      expect((await place(customer(), wanted(more))).status).toBe(422);
  });

  test.each<[string, object]>([
    ['no lines', { lines: [] }],
    ['fifty-one lines', { lines: Array(51).fill({ productId: lamp, quantity: 1 }) }],
    ['a quantity of nothing', { lines: [{ productId: lamp, quantity: 0 }] }],
    ['half a piece', { lines: [{ productId: lamp, quantity: 0.5 }] }],
    ['a million and one pieces', { lines: [{ productId: lamp, quantity: 1_000_001 }] }],
    ['an invalid product id', { lines: [{ productId: 'lamp', quantity: 1 }] }],
    ['a product that is unknown', { lines: [{ productId: randomUUID(), quantity: 1 }] }],
    ['a product that is no longer sold', { lines: [{ productId: archived, quantity: 1 }] }],
    ['half an expected total', { expectedTotal: { amount: 2600 } }],
    ['more than a total to expect', { expectedTotal: { amount: 2600, currency: 'USD', tax: 1 } }],
    ['a total of cents and a half', { expectedTotal: { amount: 2600.5, currency: 'USD' } }],
    ['no address', { shipTo: undefined }],
    ['a NUL in the address', { shipTo: { ...shipTo, name: 'A\u0000da' } }],
    ['half a character in the address', { shipTo: { ...shipTo, line2: '\ud83d' } }],
    ['a country that does not exist', { shipTo: { ...shipTo, country: 'UK' } }],
    ['no postal code where there are some', { shipTo: { ...shipTo, postalCode: undefined } }],
    ['a postal code of another form', { shipTo: { ...shipTo, postalCode: '10115' } }],
    ['a name that shows nothing', { shipTo: { ...shipTo, name: '\u3164' } }],
    ['a street that shows nothing', { shipTo: { ...shipTo, line1: '\u200b' } }],
    ['a city that turns around', { shipTo: { ...shipTo, city: 'a\u202eb' } }],
    ['an invalid phone number', { shipTo: { ...shipTo, phone: 'call me' } }],
    ['a line break in the address', { shipTo: { ...shipTo, city: 'Paris\r\nX: 1' } }],
    ['a payment method of another alphabet', { paymentMethod: 'pm card' }],
    ['a prototype', JSON.parse('{"__proto__": {"a": 1}, "constructor": 1}')],
  ])('is refused with %s', async (_, changes) => {
    const { status, body } = await place(customer(), wanted(changes));
    expect({ status, type: body.type }).toEqual({ status: 422, type: problem('validation') });
    expect(body.errors[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
  });

  test('for more than is available names the lines that are short', async () => {
    const { status, body } = await place(
      customer(),
      wanted({
        lines: [
          { productId: lamp, quantity: 3 },
          { productId: lamp, quantity: 4 },
        ],
      }),
    );
    expect({ status, body }).toMatchObject({
      status: 409,
      body: { type: problem('out-of-stock'), lines: [{ productId: lamp, requested: 7, available: 5 }] },
    });
  });

  test.each<[string, number, object]>([
    ['without an Idempotency-Key', 400, { body: wanted() }],
    ['with a key of 256 characters', 400, { body: wanted(), headers: key('x'.repeat(256)) }],
    ['that is not JSON', 400, { raw: '{"lines":', headers: { ...key(), 'content-type': 'application/json' } }],
    [
      'of another media type',
      415,
      { raw: 'lines=1', headers: { ...key(), 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['without any media type', 415, { raw: new TextEncoder().encode('{}') as never, headers: key() }],
    ['larger than 64 KB', 413, { body: wanted({ paymentMethod: 'x'.repeat(65_536) }), headers: key() }],
  ])('%s is %i', async (_, status, request) => {
    expect((await call(app, 'POST', '/v1/orders', { as: customer(), ...request })).status).toBe(status);
  });

  test('larger than 64 KB and without a Content-Length is 413', async () => {
    const raw = new ReadableStream({
      start(controller) {
        for (let count = 0; count < 70; count++) controller.enqueue(new TextEncoder().encode(' '.repeat(1024)));
        controller.close();
      },
    });
    const headers = { ...key(), 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    expect((await call(app, 'POST', '/v1/orders', { as: customer(), raw, headers })).status).toBe(413);
  });
});

describe('an order', () => {
  test('is shown to its customer and to operators, and does not exist for others', async () => {
    const as = customer();
    const { body } = await place(as);
    const statusFor = async (who: string, path = '', method = 'GET') =>
      (await call(app, method, `/v1/orders/${body.orderId}${path}`, { as: who })).status;
    for (const path of ['', '/timeline']) {
      expect(await statusFor(as, path)).toBe(200);
      expect(await statusFor(operator, path)).toBe(200);
      expect(await statusFor(customer(), path)).toBe(404);
      expect(await statusFor(tokenOf(randomUUID(), 'admin'), path)).toBe(404);
    }
    expect(await statusFor(customer(), '/cancel', 'POST')).toBe(404);
    expect(await statusFor(tokenOf(randomUUID(), 'customer', 'operator'), '/cancel', 'POST')).toBe(404);
    expect((await call(app, 'GET', `/v1/orders/${body.orderId}/timeline`, { as })).body).toEqual({ events: timeline });
  });

  test.each(['', '/timeline'])('is not sent again to who has it, until it changes: %p', async (path) => {
    const as = customer();
    const { body } = await place(as);
    await expectSentOnce(app, `/v1/orders/${body.orderId}${path}`, { as });
    const headers = { 'if-none-match': '*' };
    expect((await call(app, 'GET', `/v1/orders/${body.orderId}${path}`, { as: customer(), headers })).status).toBe(404);
  });

  test.each(['nonsense', '1', '0190c0de-0000-7000-8000-00000000000', "'; drop table orders.orders; --"])(
    'called %s does not exist',
    async (id) => {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/timeline'],
        ['POST', '/cancel'],
      ] as const)
        expect((await call(app, method, `/v1/orders/${encodeURIComponent(id)}${path}`, { as: customer() })).status).toBe(404);
    },
  );

  test('can be cancelled, even twice, until it is confirmed', async () => {
    const as = customer();
    const { orderId } = (await place(as)).body;
    const cancel = (id: string) => call(app, 'POST', `/v1/orders/${id}/cancel`, { as });
    const first = await cancel(orderId);
    expect(first).toMatchObject({ status: 202, body: { status: 'CANCELLING', reason: 'CUSTOMER', settled: false } });
    const { waitingFor: _, ...same } = first.body;
    expect(await cancel(orderId)).toMatchObject({ status: 202, body: same });
    const other = (await place(as)).body.orderId;
    await confirm(other);
    expect((await cancel(other)).body).toMatchObject({ status: 409, type: problem('order-confirmed') });
  });

  test('requested with an upper-case id is the same order, also in its events', async () => {
    const as = customer();
    const { orderId } = (await place(as)).body;
    expect((await call(app, 'POST', `/v1/orders/${orderId.toUpperCase()}/cancel`, { as })).status).toBe(202);
    expect(published.at(-1)).toMatchObject({ type: 'OrderCancelled', subject: orderId });
  });
});

describe('a list of orders', () => {
  test('is paged, and contains only one’s own orders', async () => {
    const as = customer();
    const placed: string[] = [];
    for (let count = 0; count < 5; count++) placed.push((await place(as)).body.orderId);
    const seen: string[] = [];
    for (let path = '/v1/orders?limit=2', pages = 0; pages < 4; pages++) {
      const { body } = await call(app, 'GET', path, { as });
      seen.push(...body.items.map(({ orderId }: { orderId: string }) => orderId));
      if (!body.nextCursor) break;
      path = `/v1/orders?limit=2&cursor=${body.nextCursor}`;
    }
    expect(seen).toEqual(placed.toReversed());
    await expectSentOnce(app, '/v1/orders?limit=2', { as });
    expect((await call(app, 'GET', '/v1/orders', { as: customer() })).body).toEqual({ items: [] });
    expect((await call(app, 'GET', '/v1/orders?limit=1', { as: operator })).body.items).toHaveLength(1);
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=ten',
    'limit=1.5',
    'cursor=nonsense',
    'cursor=MS41',
    'cursor=LTE',
    `cursor=${'a'.repeat(1025)}`,
  ])('is refused with %s', async (query) => {
    expect((await call(app, 'GET', `/v1/orders?${query}`, { as: customer() })).status).toBe(422);
  });
});

const routes = [
  ['POST', '/v1/orders', 'customer'],
  ['GET', '/v1/orders', undefined],
  ['GET', `/v1/orders/${randomUUID()}`, undefined],
  ['GET', `/v1/orders/${randomUUID()}/timeline`, undefined],
  ['POST', `/v1/orders/${randomUUID()}/cancel`, 'customer'],
] as const;
const request = (method: string, path: string) =>
  method === 'POST' && path === '/v1/orders' ? { body: wanted(), headers: key() } : {};

describe.each(routes)('%s %s', (method, path, role) => {
  test('requires a valid token, whatever other headers say', async () => {
    const headers = { 'x-user-id': randomUUID(), 'x-roles': 'customer' };
    for (const as of [undefined, 'garbage', ''])
      expect((await call(app, method, path, { as, ...request(method, path), headers: { ...key(), ...headers } })).status).toBe(
        401,
      );
    if (role)
      expect(
        (await call(app, method, path, { as: tokenOf(randomUUID(), 'admin', 'operator'), ...request(method, path) })).status,
      ).toBe(403);
    const narrow = narrowTokenOf(randomUUID(), ['customer'], ['payments:read']);
    expect((await call(app, method, path, { as: narrow, ...request(method, path) })).status).toBe(403);
  });

  test('asks to retry later while a store is down, and says no more', async () => {
    const { status, headers, body } = await call(away, method, path, { as: customer(), ...request(method, path) });
    expect({ status, retryAfter: headers.get('retry-after'), type: body.type }).toEqual({
      status: 503,
      retryAfter: '2',
      type: problem('unavailable'),
    });
  });
});

describe('the description', () => {
  test('is ready while its database is', async () => {
    expect((await call(app, 'GET', '/readyz')).status).toBe(200);
    expect((await call(away, 'GET', '/readyz')).status).toBe(503);
    expect((await call(away, 'GET', '/healthz')).status).toBe(200);
  });

  test('lists all accepted parameters', () => refuseStrangers(away));

  test('lists exactly the statuses that occur', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });

  test('leaves no order’s address or error text in the log', () => {
    expect(JSON.stringify(entries.map(({ fields: { err, ...fields } }) => fields))).not.toMatch(/Lovelace|secret-canary/);
  });
});
