import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { publishers } from '#events/define-events.ts';
import type { EventType } from '#events/index.ts';
import { stepOn } from '#events/order-saga.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { localAws } from '../../local/resources/local-aws.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

const world = useStack();
const folder = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const file = join(folder, 'orders.jsonl');
let admin: postgres.Sql;
let dynamo: DynamoDBDocumentClient;
let sqs: SQSClient;

beforeAll(() => {
  const { postgres: database, dynamodb, messaging } = world.stack.backends;
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
  dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: dynamodb.endpoint }));
  sqs = new SQSClient({ ...localAws, endpoint: messaging.endpoint, useQueueUrlAsEndpoint: false });
});
afterAll(async () => {
  await admin?.end();
  dynamo?.destroy();
  sqs?.destroy();
  rmSync(folder, { recursive: true });
});

const inAMinute = () => new Date(Date.now() + 60_000).toISOString();
const ops = async (name: string, ...args: string[]) =>
  (await execute(readCommand([name, '--before', inAMinute(), ...args]), world.operator)).text;
const archive = (...args: string[]) => ops('archive', '--to', file, ...args);
const apply = () => archive('--apply', '--because', 'its time is over');

async function settled(paymentMethod: string): Promise<string> {
  const lines = [{ productId: products.mouse.productId, quantity: 1 }];
  const { orderId } = await expectStatus(world.customer.place({ lines, paymentMethod }), 202);
  await world.customer.orderWhen(orderId, ({ settled }) => settled, 60);
  return orderId;
}

async function sent(): Promise<string> {
  const orderId = await settled('pm_card_visa');
  await expectStatus(world.operator.call('POST', `/v1/shipping/shipments/${orderId}/dispatch`), 200);
  await world.customer.orderWhen(orderId, ({ status }) => status === 'SHIPPED');
  return orderId;
}

/** As if it had settled, and been booked, that many days ago. */
async function age(orderId: string, days: number): Promise<void> {
  const ago = `now() - interval '${days} days'`;
  await admin.unsafe(`update orders.orders set settled_at = ${ago} where order_id = $1`, [orderId]);
  await admin.unsafe(`update shipping.shipments set created_at = ${ago} where order_id = $1`, [orderId]);
}

/** What the timeline holds; the latest event of a settled order may come a second later. */
async function eventsOf(orderId: string): Promise<Record<string, unknown>[]> {
  const of = { KeyConditionExpression: 'orderId = :orderId', ExpressionAttributeValues: { ':orderId': orderId } };
  return (await dynamo.send(new QueryCommand({ TableName: 'timeline', ...of, ConsistentRead: true }))).Items ?? [];
}
const typesOf = async (orderId: string) => (await eventsOf(orderId)).map(({ type }) => type);

/** All that the services hold of an order, and what the provider has taken. */
const booksOf = async (orderId: string) => ({
  order: (await admin`select * from orders.orders where order_id = ${orderId}`)[0],
  payment: (await admin`select * from billing.payments where order_id = ${orderId}`)[0],
  shipment: (await admin`select * from shipping.shipments where order_id = ${orderId}`)[0],
  reservation: (await dynamo.send(new GetCommand({ TableName: 'reservations', Key: { orderId }, ConsistentRead: true }))).Item,
  money: await world.witness.money(orderId),
});

/** Delivers an event once more to every service that has a step for it. */
async function redeliver({ orderId, position: _, ...event }: Record<string, unknown>): Promise<void> {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const dataschema = `urn:cloudservices:event:${event.type}:1`;
  const MessageBody = JSON.stringify({ specversion: '1.0', ...event, subject: orderId, dataschema, traceparent });
  const services = publishers.filter((name) => stepOn(name, event.type as EventType));
  expect(services).not.toEqual([]);
  for (const service of services)
    await sqs.send(new SendMessageCommand({ QueueUrl: world.stack.backends.messaging.queueUrls[service], MessageBody }));
}

async function areQueuesEmpty(): Promise<boolean> {
  const { queues } = await expectStatus(
    world.operator.call<{ queues: { waiting: number; inFlight: number }[] }>('GET', '/v1/ops/queues'),
    200,
  );
  return queues.every(({ waiting, inFlight }) => waiting + inFlight === 0);
}

describe('old orders', () => {
  let shipped: string;
  let declined: string;
  let young: string;
  let history: Record<string, unknown>[];

  test('are counted, then saved and archived, and the young ones are not', async () => {
    [shipped, declined, young] = [await sent(), await settled('pm_card_chargeDeclined'), await sent()];
    await eventually(async () => (await typesOf(shipped)).includes('ShipmentDispatched'));
    await eventually(async () => (await typesOf(declined)).includes('ShipmentCancelled'));
    await age(shipped, 91);
    await age(declined, 91);
    await age(young, 89);
    history = [...(await eventsOf(shipped)), ...(await eventsOf(declined))];
    expect(await archive()).toContain('2 would be archived');
    expect(await eventsOf(shipped)).not.toEqual([]);

    expect(await apply()).toContain(`2 archived, and saved in ${file}`);
    const saved = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(saved.map(({ orderId }) => orderId)).toEqual([declined, shipped]);
    expect(saved[1]).toMatchObject({
      ...{ status: 'SHIPPED', shipTo: { name: 'Ada Lovelace' }, participants: { payment: { status: 'captured' } } },
      events: expect.arrayContaining([expect.objectContaining({ type: 'OrderPlaced', data: expect.any(Object) })]),
    });
    expect(await ops('orders', '--archived')).toMatch(new RegExp(`${shipped} +SHIPPED .*settled, archived`));
  });

  test('keep no name and no address in any store of ours', async () => {
    for (const orderId of [shipped, declined]) {
      expect(JSON.stringify(await booksOf(orderId))).not.toMatch(/Lovelace|James/);
      expect(await eventsOf(orderId)).toEqual([]);
      const shown = await world.customer.order(orderId);
      expect(shown).toMatchObject({ settled: true, archivedAt: expect.any(String), total: { amount: 25_99 } });
      expect(shown).not.toHaveProperty('shipTo');
    }
    expect(JSON.stringify(await booksOf(young))).toContain('Lovelace');
  });

  test('do not change, and no one is charged, when all their events are delivered again', async () => {
    const before = [await booksOf(shipped), await booksOf(declined)];
    for (const event of history) await redeliver(event);
    // The participants answer with what they stand for.
    const answers = ['StockCommitted', 'PaymentCaptured', 'ShipmentDispatched'];
    await eventually(async () => expect(await typesOf(shipped)).toEqual(expect.arrayContaining(answers)), 60);
    await eventually(areQueuesEmpty, 60);
    expect([await booksOf(shipped), await booksOf(declined)]).toEqual(before);
    expect(before.map(({ money }) => money.captured)).toEqual([25_99, 0]);
    expect(await world.witness.deadLetters()).toBe(0);
    expect(await ops('reconcile')).toContain('All books agree.');
  });

  test('lose what came back when archiving is repeated, and nothing is saved twice', async () => {
    expect(await apply()).toContain('0 archived');
    expect([await eventsOf(shipped), await eventsOf(declined)]).toEqual([[], []]);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  test('may still be delivered', async () => {
    await expectStatus(world.operator.call('POST', `/v1/shipping/shipments/${shipped}/deliver`), 200);
    expect(await world.customer.orderWhen(shipped, ({ status }) => status === 'DELIVERED')).toHaveProperty('archivedAt');
  });
});
