import { describe, expect, it } from '@jest/globals';
import { expectStatus } from '../../local/demo/client.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { becomesOneTree } from '../support/span-tree.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack({ traces: true, env: { orders: { ORDER_DEADLINE_SECONDS: '4' } } });

describe('an order that gets no answer', () => {
  // Whichever service stays silent, the order is cancelled at its deadline and waits for exactly that service to undo or refuse.
  it.each([
    { silent: 'inventory', reached: 'PLACED', owes: [{ service: 'inventory', event: 'StockReleased' }] },
    { silent: 'billing', reached: 'STOCK_RESERVED', owes: [{ service: 'billing', event: 'PaymentVoided' }] },
    { silent: 'shipping', reached: 'PAYMENT_AUTHORIZED', owes: [{ service: 'shipping', event: 'ShipmentCancelled' }] },
  ] as const)('expires while $silent is down, and is settled when it is back', async ({ silent, reached, owes }) => {
    await world.stack.services[silent].stop();
    const { orderId } = await expectStatus(
      world.customer.place({ lines: [{ productId: products.mouse.productId, quantity: 1 }] }),
      202,
    );
    await world.customer.orderWhen(orderId, ({ status }) => status === reached);
    const cancelling = await world.customer.orderWhen(
      orderId,
      ({ status, waitingFor }) => status === 'CANCELLING' && waitingFor.length === 1,
    );
    expect(cancelling).toMatchObject({ reason: 'EXPIRED', settled: false, waitingFor: owes });

    await world.stack.services[silent].start();
    const settled = await world.customer.orderWhen(orderId, (order) => order.settled, 30);
    expect(settled).toMatchObject({ status: 'CANCELLED', reason: 'EXPIRED', waitingFor: [] });
    await eventually(async () => {
      const slate = await world.witness.slate(orderId, { deadLettersBefore: 0 });
      expect(slate).toEqual({ held: 0, committed: 0, authorized: 0, captured: 0, booked: 0, deadLetters: 0 });
    });
    await becomesOneTree(world, orderId);
  });
});
