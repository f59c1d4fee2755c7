import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Role } from '#shared/tokens/access-claims.ts';
import { TokenRefusedError } from '#shared/tokens/actor.ts';
import { scopesOfRoles } from '#shared/tokens/scopes.ts';
import { createApp } from '../../../../containers/catalog/app.ts';
import { createOfferStore } from '../../../../containers/catalog/offer-store.ts';
import { tables } from '../../../../containers/catalog/schema.ts';
import { createProductStore, type ProductStore } from '../../../../containers/catalog/store.ts';
import { startTestDynamo, type TestDynamo } from '../../../support/dynamodb.ts';
import { silentLog } from '../../../support/silent-log.ts';

let dynamo: TestDynamo;
let products: ProductStore;
let app: ReturnType<typeof createApp>;

const { log } = silentLog();

/** The token is the role, plus the user where that matters. */
const verifyToken = async (said: string) => {
  const [token = '', who = '0a'] = said.split('-');
  if (!['customer', 'operator', 'admin'].includes(token)) throw new TokenRefusedError();
  return {
    userId: `0190c0de-0000-7000-8000-0000000000${who}`,
    email: undefined,
    roles: [token as Role],
    scopes: scopesOfRoles([token as Role]),
  };
};

/** The bucket and the uploads have their own tests; each form is a new one. */
const media = {
  uploads: {
    offer: async () => ({
      url: 'https://bucket.test/',
      fields: { key: randomUUID(), 'Content-Type': 'image/png', Policy: 'x', acl: 'y' },
    }),
  },
  records: { add: async () => undefined, find: async () => undefined, settle: async () => undefined },
  mediaUrl: 'https://shop.test',
};

beforeAll(async () => {
  dynamo = await startTestDynamo(tables);
  products = createProductStore(dynamo.dynamo, 'products', { categoriesKeptSeconds: 0 });
  const offers = createOfferStore(dynamo.dynamo, 'offers');
  app = createApp({ products, offers, ...media, log, verifyToken, ready: products.ping });
});
afterAll(() => dynamo.stop());

const base = '/v1/catalog/products';
const mouse = { name: 'Mouse', category: 'accessories', price: { amount: 2_599, currency: 'USD' } };

const png = { contentType: 'image/png', byteLength: 68 };

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
type Sent = { token?: string; type?: string; key?: string | undefined };
const send = (method: string, path: string, body?: unknown, { token = 'admin', type = 'application/json', key }: Sent = {}) =>
  app.request(path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const add = async (changes: object = {}): Promise<string> =>
  (await send('POST', base, { ...mouse, ...changes })).headers.get('location') ?? '';
// biome-ignore lint/suspicious/noExplicitAny: each test's expectation checks what it reads from the response
const bodyOf = async (response: Response): Promise<any> => response.json();

describe('an admin', () => {
  test('adds a product, which is then at its location', async () => {
    const response = await send('POST', base, mouse);
    expect(response.status).toBe(201);
    const product = await bodyOf(response);
    expect(product).toEqual({ productId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), ...mouse });
    expect(response.headers.get('location')).toBe(`${base}/${product.productId}`);
    expect(await bodyOf(await get(`${base}/${product.productId}`))).toEqual(product);
  });

  test.each(['application/merge-patch+json', 'application/json'])('changes a product by a patch in %s', async (type) => {
    const location = await add({ description: 'grey' });
    const response = await send('PATCH', location, { price: { amount: 1_999, currency: 'USD' }, description: null }, { type });
    expect(response.status).toBe(200);
    expect(await bodyOf(response)).toMatchObject({ name: 'Mouse', price: { amount: 1_999, currency: 'USD' } });
    expect(await bodyOf(await get(location))).not.toHaveProperty('description');
  });

  test('loses no change when several are made at once', async () => {
    const location = await add();
    const patches = [{ name: 'Rat' }, { category: 'pets' }, { price: { amount: 100, currency: 'EUR' } }];
    const statuses = await Promise.all(patches.map(async (patch) => (await send('PATCH', location, patch)).status));
    expect(statuses).toEqual([200, 200, 200]);
    expect(await bodyOf(await get(location))).toMatchObject({
      name: 'Rat',
      category: 'pets',
      price: { amount: 100, currency: 'EUR' },
    });
  });

  test('archives a product, once or repeatedly, and it is gone', async () => {
    const location = await add({ category: 'gone' });
    expect((await send('DELETE', location)).status).toBe(204);
    expect((await send('DELETE', location)).status).toBe(204);
    expect((await get(location)).status).toBe(404);
    expect((await send('PATCH', location, { name: 'x' })).status).toBe(404);
    expect(await bodyOf(await get(`${base}?category=gone`))).toEqual({ items: [] });
  });

  test('archives a product for a reason, and the first one stays, with who and when', async () => {
    const location = await add();
    expect((await send('GET', `${location}/archival`)).status).toBe(404);
    expect((await send('DELETE', location, { reason: 'sold out' })).status).toBe(204);
    expect((await send('DELETE', location, { reason: 'clicked again' }, { token: 'admin-0b' })).status).toBe(204);
    expect(await bodyOf(await send('GET', `${location}/archival`))).toEqual({
      ...{ productId: location.slice(-36), name: 'Mouse', reason: 'sold out' },
      ...{ archivedBy: '0190c0de-0000-7000-8000-00000000000a', archivedAt: expect.any(String) },
    });
    expect((await send('GET', `${location}/archival`, undefined, { token: 'operator' })).status).toBe(403);
  });

  test('archives a product without a reason, as older clients do', async () => {
    const location = await add();
    expect((await send('DELETE', location)).status).toBe(204);
    const archival = await bodyOf(await send('GET', `${location}/archival`));
    expect(archival).toMatchObject({ archivedBy: expect.any(String), archivedAt: expect.any(String) });
    expect(archival).not.toHaveProperty('reason');
  });

  test('sees only the name of a product that was archived before the reason was stored', async () => {
    const location = await add();
    const productId = location.slice(-36);
    const product = await products.find(productId);
    if (!product) throw new Error('The product has gone');
    await products.replace({ ...product, archived: true, version: product.version + 1 });
    expect(await bodyOf(await send('GET', `${location}/archival`))).toEqual({ productId, name: 'Mouse' });
  });

  test('archives over a real connection without body headers too', async () => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers = { authorization: 'Bearer admin' };
    const { status } = await fetch(`http://127.0.0.1:${port}${await add()}`, { method: 'DELETE', headers });
    server.close();
    expect(status).toBe(204);
  });

  test.each(['POST', 'PATCH'])('is warned by a %s of a price at which one piece cannot be charged', async (method) => {
    const path = method === 'POST' ? base : await add();
    const response = await send(method, path, { ...mouse, price: { amount: 25, currency: 'USD' } });
    const { warnings, ...product } = await bodyOf(response);
    expect(warnings).toEqual([{ path: 'price', message: expect.stringContaining('0.50 USD') }]);
    const shown = await get(`${base}/${product.productId}`);
    expect(await bodyOf(shown)).toEqual(product);
    expect(shown.headers.get('etag')).toBe(response.headers.get('etag'));
  });

  test('changes a price as a whole or not at all', async () => {
    const location = await add();
    for (const price of [{ currency: 'JPY' }, { amount: 5 }]) expect((await send('PATCH', location, { price })).status).toBe(422);
    expect(await bodyOf(await get(location))).toMatchObject({ price: mouse.price });
  });

  test.each(['POST', 'PATCH'])('is told by a %s what is wrong with the body', async (method) => {
    const path = method === 'POST' ? base : await add();
    const response = await send(method, path, { ...mouse, price: { amount: 0, currency: 'USD' }, stock: 5 });
    expect(response.status).toBe(422);
    const { type, errors } = await bodyOf(response);
    expect(type).toBe('urn:cloudservices:problem:validation');
    expect(errors.map(({ path }: { path: string }) => path)).toContain('price.amount');
  });

  test.each([
    [400, '{"name":', 'application/json'],
    [415, JSON.stringify(mouse), 'text/plain'],
    [413, JSON.stringify({ ...mouse, description: 'x'.repeat(70_000) }), 'application/json'],
  ])('gets a %i for an invalid body', async (status, body, type) => {
    expect((await send('POST', base, body, { type })).status).toBe(status);
  });
});

describe('a request with an idempotency key', () => {
  /** Requests that create something: a product, or an upload form for its picture. */
  const makers: [string, () => Promise<string>, object, object][] = [
    ['a product', async () => base, mouse, { ...mouse, name: 'Rat' }],
    ['an upload', async () => `${await add()}/media`, png, { ...png, byteLength: 69 }],
  ];
  const told = async (response: Response) => [response.status, response.headers.get('location'), await response.text()];

  test.each(makers)('makes %s once, even ten at once, and replays the first response', async (_, path, body) => {
    const [at, key] = [await path(), randomUUID()];
    const ten = await Promise.all(Array.from({ length: 10 }, async () => told(await send('POST', at, body, { key }))));
    expect(ten).toEqual(Array(10).fill(ten[0]));
    expect(ten[0]?.[0]).toBe(201);
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect(await told(await send('POST', at, reordered, { key }))).toEqual(ten[0]);
  });

  test.each(makers)('makes %s, and is refused with another body', async (_, path, body, other) => {
    const [at, key] = [await path(), randomUUID()];
    await send('POST', at, body, { key });
    const refused = await send('POST', at, other, { key });
    expect(await bodyOf(refused)).toMatchObject({ status: 422, type: 'urn:cloudservices:problem:idempotency-key-reused' });
  });

  test.each(makers)('makes %s for each admin with the same key, and each time without a key', async (_, path, body) => {
    const [at, key] = [await path(), randomUUID()];
    const tries = [{ key }, { key, token: 'admin-0b' }, { key: randomUUID() }, {}, {}];
    const made = await Promise.all(tries.map(async (how) => JSON.stringify(await bodyOf(await send('POST', at, body, how)))));
    expect(new Set(made).size).toBe(5);
  });

  test.each(makers)('makes no %s when the key is malformed', async (_, path, body) => {
    for (const key of ['', 'a b', 'x'.repeat(256)]) {
      expect((await send('POST', await path(), body, { key })).status).toBe(400);
    }
  });

  test('replays the first response even if the product has been changed or archived since', async () => {
    const key = randomUUID();
    const first = await told(await send('POST', base, mouse, { key }));
    const location = String(first[1]);
    await send('PATCH', location, { name: 'Rat', description: 'grey' });
    expect(await told(await send('POST', base, mouse, { key }))).toEqual(first);
    expect(await bodyOf(await get(location))).toMatchObject({ name: 'Rat' });
    await send('DELETE', location);
    expect(await told(await send('POST', base, mouse, { key }))).toEqual(first);
    expect((await get(location)).status).toBe(404);
  });
});

describe('anyone else', () => {
  test.each([
    ['POST', base],
    ['PATCH', `${base}/0190c0de-0000-7000-8000-000000000001`],
    ['DELETE', `${base}/0190c0de-0000-7000-8000-000000000001`],
  ])('cannot %s %s', async (method, path) => {
    const body = method === 'DELETE' ? undefined : mouse;
    for (const token of ['customer', 'operator']) expect((await send(method, path, body, { token })).status).toBe(403);
    expect((await send(method, path, body, { token: 'forged' })).status).toBe(401);
  });

  test.each([`${base}/0190c0de-0000-7000-8000-00000000ffff`, `${base}/1`, `${base}/..%2f`, '/v1/catalog/nothing'])(
    'finds nothing at %s',
    async (path) => {
      const response = await get(path);
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    },
  );
});

describe('browsing', () => {
  test('pages from cursor to cursor to the end', async () => {
    for (const name of ['c', 'a', 'b']) await add({ name, category: 'letters' });
    const first = await bodyOf(await get(`${base}?category=letters&limit=2`));
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['a', 'b']);
    const second = await bodyOf(await get(`${base}?category=letters&limit=2&cursor=${first.nextCursor}`));
    expect(second).toEqual({ items: [expect.objectContaining({ name: 'c' })] });
  });

  test.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'cursor=x',
    'cursor=',
    'cursor=bnVsbA',
    'category=',
    'category=%00',
    'limit=1&limit=2',
  ])('refuses ?%s', async (query) => {
    expect((await get(`${base}?${query}`)).status).toBe(422);
  });

  test('lists the categories', async () => {
    await add({ category: 'toys' });
    const { items } = await bodyOf(await get('/v1/catalog/categories'));
    expect(items).toContainEqual({ category: 'toys', products: 1 });
  });
});

test('the service is ready while its table can be read', async () => {
  expect((await get('/readyz')).status).toBe(200);
  const lost = createProductStore(dynamo.dynamo, 'no-such-table');
  const unready = createApp({
    products: lost,
    offers: createOfferStore(dynamo.dynamo, 'offers'),
    ...media,
    log,
    verifyToken,
    ready: lost.ping,
  });
  expect((await unready.request('/healthz')).status).toBe(200);
  expect((await unready.request('/readyz')).status).toBeGreaterThanOrEqual(500);
});

test('every route is described', () => {
  const { paths = {} } = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'catalog', version: '1' } });
  const described = Object.entries(paths).map(([path, item]) => `${path} ${Object.keys(item ?? {})}`);
  expect(described).toEqual([
    '/v1/catalog/readiness get',
    '/v1/catalog/products get,post',
    '/v1/catalog/products/{productId} get,patch,delete',
    '/v1/catalog/categories get',
    '/v1/catalog/products/{productId}/archival get',
    '/v1/catalog/products/{productId}/media post',
    '/v1/catalog/products/{productId}/media/{uploadId} get',
  ]);
});
