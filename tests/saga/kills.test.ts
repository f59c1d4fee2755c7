import { describe, expect, it } from '@jest/globals';
import { products } from '../../local/seed.ts';
import type { ServiceName } from '../../local/services.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
const { mouse } = products;

const orderCount = 100;
const killAfter = 40;

describe('a hundred orders under way when a service is killed and started again', () => {
  it.each(['orders', 'inventory', 'billing', 'shipping'] as const)(
    'all settle with no help after %s was killed',
    async (victim) => {
      const stockBefore = await world.witness.stock(mouse.productId);
      const capturedBefore = await captured();
      const placed = await placeWhileKilling(victim);
      const ended = await world.customer.ordersWhen(placed, ({ settled }) => settled, 50);

      const confirmed = ended.filter(({ status }) => status === 'CONFIRMED');
      expect(placed).toHaveLength(orderCount);
      expect(ended.filter(({ status, reason }) => status !== 'CONFIRMED' && reason !== 'PAYMENT_DECLINED')).toEqual([]);
      expect(confirmed.length).toBeGreaterThan(orderCount / 3);

      // Every amount and every piece is there exactly once, by the witnesses' own books.
      const charged = confirmed.reduce((sum, { total }) => sum + total.amount, 0);
      expect(await captured()).toBe(capturedBefore + charged);
      expect(await world.witness.money()).toMatchObject({ authorized: 0 });
      const pieces = confirmed.length;
      expect(await world.witness.stock(mouse.productId)).toMatchObject({
        available: (stockBefore?.available ?? 0) - pieces,
        reserved: 0,
        committed: (stockBefore?.committed ?? 0) + pieces,
      });
      expect(await world.witness.deadLetters()).toBe(0);
    },
    90_000,
  );
});

/** Places the orders, a few at a time, and kills the victim in the middle. Returns the ids of those that were acknowledged. */
async function placeWhileKilling(victim: ServiceName): Promise<string[]> {
  const placed: string[] = [];
  const service = world.stack.services[victim];
  let restarted: Promise<unknown> = Promise.resolve();
  for (let begun = 0; begun < orderCount; begun += 10) {
    if (begun === killAfter) restarted = service.kill('SIGKILL').then(() => service.start());
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => placeOne(begun + index).then((orderId) => orderId && placed.push(orderId))),
    );
  }
  await restarted;
  return placed;
}

/** As a customer would who gets no answer: asks again with the same key until there is one. */
async function placeOne(number: number): Promise<string | undefined> {
  const idempotencyKey = `order-${number}-${world.stack.services.orders.pid}-${Math.random()}`;
  const paymentMethod = number % 3 === 0 ? 'pm_card_chargeDeclined' : 'pm_card_visa';
  for (let tries = 0; tries < 400; tries++) {
    const { status, body } = await world.customer.place({
      lines: [{ productId: mouse.productId, quantity: 1 }],
      paymentMethod,
      idempotencyKey,
    });
    if (status === 202) return body.orderId;
    if (status < 500) throw new Error(`Order ${number} was refused: ${status} ${JSON.stringify(body)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return undefined;
}

const captured = async () => (await world.witness.money()).captured;
