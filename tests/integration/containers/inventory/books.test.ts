import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { toCursor } from '#shared/http/page.ts';
import { createApp } from '../../../../containers/inventory/app.ts';
import { createBookStore } from '../../../../containers/inventory/book-store.ts';
import { createStockStore } from '../../../../containers/inventory/stock-store.ts';
import { createCaller, narrowTokenOf, networkError, tokenOf, unreachable, verifyToken } from '../../../support/http-caller.ts';
import { silentLog } from '../../../support/silent-log.ts';
import { orderOf, replicaOf, useStock } from './use-stock.ts';

const { log, entries } = silentLog();
const common = { log, verifyToken, adjustments: unreachable, ready: () => Promise.reject(networkError()) };
const away = createApp({ ...common, stock: unreachable, books: unreachable });
// app.test.ts tests the service's other routes.
const { call, refuseStrangers, unseen, undocumented } = createCaller(
  away,
  (path) => !/\{productId\}($|\/adjustments)/.test(path),
);

const { dynamo, shelf, stockOf, pieces } = useStock();
let app: typeof away;
let books: ReturnType<typeof createBookStore>;
let deliver: ReturnType<typeof replicaOf>;

beforeAll(() => {
  const names = { stockTable: 'stock', adjustmentsTable: 'adjustments' };
  books = createBookStore({ dynamo: dynamo(), ...names, reservationsTable: 'reservations' });
  const stock = createStockStore({ dynamo: dynamo(), ...names, productsTable: 'products' });
  app = createApp({ ...common, stock, books });
  deliver = replicaOf(dynamo());
});

const operator = tokenOf(randomUUID(), 'operator');
const problem = (slug: string) => `urn:cloudservices:problem:${slug}`;
const get = (path: string, as = operator) => call(app, 'GET', `/v1/inventory${path}`, { as });
const recount = (productId: string, body: unknown) =>
  call(app, 'POST', `/v1/inventory/${productId}/recount`, { as: operator, body });

async function reservedOf(productId: string, quantity: number) {
  const order = orderOf([productId, quantity]);
  await deliver(order.placed());
  return order;
}

/** All pages of a list. */
async function allOf(path: string) {
  const items: Record<string, unknown>[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await get(`${path}${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    items.push(...body.items);
    if (!body.nextCursor) return items;
    cursor = body.nextCursor;
  }
}

describe('the reservations of inventory', () => {
  test('are listed for the requested orders, with what they hold or have taken', async () => {
    const productId = await shelf(10);
    const held = await reservedOf(productId, 2);
    const released = await reservedOf(productId, 3);
    await deliver(released.cancelled());
    const { status, body } = await get(
      `/reservations?orderIds=${[held, released].map(({ orderId }) => orderId)},${randomUUID()}`,
    );
    expect(status).toBe(200);
    expect(body.items).toHaveLength(2);
    expect(body.items).toEqual(
      expect.arrayContaining([
        { orderId: held.orderId, step: 'reserved', lines: [{ productId, quantity: 2 }] },
        { orderId: released.orderId, step: 'released', lines: [] },
      ]),
    );
    expect(body).not.toHaveProperty('nextCursor');
  });

  test('are listed page by page, each one once: for some orders, and for all', async () => {
    const productId = await shelf(10);
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) ids.push((await reservedOf(productId, 1)).orderId);
    const idsIn = (items: Record<string, unknown>[]) => items.map(({ orderId }) => orderId).sort();
    const first = await get(`/reservations?limit=2&orderIds=${ids}`);
    expect(first.body.items).toHaveLength(2);
    expect(idsIn(await allOf(`/reservations?limit=2&orderIds=${ids}`))).toEqual(ids.sort());
    const all = idsIn(await allOf('/reservations?limit=2'));
    expect(all).toEqual(expect.arrayContaining(ids));
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the stock of all products', () => {
  test('is listed page by page, each product once', async () => {
    const some = [await shelf(1), await shelf(2), await shelf(3)];
    const all = await allOf('/stock?limit=1');
    expect(all).toEqual(expect.arrayContaining(await Promise.all(some.map(stockOf))));
    expect(new Set(all.map(({ productId }) => productId)).size).toBe(all.length);
  });
});

describe('a recount', () => {
  /** Ten items; two of them are counted as reserved although no order holds them. */
  async function miscounted() {
    const productId = await shelf(10);
    const Item = { productId, available: 8, reserved: 2, committed: 0, received: 10, adjusted: 0 };
    await dynamo().send(new PutCommand({ TableName: 'stock', Item }));
    return productId;
  }
  const seen = { available: 8, reserved: 2, committed: 0 };
  const counted = { reserved: 0, committed: 0 };
  const reason = 'no order holds these two';

  test('corrects the counters and what is available, and is recorded with who did it and why', async () => {
    const productId = await miscounted();
    const { status, body } = await recount(productId, { seen, counted, reason });
    expect({ status, body }).toEqual({ status: 200, body: await stockOf(productId) });
    expect(await pieces(productId)).toEqual([10, 0, 0]);
    expect(entries.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ action: 'recount', productId }));
  });

  test('sent again is refused: it moved the stock', async () => {
    const productId = await miscounted();
    await recount(productId, { seen, counted, reason });
    expect((await recount(productId, { seen, counted, reason })).body.type).toBe(problem('stock-moved'));
    expect(await pieces(productId)).toEqual([10, 0, 0]);
  });

  test('is refused when an order has taken some since they were read, even at the very last moment', async () => {
    const productId = await miscounted();
    await reservedOf(productId, 1);
    expect((await recount(productId, { seen, counted, reason })).status).toBe(409);
    const between = createApp({
      ...common,
      stock: { find: async () => ({ productId, ...seen, received: 10, adjusted: 0 }) } as never,
      books,
    });
    const { status, body } = await call(between, 'POST', `/v1/inventory/${productId}/recount`, {
      as: operator,
      body: { seen, counted, reason },
    });
    expect({ status, type: body.type }).toEqual({ status: 409, type: problem('stock-moved') });
    expect(await pieces(productId)).toEqual([7, 3, 0]);
  });

  test('is refused when more is held than was received', async () => {
    const { status, body } = await recount(await miscounted(), { seen, counted: { reserved: 11, committed: 0 }, reason });
    expect({ status, type: body.type, available: body.available }).toEqual({
      ...{ status: 409, type: problem('stock-too-low'), available: -1 },
    });
  });

  test('requires a product with stock', async () => {
    expect((await recount(randomUUID(), { seen, counted, reason })).status).toBe(404);
    expect((await recount('nonsense', { seen, counted, reason })).status).toBe(404);
  });

  test.each<[string, object]>([
    ['no reason', { reason: undefined }],
    ['an empty reason', { reason: ' ' }],
    ['a negative number', { counted: { reserved: -1, committed: 0 } }],
    ['half a piece', { counted: { reserved: 0.5, committed: 0 } }],
    ['nothing seen', { seen: undefined }],
    ['another pool', { counted: { ...counted, available: 10 } }],
  ])('is refused with %s', async (_, change) => {
    expect((await recount(await miscounted(), { seen, counted, reason, ...change })).status).toBe(422);
  });
});

describe('invalid input', () => {
  test.each([
    '/reservations?orderIds=one',
    `/reservations?orderIds=${randomUUID()},`,
    '/reservations?limit=501',
    '/reservations?cursor=x',
    `/reservations?cursor=${toCursor(17)}`,
    '/stock?limit=0',
    '/stock?cursor=x',
  ])('is refused: GET %s', async (path) => {
    expect((await get(path)).status).toBe(422);
  });
});

const routes = [
  ['GET', '/v1/inventory/reservations', 'read'],
  ['GET', '/v1/inventory/stock', 'read'],
  ['POST', `/v1/inventory/${randomUUID()}/recount`, 'write'],
] as const;

describe.each(routes)('%s %s', (method, path, right) => {
  const pools = { seen: { available: 1, reserved: 0, committed: 0 }, counted: { reserved: 0, committed: 0 } };
  const body = method === 'POST' ? { body: { ...pools, reason: 'why' } } : {};

  test('is for operators with a suitable token', async () => {
    expect((await call(app, method, path, { ...body })).status).toBe(401);
    expect((await call(app, method, path, { as: tokenOf(randomUUID(), 'customer', 'admin'), ...body })).status).toBe(403);
    const other = narrowTokenOf(randomUUID(), ['operator'], [right === 'read' ? 'ops:write' : 'ops:read']);
    expect((await call(app, method, path, { as: other, ...body })).body.type).toBe(problem('insufficient-scope'));
  });

  test('asks to retry later while the table is down', async () => {
    const { status, headers } = await call(away, method, path, { as: operator, ...body });
    expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '2' });
  });
});

describe('the description', () => {
  test('lists all accepted parameters', () => refuseStrangers(away));

  test('is met by all response bodies', async () => {
    const path = `/v1/inventory/${randomUUID()}/recount`;
    const json = { 'content-type': 'application/json' };
    const statusOf = async (request: object) => (await call(app, 'POST', path, { as: operator, ...request })).status;
    expect(await statusOf({ raw: '{', headers: json })).toBe(400);
    expect(await statusOf({ raw: JSON.stringify({ reason: 'x'.repeat(65_536) }), headers: json })).toBe(413);
    expect(await statusOf({ raw: 'a=1', headers: { 'content-type': 'text/plain' } })).toBe(415);
  });

  test('lists exactly the statuses that occur', () => {
    expect(unseen()).toEqual([]);
    expect(undocumented()).toEqual([]);
  });
});
