import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Event } from '#events/index.ts';
import { createClient as createTypedClient, inMemory, orThrow, type Session } from '../../client/index.ts';
import { type Client, expectStatus } from '../../local/demo/client.ts';
import { scenarios } from '../../local/demo/scenarios.ts';
import { differences, traceOf } from '../../local/demo/trace.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
const run = promisify(execFile);
const { laptop, monitor, headphones } = products;

describe('every outcome of an order leaves the expected trace, and nothing else', () => {
  it.each(scenarios)('$title', async ({ title, file, play }) => {
    const golden = readFileSync(join(import.meta.dirname, 'traces', file), 'utf8')
      .trimEnd()
      .split('\n');
    const { orderId } = await play(world);
    await eventually(async () => {
      const { events } = await expectStatus(
        world.customer.call<{ events: Event[] }>('GET', `/v1/orders/${orderId}/timeline`),
        200,
      );
      const slate = await world.witness.slate(orderId, { deadLettersBefore: 0 });
      expect(differences(traceOf(title, events, slate), golden)).toEqual([]);
    });
  });
});

describe('an order with a good card', () => {
  it('is confirmed with its stock committed, its payment captured and its shipment ready', async () => {
    const before = await world.witness.stock(laptop.productId);
    const { orderId, total } = await place(world.customer, laptop.productId, 2);
    const order = await world.customer.orderWhen(orderId, ({ settled }) => settled);
    expect(order).toMatchObject({
      status: 'CONFIRMED',
      waitingFor: [],
      total: { amount: 2 * laptop.price.amount, currency: 'USD' },
    });
    expect(await world.witness.stock(laptop.productId)).toMatchObject({
      available: (before?.available ?? 0) - 2,
      reserved: before?.reserved,
      committed: (before?.committed ?? 0) + 2,
    });
    const payment = await expectStatus(world.customer.call('GET', `/v1/billing/payments/${orderId}`), 200);
    expect(payment).toEqual({ orderId, status: 'captured', ...total });
    expect(await expectStatus(world.customer.call('GET', `/v1/shipping/shipments/${orderId}`), 200)).toMatchObject({
      status: 'ready',
    });
  });

  it('keeps the names and prices from when it was placed, whatever the catalog says later', async () => {
    const productId = await createProduct(2);
    const { orderId, lines } = await place(world.customer, productId, 1);
    const now = { name: 'Rarer thing', price: { amount: 2_500, currency: 'USD' } };
    await expectStatus(world.admin.call('PATCH', `/v1/catalog/products/${productId}`, now), 200);
    const order = await world.customer.orderWhen(orderId, ({ settled }) => settled);
    expect(lines).toMatchObject([{ name: 'Rare thing', unitPrice: { amount: 1_000 } }]);
    expect(order).toMatchObject({ status: 'CONFIRMED', lines, total: { amount: 1_000 } });
    expect(await expectStatus(world.customer.call('GET', `/v1/billing/payments/${orderId}`), 200)).toMatchObject({
      amount: 1_000,
    });
    expect((await place(world.customer, productId, 1)).total).toMatchObject({ amount: 2_500 });
  });

  it('can no longer be cancelled once it is confirmed', async () => {
    const { orderId } = await place(world.customer, headphones.productId, 1);
    await world.customer.orderWhen(orderId, ({ status }) => status === 'CONFIRMED');
    const { status, body } = await world.customer.call('POST', `/v1/orders/${orderId}/cancel`);
    expect({ status, type: body.type }).toEqual({ status: 409, type: 'urn:cloudservices:problem:order-confirmed' });
  });
});

describe('an order for more than is available', () => {
  it('is refused immediately, naming the lines', async () => {
    const answer = await world.customer.place({ lines: [{ productId: monitor.productId, quantity: 1_000 }] });
    const available = (await world.witness.stock(monitor.productId))?.available;
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      type: 'urn:cloudservices:problem:out-of-stock',
      lines: [{ productId: monitor.productId, requested: 1_000, available }],
    });
  });

  it('is cancelled when another got the same last item, whichever inventory handles first', async () => {
    const productId = await createProduct(1);
    await world.stack.services.inventory.stop();
    const placed = await Promise.all([place(world.customer, productId, 1), place(world.customer, productId, 1)]);
    await world.stack.services.inventory.start();
    const ended = await Promise.all(placed.map(({ orderId }) => world.customer.orderWhen(orderId, ({ settled }) => settled)));
    expect(ended.map(({ status, reason }) => ({ status, reason })).sort((a, b) => a.status.localeCompare(b.status))).toEqual([
      { status: 'CANCELLED', reason: 'OUT_OF_STOCK' },
      { status: 'CONFIRMED', reason: undefined },
    ]);
    expect(ended.find(({ reason }) => reason)?.reasonDetail).toEqual({ lines: [{ productId, requested: 1, available: 0 }] });
  });

  it('fails for all but ten of fifty that want one of ten', async () => {
    const productId = await createProduct(10);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => world.customer.place({ lines: [{ productId, quantity: 1 }] })),
    );
    const placed = answers.filter(({ status }) => status === 202);
    expect(answers.filter(({ status }) => status !== 202 && status !== 409)).toEqual([]);
    const ended = await world.customer.ordersWhen(
      placed.map(({ body }) => body.orderId),
      ({ settled }) => settled,
      30,
    );
    expect(ended.filter(({ status }) => status === 'CONFIRMED')).toHaveLength(10);
    expect(ended.filter(({ status }) => status !== 'CONFIRMED').map(({ reason }) => reason)).toEqual(
      Array(placed.length - 10).fill('OUT_OF_STOCK'),
    );
    expect(await world.witness.stock(productId)).toMatchObject({ available: 0, reserved: 0, committed: 10 });
  });
});

describe('an idempotency key', () => {
  it('places one order, however often it is used, even concurrently', async () => {
    const idempotencyKey = randomUUID();
    const lines = [{ productId: headphones.productId, quantity: 1 }];
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.customer.place({ lines, idempotencyKey })));
    expect(
      new Set(answers.map(({ status, headers, body }) => JSON.stringify([status, headers.get('location'), body]))),
    ).toHaveProperty('size', 1);
    expect(answers[0]).toMatchObject({ status: 202, body: { status: 'PLACED' } });
    await world.customer.orderWhen(answers[0]?.body.orderId ?? '', ({ settled }) => settled);
    const later = await world.customer.place({ lines, idempotencyKey });
    expect(later.body).toEqual(answers[0]?.body);
  });

  it('is refused with another body', async () => {
    const idempotencyKey = randomUUID();
    const place = (quantity: number) =>
      world.customer.place({ lines: [{ productId: headphones.productId, quantity }], idempotencyKey });
    expect((await place(1)).status).toBe(202);
    expect(await place(2)).toMatchObject({ status: 422, body: { type: 'urn:cloudservices:problem:idempotency-key-reused' } });
  });
});

describe('the typed client', () => {
  const account = { email: `${randomUUID()}@example.com`, password: `quite long ${randomUUID()}` };

  it('buys something with the program from the documentation', async () => {
    const baseUrl = world.stack.gatewayUrl;
    await orThrow(createTypedClient({ baseUrl }).POST('/v1/auth/register', { body: account }));
    const { stdout } = await run(process.execPath, ['client/example.ts', account.email, account.password, baseUrl]);
    expect(stdout).toMatch(/^PLACED: \w.*, \d+ minor units of USD\n$/);
  });

  it('refreshes once for all concurrent requests, so that the session survives', async () => {
    const session = inMemory();
    const client = createTypedClient({ baseUrl: world.stack.gatewayUrl, session });
    await client.signIn(account);
    for (let round = 0; round < 3; round++) {
      const before = session.read() as Session;
      session.write({ ...before, expiresAt: Date.now() });
      const orders = await Promise.all(Array.from({ length: 10 }, () => orThrow(client.GET('/v1/orders'))));
      expect(orders.map(({ items }) => items.length)).toEqual(Array(10).fill(1));
      expect(session.read()?.refreshToken).toMatch(/./);
      expect(session.read()?.refreshToken).not.toBe(before.refreshToken);
    }
    await client.signOut();
    await expect(orThrow(client.GET('/v1/orders'))).rejects.toMatchObject({ status: 401, message: 'Unauthorized' });
  });
});

const place = (customer: Client, productId: string, quantity: number) =>
  expectStatus(customer.place({ lines: [{ productId, quantity }] }), 202);

async function createProduct(pieces: number): Promise<string> {
  const product = { name: 'Rare thing', category: 'tests', price: { amount: 1_000, currency: 'USD' } };
  const { productId } = await expectStatus(world.admin.call<{ productId: string }>('POST', '/v1/catalog/products', product), 201);
  const adjustment = { delta: pieces, reason: 'delivery' };
  await expectStatus(
    world.admin.call('POST', `/v1/inventory/${productId}/adjustments`, adjustment, { 'idempotency-key': productId }),
    200,
  );
  return productId;
}
