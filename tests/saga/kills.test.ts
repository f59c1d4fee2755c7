import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { publishers } from '#events/define-events.ts';
import { callOf } from '../../local/cost/count/call-of.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { products } from '../../local/seed.ts';
import type { ServiceName } from '../../local/services.ts';
import { type Around, startWireProxy } from '../../local/wire-proxy.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

/** Intercepts the services' AWS calls when a test wants it. */
let around: Around = (_, pass) => pass();
const world = useStack({ startProxy: () => startWireProxy((call, pass) => around(call, pass)) });
const { mouse } = products;

// More items are ordered here than are initially in stock.
beforeAll(async () => {
  const more = { delta: 1_000, reason: 'restocked' };
  const key = { 'idempotency-key': 'restocked' };
  await expectStatus(world.admin.call('POST', `/v1/inventory/${mouse.productId}/adjustments`, more, key), 200);
});

const orderCount = 100;
const killAfter = 40;

describe('a hundred orders in progress when a service is killed and restarted', () => {
  it.each(publishers)(
    'all settle without help after %s was killed',
    async (victim) => {
      await expectAllSettled(() => placeWhileKilling(victim));
    },
    90_000,
  );
});

// Nothing else happens between these calls: a service that dies before the first has stored the batch and published nothing, and so on.
describe('a hundred orders in progress when each service is killed in the middle of a batch', () => {
  it.each([
    ['stored and not published', 'SNS PublishBatch', 'before'],
    ['published and not noted', 'SNS PublishBatch', 'after'],
    ['done and not acknowledged', 'SQS DeleteMessageBatch', 'before'],
    ['received and not begun', 'SQS ReceiveMessage', 'after'],
  ] as const)(
    'all settle without help: %s',
    async (_, operation, moment) => {
      const restarts: Promise<void>[] = [];
      const spared = new Set<string>(publishers);
      around = async (call, pass) => {
        const answer = moment === 'after' ? await pass() : undefined;
        const { entries, ...made } = callOf({ ...call, request: call.body, answer: answer?.body ?? Buffer.from('{}') });
        const isBatch = made.operation === operation && entries >= batchMin;
        if (!isBatch || !spared.delete(call.caller)) return answer ?? pass();
        restarts.push(restart(call.caller as ServiceName));
        return undefined;
      };
      await expectAllSettled(async () => {
        const placed = await placeMany(orderCount);
        await eventually(() => spared.size === 0);
        await Promise.all(restarts);
        return placed;
      });
    },
    90_000,
  );
});

const batchMin = 3;

async function restart(victim: ServiceName): Promise<void> {
  const service = world.stack.services[victim];
  await service.kill('SIGKILL');
  await service.start();
}

/** Whatever happens while orders are placed, the witnesses' books account for every amount and every item exactly once. */
async function expectAllSettled(placeAll: () => Promise<string[]>): Promise<void> {
  const stockBefore = await world.witness.stock(mouse.productId);
  const capturedBefore = await captured();
  const placed = await placeAll();
  const ended = await world.customer.ordersWhen(placed, ({ settled }) => settled, 50);

  const confirmed = ended.filter(({ status }) => status === 'CONFIRMED');
  expect(placed).toHaveLength(orderCount);
  expect(ended.filter(({ status, reason }) => status !== 'CONFIRMED' && reason !== 'PAYMENT_DECLINED')).toEqual([]);
  expect(confirmed.length).toBeGreaterThan(orderCount / 3);

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
}

/** Places the orders, a few at a time, and kills the victim midway. Returns the ids of the acknowledged ones. */
async function placeWhileKilling(victim: ServiceName): Promise<string[]> {
  const placed = await placeMany(killAfter);
  const restarted = restart(victim);
  placed.push(...(await placeMany(orderCount - killAfter)));
  await restarted;
  return placed;
}

/** Places orders, ten at a time. */
async function placeMany(count: number): Promise<string[]> {
  const placed: (string | undefined)[] = [];
  for (let begun = 0; begun < count; begun += 10)
    placed.push(...(await Promise.all(Array.from({ length: 10 }, (_, index) => placeOne(begun + index)))));
  return placed.filter((orderId) => orderId !== undefined);
}

/** Like a customer without a response: repeats the request with the same key until there is one. */
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
    await sleep(50);
  }
  return undefined;
}

const captured = async () => (await world.witness.money()).captured;
