import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { OrderView } from '../../containers/orders/view.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { scenarios } from '../../local/demo/scenarios.ts';
import { products } from '../../local/seed.ts';
import type { Collected } from '../../local/traces/collected.ts';
import { eventually } from '../support/eventually.ts';
import { becomesOneTree, spansOf } from '../support/span-tree.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack({ traces: true });

describe('every outcome of an order is one tree of spans, starting with its request', () => {
  it.each(scenarios)('$title', async ({ play }) => {
    const { orderId } = await play(world);
    await becomesOneTree(world, orderId);
  });

  it('shows each queue, statement and provider call below its cause', async () => {
    const { orderId } = await play('delivered');
    await eventually(() => {
      const { tree } = spansOf(world, orderId);
      expect(expected.filter((path) => !tree.some((span) => pathOf(span, tree).endsWith(path)))).toEqual([]);
    }, 30);
  });

  it('continues the trace of a caller that sends one, undo included', async () => {
    const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const headers = { traceparent: `00-${traceId}-${spanId}-01`, 'idempotency-key': randomUUID() };
    const shipTo = { name: 'Ada', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
    const lines = [{ productId: products.mouse.productId, quantity: 1 }];
    const body = { lines, shipTo, paymentMethod: 'pm_card_chargeDeclined' };
    const { orderId } = await expectStatus(world.customer.call<OrderView>('POST', '/v1/orders', body, headers), 202);
    await world.customer.orderWhen(orderId, ({ settled }) => settled);
    await eventually(() => {
      const { tree } = spansOf(world, orderId);
      expect(tree.filter((span) => !tree.some((other) => other.spanId === span.parentSpanId))).toMatchObject([
        { traceId, parentSpanId: spanId, service: 'gateway', name: 'POST /v1/orders' },
      ]);
      expect(tree.map(({ name }) => name)).toEqual(expect.arrayContaining(['send OrderCancelled', 'send StockReleased']));
    }, 30);
  });

  it('links a customer’s cancellation request, which has its own trace', async () => {
    const { orderId } = await play('cancelled by the customer');
    await eventually(() => {
      const { tree, others } = spansOf(world, orderId);
      const links = tree.flatMap((span) => (span.name === 'send OrderCancelled' ? span.links : []));
      const request = others.find(({ spanId }) => links.some((link) => link.spanId === spanId));
      expect(request).toMatchObject({ service: 'orders', name: 'POST /v1/orders/{orderId}/cancel' });
    }, 30);
  });
});

async function play(title: string) {
  const scenario = scenarios.find((each) => each.title === title);
  if (!scenario) throw new Error(`No one plays ${title}`);
  return scenario.play(world);
}

/** A part of the path from the request to the final call. */
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
  'shipping send ShipmentReady > shipping send ShipmentDispatched',
];

/** A span and its ancestors, root first. */
function pathOf(span: Collected, tree: readonly Collected[]): string {
  const parent = tree.find(({ spanId }) => spanId === span.parentSpanId);
  return `${parent ? `${pathOf(parent, tree)} > ` : ''}${span.service} ${span.name}`;
}
