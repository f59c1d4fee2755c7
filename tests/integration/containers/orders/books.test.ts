import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { v7 as newOrderId } from 'uuid';
import type { Event } from '#events/index.ts';
import { unknownCurrency, unknownCustomer } from '#events/unknown-order.ts';
import { toCursor } from '#shared/http/page.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { stamp } from '#shared/saga/stamp.ts';
import { createApp } from '../../../../containers/orders/app.ts';
import { steps, toEvent } from '../../../../containers/orders/domain.ts';
import type { DeadLetterStore } from '../../../../containers/orders/ops/dead-letters/store.ts';
import { createReconciliationStore } from '../../../../containers/orders/ops/reconciliations/store.ts';
import { createOperatorStore } from '../../../../containers/orders/ops/store.ts';
import { ordersSaga } from '../../../../containers/orders/saga.ts';
import { createOrderStore } from '../../../../containers/orders/store.ts';
import { aLoop } from '../../../support/a-loop.ts';
import { anOrder, causeOf } from '../../../support/an-order.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log, entries } = silentLog();
const nobody = () => Promise.reject(networkError());
const common = {
  ...{ log, verifyToken, deadlineSeconds: 900, publishSoon: () => undefined, products: unreachable },
  ...{ redrive: nobody, countMessages: nobody, messageAges: nobody },
};
const away = createApp({
  ...common,
  ...{ orders: unreachable, operatorStore: unreachable, reconciliations: unreachable, timelines: unreachable },
  ...{ deadLetters: unreachable, announce: nobody, ask: nobody, ready: nobody },
});
// ops.test.ts and dead-letters.test.ts test the other operator routes.
const isTried = (path: string) => /\/(retell|adopt)$/.test(path) || path.startsWith('/v1/ops/reconciliations');
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(away, isTried);

let postgresql: TestDatabase;
let database: Database;
let orders: ReturnType<typeof createOrderStore>;
let saga: ReturnType<typeof aLoop>;
let app: typeof away;
const announced: Event[] = [];
let isTopicAway = false;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 10, name: 'orders' });
  orders = createOrderStore(database);
  saga = aLoop(ordersSaga(orders)) as ReturnType<typeof aLoop>;
  app = createApp({
    ...common,
    ...{ orders, operatorStore: createOperatorStore(database), reconciliations: createReconciliationStore(database) },
    ...{ ask: nobody, ready: database.ping, timelines: { read: async () => [], remove: nobody } },
    deadLetters: { ofOrder: async () => [] } as unknown as DeadLetterStore,
    announce: async (event) => {
      if (isTopicAway) throw networkError();
      announced.push(event);
    },
  });
});
beforeEach(() => void announced.splice(0));
afterAll(async () => {
  await database.close();
  await postgresql.stop();
});

const operatorId = randomUUID();
const operator = tokenOf(operatorId, 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string) => call(app, 'GET', `/v1/ops${path}`, { as: operator });
const post = (path: string, body: unknown) => call(app, 'POST', `/v1/ops${path}`, { as: operator, body });
const act = (action: 'retell' | 'adopt', orderId: string, body: unknown = { reason: 'after the restore' }) =>
  post(`/orders/${orderId}/${action}`, body);

const settling = ['PaymentFailed', 'StockReleased', 'ShipmentCancelled'];
const data: Record<string, object> = { PaymentFailed: { phase: 'authorize', code: 'card_declined' } };

/** Places an order and delivers these events to it. */
async function placed(told: readonly string[] = []) {
  const order = anOrder();
  const { orderId } = order;
  const state = steps.placeOrder(order.placement);
  const event = stamp(toEvent(state), causeOf(orderId), new Date());
  const request = { idempotencyKey: randomUUID(), requestHash: 'hash', deadlineSeconds: 900 };
  await orders.insert({ orderId, order: state, event, ...request });
  for (const type of told) await saga.deliver(order.tell(type as 'StockReserved', (data[type] ?? {}) as never));
  return orderId;
}

describe('an order is announced again', () => {
  test('when it is settled: its last event is published, and the requester is recorded', async () => {
    const orderId = await placed(settling);
    const { status, body } = await act('retell', orderId);
    expect(status).toBe(200);
    expect(body.actions).toEqual([expect.objectContaining({ action: 'retell', reason: 'after the restore', operatorId })]);
    expect(announced).toMatchObject([{ type: 'OrderCancelled', subject: orderId }]);
    await act('retell', orderId);
    expect(announced).toHaveLength(2);
    expect(announced[1]).toEqual(announced[0]);
  });

  test('and nothing is recorded if it could not be published: no one does so later', async () => {
    const orderId = await placed(settling);
    isTopicAway = true;
    expect((await act('retell', orderId)).status).toBe(503);
    isTopicAway = false;
    expect((await get(`/orders/${orderId}`)).body.actions).toEqual([]);
  });

  test('but not while it is open: it is announced anyway', async () => {
    const orderId = await placed(['StockReserved']);
    const { status, body } = await act('retell', orderId);
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem('order-unsettled') });
    expect(announced).toEqual([]);
  });

  test('only if it exists', async () => {
    expect((await act('retell', newOrderId())).status).toBe(404);
    expect((await act('retell', 'nonsense')).status).toBe(404);
  });
});

describe('an unknown order', () => {
  test('is adopted as a cancelled one, which is announced until every participant has answered', async () => {
    const orderId = newOrderId();
    const { status, body } = await act('adopt', orderId);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        ...{ orderId, status: 'CANCELLING', settled: false, customerId: unknownCustomer, lines: [] },
        ...{ total: { amount: 0, currency: unknownCurrency }, announcedNext: expect.any(String) },
        actions: [{ action: 'adopt', reason: 'after the restore', operatorId, at: expect.any(String) }],
      },
    });
    const owed = body.owed.map(({ service }: { service: string }) => service);
    expect(owed.sort()).toEqual(['billing', 'inventory', 'orders', 'shipping']);
    expect(entries.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ action: 'adopt', orderId }));

    const { tell } = anOrder();
    for (const [type, told] of [
      ['StockReleased', { lines: [] }],
      ['PaymentVoided', {}],
      ['ShipmentCancelled', {}],
    ] as const)
      await saga.deliver({ ...tell(type, told as never), subject: orderId });
    // Nothing publishes it here, so only that is still owed.
    expect((await get(`/orders/${orderId}`)).body.owed).toEqual([expect.objectContaining({ service: 'orders' })]);
  });

  test('is adopted once', async () => {
    const orderId = newOrderId();
    await act('adopt', orderId);
    expect((await act('adopt', orderId)).body.actions).toHaveLength(1);
  });

  test('appears in the list, and has no customer who could read it', async () => {
    const orderId = newOrderId();
    await act('adopt', orderId);
    expect((await get(`/orders?orderIds=${orderId}`)).body.items).toEqual([
      expect.objectContaining({ orderId, status: 'CANCELLING', customerId: unknownCustomer }),
    ]);
    const { status } = await call(app, 'GET', `/v1/orders/${orderId}`, { as: tokenOf(randomUUID(), 'customer') });
    expect(status).toBe(404);
  });

  test.each([
    ['was never made by us', randomUUID()],
    ['is the nil id', unknownCustomer],
    ['is of the next hour', newOrderId({ msecs: Date.now() + 3_600_000 })],
    ['is of the last day of all', 'ffffffff-ffff-7fff-bfff-ffffffffffff'],
  ])('is not adopted when its id %s', async (_, orderId) => {
    const { status, body } = await act('adopt', orderId);
    expect({ status, errors: body.errors }).toEqual({ status: 422, errors: [expect.objectContaining({ path: 'orderId' })] });
    expect((await get(`/orders/${orderId}`)).status).toBe(404);
  });

  test('is adopted in the one spelling that we store', async () => {
    const orderId = newOrderId();
    expect((await act('adopt', orderId.toUpperCase())).body.orderId).toBe(orderId);
  });

  test('is not adopted when its id is invalid', async () => {
    expect((await act('adopt', 'nonsense')).status).toBe(404);
  });
});

test('a known order is not changed by an adoption', async () => {
  const orderId = await placed(['StockReserved']);
  const before = await orders.find(orderId);
  expect((await act('adopt', orderId)).body).toMatchObject({ status: 'STOCK_RESERVED', actions: [] });
  expect(await orders.find(orderId)).toEqual(before);
});

const times = { from: '2026-11-20T00:00:00Z', before: '2026-11-27T12:00:00Z' };
const begin = async (more: object = {}) => {
  const { status, body } = await post('/reconciliations', { reason: 'after the restore', ...times, ...more });
  expect(status).toBe(201);
  return body as { runId: string };
};
const report = (runId: string, more: object = {}) =>
  post(`/reconciliations/${runId}/report`, { drifts: [], looked: {}, ...more });
const aDrift = (more: object = {}) => ({
  ...{ kind: 'money-held', about: 'pi_1', detail: 'The order is cancelled', repair: 'release-intent', outcome: 'suggested' },
  ...more,
});

describe('a comparison of the books', () => {
  test('starts with who makes it, why, and for which period', async () => {
    const run = await begin({ apply: true });
    expect(run).toMatchObject({
      ...{ operatorId, reason: 'after the restore', apply: true, looked: {}, drifts: 0, repaired: 0 },
      ...{ from: '2026-11-20T00:00:00.000Z', before: '2026-11-27T12:00:00.000Z' },
    });
    expect(run).not.toHaveProperty('endedAt');
    expect(await begin()).toMatchObject({ apply: false });
  });

  test('begins once for an Idempotency-Key, which belongs to its operator', async () => {
    const body = { reason: 'after the restore', ...times };
    const beginAs = (as: string, key: string, more: object = {}) =>
      call(app, 'POST', '/v1/ops/reconciliations', { as, headers: { 'idempotency-key': key }, body: { ...body, ...more } });
    const key = randomUUID();
    const all = await Promise.all([1, 2, 3].map(() => beginAs(operator, key)));
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [{ runId }] = all.map((one) => one.body) as [{ runId: string }];
    expect(new Set(all.map((one) => one.body.runId)).size).toBe(1);
    await report(runId, { looked: { orders: 7 }, end: true });
    expect((await beginAs(operator, key)).body).toMatchObject({ runId, looked: { orders: 7 }, endedAt: expect.any(String) });
    const another = await beginAs(operator, key, { apply: true });
    expect([another.status, another.body.type]).toEqual([422, problem('idempotency-key-reused')]);
    const others = await beginAs(tokenOf(randomUUID(), 'operator'), key);
    expect([others.status, others.body.runId === runId]).toEqual([201, false]);
  });

  test('records its progress and its findings, each one once', async () => {
    const { runId } = await begin();
    const drift = aDrift();
    await report(runId, { drifts: [drift, aDrift({ about: 'pi_2' })], looked: { intents: 100 }, position: 'there' });
    const again = await report(runId, { drifts: [{ ...drift, outcome: 'repaired' }], looked: { intents: 200 } });
    expect(again.body).toMatchObject({ looked: { intents: 200 }, drifts: 2, repaired: 1 });
    const { body } = await get(`/reconciliations/${runId}`);
    expect(body.found.map(({ about, outcome }: { about: string; outcome: string }) => `${about} ${outcome}`).sort()).toEqual([
      'pi_1 repaired',
      'pi_2 suggested',
    ]);
  });

  test('shows its findings page by page, each one once', async () => {
    const { runId } = await begin();
    const about = ['pi_1', 'pi_2', 'pi_3', 'pi_4', 'pi_5'];
    // Two of each report have been found at the same time.
    for (const some of [about.slice(0, 2), about.slice(2, 4), about.slice(4)])
      await report(runId, { drifts: some.map((about) => aDrift({ about })) });
    const pages: string[][] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const { body } = await get(`/reconciliations/${runId}?limit=1${next && `&cursor=${next}`}`);
      pages.push(body.found.map(({ about }: { about: string }) => about));
      next = body.nextCursor;
    }
    expect(pages).toEqual(about.map((one) => [one]));
    const whole = (await get(`/reconciliations/${runId}`)).body;
    expect(whole.found).toHaveLength(5);
    expect(whole).not.toHaveProperty('nextCursor');
  });

  test.each([
    ['nonsense', 'nonsense'],
    ['of another list', toCursor(randomUUID())],
    ['with a time that no drift has', toCursor({ foundAt: 1.5, name: 'a' })],
    ['with a text that cannot be stored', toCursor({ foundAt: 1, name: '\0' })],
  ])('refuses a cursor %s', async (_, cursor) => {
    const { runId } = await begin();
    expect((await get(`/reconciliations/${runId}?cursor=${cursor}`)).status).toBe(422);
    const last = toCursor({ foundAt: Number.MAX_SAFE_INTEGER, name: '' });
    expect((await get(`/reconciliations/${runId}?cursor=${last}`)).body).toMatchObject({ runId, found: [] });
  });

  test('stores where to resume', async () => {
    const { runId } = await begin();
    await report(runId, { position: '{"book":"payments"}' });
    expect((await get(`/reconciliations/${runId}`)).body.position).toBe('{"book":"payments"}');
  });

  test('ends once, and accepts nothing after that', async () => {
    const { runId } = await begin();
    expect((await report(runId, { end: true })).body.endedAt).toEqual(expect.any(String));
    expect((await report(runId, { end: true })).status).toBe(200);
    const { status, body } = await report(runId, { drifts: [aDrift()], end: true });
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem('reconciliation-ended') });
    expect((await get(`/reconciliations/${runId}`)).body).toMatchObject({ drifts: 0, found: [] });
  });

  test('is listed, newest first, page by page', async () => {
    const runs = [await begin(), await begin(), await begin()].map(({ runId }) => runId).reverse();
    const first = await get('/reconciliations?limit=2');
    expect(first.status).toBe(200);
    const second = await get(`/reconciliations?limit=1&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items].map(({ runId }) => runId)).toEqual(runs);
    await expectSentOnce(app, '/v1/ops/reconciliations?limit=2', { as: operator });
    await expectSentOnce(app, `/v1/ops/reconciliations/${first.body.items[0].runId}`, { as: operator });
  });

  test('must exist', async () => {
    expect((await get(`/reconciliations/${randomUUID()}`)).status).toBe(404);
    expect((await get('/reconciliations/nonsense')).status).toBe(404);
    expect((await report(randomUUID())).status).toBe(404);
  });
});

describe('invalid input', () => {
  test.each<[string, object]>([
    ['no reason', { reason: undefined }],
    ['an empty reason', { reason: ' ' }],
    ['no time', { from: undefined }],
    ['a time that ends before it begins', { from: times.before, before: times.from }],
    ['an empty period', { from: times.from, before: times.from }],
    ['a time before 1970', { from: '1969-12-31T23:59:59Z' }],
    ['more than that', { force: true }],
  ])('starts no comparison: %s', async (_, change) => {
    expect((await post('/reconciliations', { reason: 'why', ...times, ...change })).status).toBe(422);
  });

  test.each<[string, object]>([
    ['an unknown kind of drift', { drifts: [aDrift({ kind: 'lost' })] }],
    ['an unknown repair', { drifts: [aDrift({ repair: 'delete' })] }],
    ['51 drifts', { drifts: Array.from({ length: 51 }, (_, at) => aDrift({ about: `pi_${at}` })) }],
    ['a text with a NUL', { drifts: [aDrift({ detail: 'a\u0000b' })] }],
    ['a lone half of a character', { drifts: [aDrift({ detail: 'a\ud800b' })] }],
    ['a negative count', { looked: { orders: -1 } }],
    ['a count of what is not counted', { looked: { customers: 1 } }],
    ['a position of several lines', { position: 'a\nb' }],
  ])('is not reported: %s', async (_, change) => {
    const { runId } = await begin();
    expect((await report(runId, change)).status).toBe(422);
  });

  test('is not a cursor of the list', async () => {
    for (const cursor of ['x', toCursor(17)]) expect((await get(`/reconciliations?cursor=${cursor}`)).status).toBe(422);
  });

  test('announces no order and adopts none', async () => {
    for (const action of ['retell', 'adopt'] as const)
      for (const body of [{}, { reason: ' ' }, { reason: 'a\nb' }, { reason: 'a', force: true }])
        expect((await act(action, newOrderId(), body)).status).toBe(422);
  });
});

const routes = [
  ['POST', `/v1/ops/orders/${newOrderId()}/retell`, 'write', { reason: 'why' }],
  ['POST', `/v1/ops/orders/${newOrderId()}/adopt`, 'write', { reason: 'why' }],
  ['GET', '/v1/ops/reconciliations', 'read', undefined],
  ['POST', '/v1/ops/reconciliations', 'write', { reason: 'why', ...times }],
  ['GET', `/v1/ops/reconciliations/${randomUUID()}`, 'read', undefined],
  ['POST', `/v1/ops/reconciliations/${randomUUID()}/report`, 'write', { drifts: [], looked: {} }],
] as const;

describe.each(routes)('%s %s', (method, path, right, body) => {
  const ask = (service: typeof away, as?: string) => call(service, method, path, { as, ...(body ? { body } : {}) });

  test('is for operators with a suitable token', async () => {
    expect((await ask(app)).status).toBe(401);
    expect((await ask(app, tokenOf(randomUUID(), 'customer', 'admin'))).status).toBe(403);
    const other = narrowTokenOf(randomUUID(), ['operator'], [right === 'read' ? 'ops:write' : 'ops:read']);
    expect((await ask(app, other)).body.type).toBe(problem('insufficient-scope'));
  });

  test('asks to retry later while the store is down', async () => {
    const { status, headers } = await ask(away, operator);
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
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
