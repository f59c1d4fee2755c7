import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tables as productTables } from '../../../../containers/catalog/schema.ts';
import { createAdjustmentStore } from '../../../../containers/inventory/adjustment-store.ts';
import { createApp } from '../../../../containers/inventory/app.ts';
import { tables } from '../../../../containers/inventory/schema.ts';
import { createStockStore } from '../../../../containers/inventory/stock-store.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { createCaller, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';

const { log } = silentLog();
const away = createApp({
  log,
  verifyToken,
  stock: unreachable,
  adjustments: unreachable,
  books: unreachable,
  ready: () => Promise.reject(networkError()),
});
const { call, expectSentOnce, refuseStrangers, unseen, undocumented } = createCaller(away, (path) =>
  /\{productId\}($|\/adjustments)/.test(path),
);
const admin = tokenOf(randomUUID(), 'admin');

let emulator: TestDynamo;
let stock: ReturnType<typeof createStockStore>;
let app: typeof away;

beforeAll(async () => {
  emulator = await startTestDynamo([...tables, ...productTables]);
  stock = createStockStore({
    ...{ dynamo: emulator.dynamo, stockTable: 'stock' },
    ...{ productsTable: 'products', adjustmentsTable: 'adjustments' },
  });
  const adjustments = createAdjustmentStore(emulator.dynamo, 'adjustments');
  app = createApp({ log, verifyToken, stock, adjustments, books: unreachable, ready: stock.ping });
});
afterAll(() => emulator.stop());

/** A product that the catalog has. */
async function aProduct(more: object = {}): Promise<string> {
  const productId = randomUUID();
  const Item = { productId, name: 'Lamp', category: 'lamps', price: { amount: 1, currency: 'USD' }, version: 1, ...more };
  await emulator.dynamo.send(new PutCommand({ TableName: 'products', Item }));
  return productId;
}

const path = (productId: string) => `/v1/inventory/${productId}`;
type Adjustment = { delta?: unknown; reason?: unknown };
const adjust = (productId: string, body: Adjustment, { key = randomUUID() as string, as = admin } = {}) =>
  call(app, 'POST', `${path(productId)}/adjustments`, {
    as,
    body: { reason: 'counted', ...body },
    headers: { 'idempotency-key': key },
  });
const available = async (productId: string) => (await stock.find(productId))?.available;

describe('the adjustments of a product', () => {
  const list = (productId: string, { query = '', as = admin } = {}) =>
    call(app, 'GET', `${path(productId)}/adjustments${query}`, { as });

  test('are shown to admins, newest first, page by page', async () => {
    const productId = await aProduct();
    for (const delta of [5, -2, 3]) await adjust(productId, { delta, reason: `moved ${delta}` });
    const first = await list(productId, { query: '?limit=2' });
    expect(first.status).toBe(200);
    expect(first.body.items).toEqual([
      expect.objectContaining({ delta: 3, reason: 'moved 3', availableAfter: 6, adjustedAt: expect.any(String) }),
      expect.objectContaining({ delta: -2, availableAfter: 3 }),
    ]);
    const rest = await list(productId, { query: `?limit=2&cursor=${first.body.nextCursor}` });
    expect(rest.body).toEqual({ items: [expect.objectContaining({ delta: 5, availableAfter: 5 })] });
  });

  test('are separate for each product, and empty for one that was never adjusted', async () => {
    const [productId, other] = [await aProduct(), await aProduct()];
    await adjust(other, { delta: 1 });
    expect((await list(productId)).body).toEqual({ items: [] });
    expect((await list(randomUUID())).status).toBe(404);
  });

  test('are shown to no one else, and a cursor of another list is refused', async () => {
    const productId = await aProduct();
    expect((await call(app, 'GET', `${path(productId)}/adjustments`)).status).toBe(401);
    expect((await list(productId, { as: tokenOf(randomUUID(), 'operator') })).status).toBe(403);
    expect((await list(productId, { query: `?cursor=${Buffer.from('7').toString('base64url')}` })).status).toBe(422);
  });
});

describe('the stock of a product', () => {
  test('shows everyone what is available, and admins the rest', async () => {
    const productId = await aProduct();
    await adjust(productId, { delta: 7 });
    const open = { productId, available: 7 };
    expect((await call(app, 'GET', path(productId))).body).toEqual(open);
    expect((await call(app, 'GET', path(productId), { as: tokenOf(randomUUID(), 'customer') })).body).toEqual(open);
    expect((await call(app, 'GET', path(productId.toUpperCase()), { as: admin })).body).toEqual({
      ...open,
      reserved: 0,
      committed: 0,
    });
    await expectSentOnce(app, path(productId));
    await expectSentOnce(app, path(productId), { as: admin });
    expect((await call(app, 'GET', path(productId), { as: 'garbage' })).status).toBe(401);
    expect((await call(app, 'GET', path('nonsense'))).status).toBe(404);
  });

  test('is zero while no one has counted it', async () => {
    const productId = await aProduct();
    const none = { productId, available: 0, reserved: 0, committed: 0 };
    expect(await call(app, 'GET', path(productId), { as: admin })).toMatchObject({ status: 200, body: none });
  });

  test('does not exist for a product that the catalog never had, and cannot be created by counting', async () => {
    const productId = randomUUID();
    expect(await adjust(productId, { delta: 25 })).toMatchObject({ status: 404, body: { title: 'No such product' } });
    expect((await call(app, 'GET', path(productId))).status).toBe(404);
    expect(await stock.find(productId)).toBeUndefined();
    await emulator.dynamo.send(new PutCommand({ TableName: 'stock', Item: { ...nothing(productId), available: 25 } }));
    expect((await call(app, 'GET', path(productId))).status).toBe(404);
  });

  test('is still shown and adjusted for an archived product, because items may be returned', async () => {
    const productId = await aProduct({ archived: true });
    expect(await adjust(productId, { delta: 2 })).toMatchObject({ status: 200, body: { available: 2 } });
    expect(await call(app, 'GET', path(productId))).toMatchObject({ status: 200, body: { available: 2 } });
  });
});

const nothing = (productId: string) => ({ productId, available: 0, reserved: 0, committed: 0, received: 0, adjusted: 0 });
const record = (productId: string, delta: number) => ({
  ...{ productId, adjustmentId: randomUUID(), requestHash: 'hash', delta },
  ...{ reason: 'counted', adjustedBy: randomUUID(), adjustedAt: new Date().toISOString() },
});

describe('an adjustment', () => {
  test('counts once per key, also ten at once, and replays its first response', async () => {
    const productId = await aProduct();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => adjust(productId, { delta: 5 }, { key })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    await adjust(productId, { delta: 1 });
    expect((await adjust(productId, { delta: 5 }, { key })).body).toEqual(answers[0]?.body);
    expect(await available(productId)).toBe(6);
  });

  test('with a key of another body is refused', async () => {
    const [productId, key] = [await aProduct(), randomUUID()];
    await adjust(productId, { delta: 5 }, { key });
    expect((await adjust(productId, { delta: 6 }, { key })).body).toMatchObject({
      status: 422,
      type: expect.stringContaining('idempotency-key-reused'),
    });
    expect(await available(productId)).toBe(5);
  });

  test('counts once for each admin who uses the same key, and for each product', async () => {
    const [productId, other, key] = [await aProduct(), await aProduct(), randomUUID()];
    await adjust(productId, { delta: 5 }, { key });
    expect((await adjust(productId, { delta: 5 }, { key, as: tokenOf(randomUUID(), 'admin') })).body).toMatchObject({
      available: 10,
    });
    expect((await adjust(other, { delta: 7 }, { key })).body).toMatchObject({ available: 7 });
    expect([await available(productId), await available(other)]).toEqual([10, 7]);
  });

  test('records who, when, why, how many, and how many there were', async () => {
    const [productId, adminId, key] = [await aProduct(), randomUUID(), 'delivery/21#11'];
    const [began, as] = [Date.now(), tokenOf(adminId, 'admin')];
    await adjust(productId, { delta: 5, reason: ' delivery ' }, { key, as });
    await adjust(productId, { delta: -2, reason: 'broken' }, { as });
    await adjust(productId, { delta: -4, reason: 'too many' }, { as });
    const Key = { productId, adjustmentId: `${adminId}#${key}` };
    const { Item } = await emulator.dynamo.send(new GetCommand({ TableName: 'adjustments', Key }));
    expect(Item).toMatchObject({
      ...Key,
      adjustedBy: adminId,
      delta: 5,
      reason: 'delivery',
      stock: { available: 5, adjusted: 5 },
    });
    expect(Date.parse(Item?.adjustedAt)).toBeGreaterThanOrEqual(began);
    expect(Date.parse(Item?.adjustedAt)).toBeLessThanOrEqual(Date.now());
    const { Count } = await emulator.dynamo.send(
      new QueryCommand({
        TableName: 'adjustments',
        KeyConditionExpression: 'productId = :productId',
        ExpressionAttributeValues: { ':productId': productId },
      }),
    );
    expect(Count).toBe(2);
  });

  test('takes no more than there is, however many take at once', async () => {
    const productId = await aProduct();
    await adjust(productId, { delta: 10 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => adjust(productId, { delta: -3 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409, 409, 409, 409, 409]);
    expect(await stock.find(productId)).toMatchObject({ available: 1, adjusted: 1 });
  });

  test('does not conflict with concurrent sales', async () => {
    const productId = await aProduct();
    await adjust(productId, { delta: 5 });
    const sold = { ...nothing(productId), available: 3, reserved: 2, adjusted: 5 };
    await emulator.dynamo.send(new PutCommand({ TableName: 'stock', Item: sold }));
    await stock.adjust(record(productId, 4));
    expect(await stock.find(productId)).toEqual({ ...sold, available: 7, adjusted: 9 });
  });

  test('replays its first response even when it was not recorded', async () => {
    const productId = await aProduct();
    const made = record(productId, 5);
    await stock.adjust(made);
    const [first, second] = [
      { ...nothing(productId), available: 5 },
      { ...nothing(productId), available: 6 },
    ];
    expect(await stock.noteStock(made, first)).toEqual(first);
    expect(await stock.noteStock(made, second)).toEqual(first);
    expect(await stock.findAdjustment(productId, made.adjustmentId)).toEqual({ ...made, stock: first });
  });

  test('cannot take away more than is available', async () => {
    const productId = await aProduct();
    await adjust(productId, { delta: 5 });
    expect((await adjust(productId, { delta: -6 })).body).toMatchObject({
      status: 409,
      type: expect.stringContaining('stock-too-low'),
      available: 5,
    });
    expect((await adjust(productId, { delta: -5 })).body).toMatchObject({ available: 0 });
    expect((await adjust(await aProduct(), { delta: -1 })).status).toBe(409);
  });

  test('leaves reserved and committed stock alone, and keeps the sum right', async () => {
    const productId = await aProduct();
    const Item = { productId, available: 1, reserved: 2, committed: 3, received: 6, adjusted: 0 };
    await emulator.dynamo.send(new PutCommand({ TableName: 'stock', Item }));
    await adjust(productId, { delta: 4 });
    expect(await stock.find(productId)).toEqual({ ...Item, available: 5, adjusted: 4 });
  });

  test('counts alongside twenty concurrent others', async () => {
    const productId = await aProduct();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => adjust(productId, { delta: index + 1 })));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await stock.find(productId)).toMatchObject({ available: 210, adjusted: 210 });
  });

  test.each<[string, Adjustment & Record<string, unknown>]>([
    ['nothing', { delta: 0 }],
    ['half a piece', { delta: 0.5 }],
    ['more than a million', { delta: 1_000_001 }],
    ['infinitely many', JSON.parse('{"delta": 1e400}')],
    ['minus nothing', JSON.parse('{"delta": -0}')],
    ['more than a number can hold exactly', JSON.parse('{"delta": 9007199254740993}')],
    ['a number in words', { delta: '5' }],
    ['no number', { delta: null }],
    ['no reason', { delta: 1, reason: ' ' }],
    ['half a character for a reason', { delta: 1, reason: '\ud800' }],
    ['two lines of reasons', { delta: 1, reason: 'a\nb' }],
    ['a speech for a reason', { delta: 1, reason: 'x'.repeat(201) }],
    ['a NUL for a reason', { delta: 1, reason: 'a\u0000b' }],
    ['an unknown key', { delta: 1, available: 99 }],
  ])('by %s is refused', async (_, body) => {
    expect((await adjust(randomUUID(), body)).status).toBe(422);
  });

  test('is for admins only, with a key and a small JSON body', async () => {
    const url = `${path(randomUUID())}/adjustments`;
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', url, { as: admin, headers, ...request })).status;
    expect(await statusOf({ as: undefined, raw: '{}' })).toBe(401);
    expect(await statusOf({ as: tokenOf(randomUUID(), 'customer', 'operator'), raw: '{}' })).toBe(403);
    expect(await statusOf({ raw: '{}', headers: { 'content-type': 'application/json' } })).toBe(400);
    expect(await statusOf({ raw: '{' })).toBe(400);
    expect(await statusOf({ raw: 'a=1', headers: { ...headers, 'content-type': 'text/plain' } })).toBe(415);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }) })).toBe(413);
    expect((await adjust('nonsense', { delta: 1 })).status).toBe(404);
  });
});

describe('the service', () => {
  test('asks to retry later while its table is down', async () => {
    const body = { delta: 1, reason: 'counted' };
    const headers = { 'idempotency-key': 'k' };
    for (const answer of [
      await call(away, 'GET', path(randomUUID())),
      await call(away, 'GET', `${path(randomUUID())}/adjustments`, { as: admin }),
      await call(away, 'POST', `${path(randomUUID())}/adjustments`, { as: admin, body, headers }),
    ])
      expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
    expect((await call(app, 'GET', '/readyz')).status).toBe(200);
    expect((await call(away, 'GET', '/readyz')).status).toBe(503);
  });

  test('accepts only documented parameters', () => refuseStrangers(away));

  test('returns exactly the documented statuses', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
