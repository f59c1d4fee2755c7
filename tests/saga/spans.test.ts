import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import postgres from 'postgres';
import { expectStatus } from '../../local/demo/client.ts';
import { type Cast, scenarios } from '../../local/demo/scenarios.ts';
import { products } from '../../local/seed.ts';
import type { Collected } from '../../local/traces/collected.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack({ traces: true });
let sql: postgres.Sql;

beforeAll(() => {
  sql = postgres(world.stack.backends.postgres.adminUrl, { max: 1 });
});
afterAll(() => sql?.end());

/** One more way: nobody answers until the deadline, which here comes at once. */
const expired = {
  title: 'expired',
  async play({ customer }: Cast) {
    const { inventory } = world.stack.services;
    await inventory.stop();
    const { orderId } = await expectStatus(
      customer.place({ lines: [{ productId: products.mouse.productId, quantity: 1 }] }),
      202,
    );
    await sql`update orders.orders set deadline = now() where order_id = ${orderId}`;
    await customer.orderWhen(orderId, ({ reason }) => reason === 'EXPIRED');
    await inventory.start();
    return customer.orderWhen(orderId, ({ settled }) => settled, 30);
  },
};

describe('every way that an order can go is one tree of spans, from its request on', () => {
  it.each([...scenarios, expired])('$title', async ({ play }) => {
    const { orderId } = await play(world);
    await eventually(async () => {
      const types = await typesOf(orderId);
      const { tree } = spansOf(orderId);
      expect(rootsOf(tree).map(({ service, name }) => `${service}: ${name}`)).toEqual(['gateway: POST /v1/orders']);
      expect(orphansOf(tree)).toEqual([]);
      expect(repeatedIdsOf(tree)).toEqual([]);
      for (const type of types) {
        // Everybody who hears it has handled it, below the span that sent it.
        const sending = tree.find(({ name }) => name === `send ${type}`);
        const handled = tree.filter(({ name }) => name === `process ${type}`);
        expect({ type, sending: sending?.service }).toEqual({ type, sending: expect.any(String) });
        for (const { parentSpanId } of handled) expect(parentSpanId).toBe(sending?.spanId);
      }
    }, 30);
  });

  it('shows each queue, each statement and each call of a provider below what asked for it', async () => {
    const { orderId } = await play('delivered');
    await eventually(() => {
      const { tree } = spansOf(orderId);
      expect(expected.filter((path) => !tree.some((span) => pathOf(span, tree).endsWith(path)))).toEqual([]);
    }, 30);
  });

  it('links the request of a customer who cancels, which has a trace of its own', async () => {
    const { orderId } = await play('cancelled by the customer');
    await eventually(() => {
      const { tree, others } = spansOf(orderId);
      const links = tree.find(({ name }) => name === 'send OrderCancelled')?.links ?? [];
      const request = others.find(({ spanId }) => links.some((link) => link.spanId === spanId));
      expect(request).toMatchObject({ service: 'orders', name: 'POST /v1/orders/{orderId}/cancel' });
    }, 30);
  });
});

/** A part of the way from the request to whatever is called in the end. */
const expected = [
  'gateway POST /v1/orders > orders POST /v1/orders > orders INSERT orders.orders',
  'orders POST /v1/orders > orders BatchGetItem products stock revocations',
  'orders POST /v1/orders > orders send OrderPlaced > orders PublishBatch orders',
  'orders send OrderPlaced > inventory wait OrderPlaced',
  'orders send OrderPlaced > inventory process OrderPlaced > inventory TransactWriteItems reservations stock',
  'inventory process OrderPlaced > inventory send StockReserved > inventory PublishBatch inventory',
  'billing process StockReserved > billing POST /v1/payment_intents',
  'billing process StockReserved > billing POST /v1/payment_intents/{id}/confirm',
  'billing process StockReserved > billing UPDATE billing.payments',
  'shipping process PaymentAuthorized > shipping PUT /shipments/{reference}',
  'orders send OrderPlaced > shipping send ShipmentDispatched',
];

async function play(title: string) {
  const scenario = scenarios.find((each) => each.title === title);
  if (!scenario) throw new Error(`Nobody plays ${title}`);
  return scenario.play(world);
}

const typesOf = async (orderId: string): Promise<string[]> => {
  const path = `/v1/orders/${orderId}/timeline`;
  const { events } = await expectStatus(world.customer.call<{ events: { type: string }[] }>('GET', path), 200);
  return events.map(({ type }) => type);
};

/** The spans of an order's own trace, and apart from them those of requests about it that have traces of their own. */
function spansOf(orderId: string) {
  const spans = world.stack.traces?.ofOrder(orderId) ?? [];
  const own = spans.find(({ name }) => name === 'send OrderPlaced')?.traceId;
  return { tree: spans.filter(({ traceId }) => traceId === own), others: spans.filter(({ traceId }) => traceId !== own) };
}

const rootsOf = (spans: readonly Collected[]) => spans.filter(({ parentSpanId }) => parentSpanId === undefined);

const orphansOf = (spans: readonly Collected[]) => {
  const known = new Set(spans.map(({ spanId }) => spanId));
  return spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !known.has(parentSpanId));
};

const repeatedIdsOf = (spans: readonly Collected[]) =>
  [...Map.groupBy(spans, ({ spanId }) => spanId).values()].filter(({ length }) => length > 1);

/** A span and all that it is below, the first of them first. */
function pathOf(span: Collected, tree: readonly Collected[]): string {
  const parent = tree.find(({ spanId }) => spanId === span.parentSpanId);
  return `${parent ? `${pathOf(parent, tree)} > ` : ''}${span.service} ${span.name}`;
}
