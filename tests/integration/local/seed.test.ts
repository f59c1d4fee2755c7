import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type ServerType, serve } from '@hono/node-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Hono } from 'hono';
import { tables as catalogTables } from '../../../containers/catalog/schema.ts';
import { createProductStore } from '../../../containers/catalog/store.ts';
import { tables as inventoryTables, stockItem } from '../../../containers/inventory/schema.ts';
import { products, seed, seedAccounts } from '../../../local/seed.ts';
import { startTestDynamo, type TestDynamo } from '../../support/dynamodb.ts';

describe('the first products', () => {
  let dynamo: TestDynamo;
  const start = () => seed({ dynamo: dynamo.dynamo, productsTable: 'products', stockTable: 'stock' });

  beforeAll(async () => {
    dynamo = await startTestDynamo([...catalogTables, ...inventoryTables]);
    await start();
  });
  afterAll(() => dynamo.stop());

  test('are for sale at the expected prices', async () => {
    const { items } = await createProductStore(dynamo.dynamo, 'products').list({ limit: 100 });
    expect(items.map(({ name, price }) => `${name} ${price.amount} ${price.currency}`)).toEqual([
      'Headphones 7550 USD',
      'Keyboard 4500 USD',
      'Laptop 120050 USD',
      'Monitor 30000 USD',
      'Mouse 2599 USD',
    ]);
  });

  test('are all in stock, and every item was received', async () => {
    const { Items = [] } = await dynamo.dynamo.send(new ScanCommand({ TableName: 'stock' }));
    const stock = Items.map((item) => stockItem.parse(item));
    expect(stock.map(({ productId }) => productId).sort()).toEqual(Object.values(products).map(({ productId }) => productId));
    for (const { available, reserved, committed, received } of stock) expect(available + reserved + committed).toBe(received);
  });

  test('keep their changes when the stack restarts', async () => {
    const { productId } = products.mouse;
    const change = { Key: { productId }, ExpressionAttributeValues: { ':less': 3 }, UpdateExpression: 'SET available = :less' };
    await dynamo.dynamo.send(new UpdateCommand({ TableName: 'stock', ...change }));
    const catalog = createProductStore(dynamo.dynamo, 'products');
    await catalog.replace({ ...products.mouse, name: 'Trackball', version: 2 });
    await start();
    const { Item } = await dynamo.dynamo.send(new GetCommand({ TableName: 'stock', Key: { productId } }));
    expect(Item?.available).toBe(3);
    expect(await catalog.find(productId)).toMatchObject({ name: 'Trackball' });
  });
});

describe('the demo accounts', () => {
  let folder: string;
  let auth: FakeAuth;
  const start = () =>
    seedAccounts({ gatewayUrl: auth.url, grantRole: auth.grantRole, accountsFile: join(folder, 'accounts.json') });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accounts-'));
    auth = await fakeAuth();
  });
  afterEach(async () => {
    auth.server.close();
    await rm(folder, { recursive: true });
  });

  test('are one for each role, with passwords that only their owner can read', async () => {
    const accounts = await start();
    expect(accounts.map(({ email, role }) => [email, role])).toEqual([
      ['customer@example.com', 'customer'],
      ['operator@example.com', 'operator'],
      ['admin@example.com', 'admin'],
    ]);
    expect(auth.granted).toEqual(['operator@example.com operator', 'admin@example.com admin']);
    for (const { email, password } of accounts) expect(auth.passwords.get(email)).toBe(password);
    expect(new Set(accounts.filter(({ password }) => password.length >= 20).map(({ password }) => password)).size).toBe(3);
    expect((await stat(join(folder, 'accounts.json'))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(folder, 'accounts.json'), 'utf8'))).toEqual(accounts);
  });

  test('are the same, without any registration, when the stack restarts', async () => {
    const accounts = await start();
    auth.passwords.clear();
    expect(await start()).toEqual(accounts);
    expect(auth.passwords.size).toBe(0);
  });

  test('are completed by the next start when one was interrupted', async () => {
    auth.refuses('admin@example.com');
    await expect(start()).rejects.toThrow('admin@example.com could not be registered');
    auth.refuses(undefined);
    for (const { email, password } of await start()) expect(auth.passwords.get(email)).toBe(password);
  });

  test('are not claimed when someone else has the address', async () => {
    auth.passwords.set('customer@example.com', 'a password that no one wrote down');
    await expect(start()).rejects.toThrow('customer@example.com could not be registered');
  });
});

type FakeAuth = Awaited<ReturnType<typeof fakeAuth>>;

/** The part of the auth service that the accounts need, over real HTTP. */
async function fakeAuth() {
  const passwords = new Map<string, string>();
  const granted: string[] = [];
  let refused: string | undefined;
  const app = new Hono()
    .post('/v1/auth/register', async (c) => {
      const { email, password } = await c.req.json();
      if (email === refused) return c.body(null, 503);
      if (passwords.has(email)) return c.body(null, 409);
      passwords.set(email, password);
      return c.body(null, 201);
    })
    .post('/v1/auth/login', async (c) => {
      const { email, password } = await c.req.json();
      return c.body(null, passwords.get(email) === password ? 200 : 401);
    });
  const [server, port] = await new Promise<[ServerType, number]>((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve([server, port]));
  });
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    passwords,
    granted,
    grantRole: async (email: string, role: string) => void granted.push(`${email} ${role}`),
    refuses: (email: string | undefined) => {
      refused = email;
    },
  };
}
