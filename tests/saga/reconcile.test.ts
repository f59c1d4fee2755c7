import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { Drift } from '#shared/reconciliation/drift.ts';
import { expectStatus } from '../../local/demo/client.ts';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { localAws } from '../../local/resources/local-aws.ts';
import { products } from '../../local/seed.ts';
import { eventually } from '../support/eventually.ts';
import { useStack } from '../support/use-stack.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const world = useStack({ dataFolder });
let admin: postgres.Sql;
let dynamo: DynamoDBDocumentClient;

beforeAll(() => {
  const { postgres: database, dynamodb } = world.stack.backends;
  // Bypasses the guards, like someone who restores or repairs by hand.
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => undefined, connection: { session_replication_role: 'replica' } });
  dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ ...localAws, endpoint: dynamodb.endpoint }));
});
afterAll(async () => {
  await admin?.end();
  dynamo?.destroy();
});

type Report = { found: Drift[]; endedAt?: string; drifts: number; repaired: number };
const reconcile = async (...args: string[]) => {
  // What was planted was placed just now.
  const before = new Date(Date.now() + 60_000).toISOString();
  const { json, isIncomplete, text } = await execute(readCommand(['reconcile', '--before', before, ...args]), world.operator);
  return { ...(json as Report), isIncomplete, text };
};

async function settled({ product = 'mouse' as keyof typeof products, paymentMethod = 'pm_card_visa' } = {}): Promise<string> {
  const lines = [{ productId: products[product].productId, quantity: 1 }];
  const { orderId } = await expectStatus(world.customer.place({ lines, paymentMethod }), 202);
  await world.customer.orderWhen(orderId, ({ settled }) => settled, 60);
  return orderId;
}
const refused = () => settled({ paymentMethod: 'pm_card_chargeDeclined' });

async function stripe<Answer>(path: string, form?: Record<string, string>): Promise<Answer> {
  const headers = { authorization: 'Bearer sk_test_local', 'content-type': 'application/x-www-form-urlencoded' };
  const how = form ? { method: 'POST', body: new URLSearchParams(form).toString(), headers } : { headers };
  const response = await fetch(new URL(path, world.stack.backends.stripe.url), how);
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

const intentOf = async (orderId: string) => {
  const { intent_id: intentId } = (await admin`select intent_id from billing.payments where order_id = ${orderId}`)[0] ?? {};
  return String(intentId);
};

/** Money that is held for an order without billing's knowledge. */
async function hold(orderId: string): Promise<string> {
  const how = { capture_method: 'manual', 'payment_method_types[0]': 'card', payment_method: 'pm_card_visa' };
  const intent = { amount: '100', currency: 'usd', ...how, 'metadata[orderId]': orderId };
  const { id } = await stripe<{ id: string }>('/v1/payment_intents', intent);
  await stripe(`/v1/payment_intents/${id}/confirm`, { payment_method: 'pm_card_visa' });
  return id;
}

function write(file: 'stripe' | 'carrier', statement: string, ...values: string[]): void {
  const database = new DatabaseSync(join(dataFolder, file, `${file}.sqlite`), { timeout: 5_000 });
  expect(database.prepare(statement).run(...values).changes).toBe(1);
  database.close();
}
const changeIntent = (id: string, member: string, json: string) =>
  write('stripe', `update objects set body = json_set(body, '$.${member}', json(?)) where id = ?`, json, id);

type Change = { table: string; key: Record<string, string>; set: string; values: Record<string, unknown> };

/** `#state` and `#status` are needed because these words are reserved in DynamoDB. */
const update = ({ table, key, set, values }: Change) =>
  dynamo.send(
    new UpdateCommand({
      ...{ TableName: table, Key: key, UpdateExpression: `set ${set}`, ExpressionAttributeValues: values },
      ...(set.includes('#') ? { ExpressionAttributeNames: { '#state': 'state', '#status': 'status' } } : {}),
    }),
  );

const setStep = (schema: 'billing.payments' | 'shipping.shipments', orderId: string, state: object) =>
  admin.unsafe(`update ${schema} set state = state || $2::text::jsonb where order_id = $1`, [orderId, JSON.stringify(state)]);

/** An order that claims to be unsettled and long overdue; it is not announced within the next hour. */
const unsettle = (orderId: string, fact: 'payment' | 'shipment', value: string) =>
  admin.unsafe(
    `update orders.orders set settled = false, ${fact} = $2, announce_at = now() + interval '1 hour',
     decided_at = now() - interval '5 minutes' where order_id = $1`,
    [orderId, value],
  );

let lost: string;

/** Each kind of drift: how it arises, and how it is reported. */
const plants: Record<string, () => Promise<Partial<Drift>[]>> = {
  'an order that was placed after the moment of a restore': async () => {
    const orderId = await settled();
    const about = await intentOf(orderId);
    for (const table of ['orders.orders', 'billing.payments', 'shipping.shipments'])
      await admin.unsafe(`delete from ${table} where order_id = $1`, [orderId]);
    lost = orderId;
    return [
      { kind: 'intent-without-order', about, orderId, repair: 'adopt' },
      { kind: 'booking-without-order', about: orderId, orderId, repair: 'adopt' },
      { kind: 'reservation-without-order', about: orderId, orderId, repair: 'adopt' },
    ];
  },
  'an order that only the participants know': async () => {
    const orderId = await settled();
    await admin`delete from orders.orders where order_id = ${orderId}`;
    return [
      { kind: 'payment-without-order', about: orderId, repair: 'adopt' },
      { kind: 'shipment-without-order', about: orderId, repair: 'adopt' },
    ];
  },
  'a payment that is behind its order': async () => {
    const orderId = await settled();
    await setStep('billing.payments', orderId, { status: 'authorized' });
    return [{ kind: 'payment-differs', about: orderId, repair: 'retell' }];
  },
  'a shipment that is behind its order': async () => {
    const orderId = await settled();
    await setStep('shipping.shipments', orderId, { status: 'booked' });
    return [{ kind: 'shipment-differs', about: orderId, repair: 'retell' }];
  },
  'a reservation that is behind its order': async () => {
    const orderId = await settled({ product: 'keyboard' });
    const { productId } = products.keyboard;
    await update({ table: 'reservations', key: { orderId }, set: '#state.#status = :status', values: { ':status': 'reserved' } });
    await update({
      table: 'stock',
      key: { productId },
      set: 'reserved = reserved + :one, committed = committed - :one',
      values: { ':one': 1 },
    });
    return [{ kind: 'stock-differs', about: orderId, repair: 'retell' }];
  },
  'an order that is stuck': async () => {
    const orderId = await settled();
    await unsettle(orderId, 'payment', 'authorized');
    return [{ kind: 'order-stuck', about: orderId, repair: 'nudge' }];
  },
  'an undo that was given up': async () => {
    const orderId = await refused();
    const trouble = { tries: 15, since: new Date().toISOString(), reason: 'the carrier answered 409', givenUp: true };
    await setStep('shipping.shipments', orderId, { status: 'cancelling', trouble });
    await unsettle(orderId, 'shipment', 'none');
    return [{ kind: 'undo-given-up', about: `${orderId} shipping`, orderId, repair: 'retry-shipment' }];
  },
  'a capture that was given up': async () => {
    const orderId = await settled();
    const trouble = { tries: 20, since: new Date().toISOString(), reason: 'the intent cannot be read', givenUp: true };
    await setStep('billing.payments', orderId, { status: 'capturing', trouble });
    await unsettle(orderId, 'payment', 'authorized');
    return [{ kind: 'capture-given-up', about: `${orderId} billing`, orderId, repair: 'retry-payment' }];
  },
  'a payment of another amount': async () => {
    const orderId = await settled();
    const about = await intentOf(orderId);
    const { state } = (await admin`select state from billing.payments where order_id = ${orderId}`)[0] ?? {};
    await setStep('billing.payments', orderId, { terms: { ...state.terms, amount: { amount: 1, currency: 'USD' } } });
    return [
      { kind: 'amount-differs', about: orderId, repair: 'by-hand' },
      { kind: 'money-differs', about, repair: 'by-hand' },
    ];
  },
  'a reservation of fewer pieces than were ordered': async () => {
    const orderId = await settled();
    await admin`update orders.orders set lines = jsonb_set(lines, '{0,quantity}', '2') where order_id = ${orderId}`;
    return [{ kind: 'lines-differ', about: orderId, repair: 'by-hand' }];
  },
  'money that the provider does not know of': async () => {
    const orderId = await settled();
    const about = await intentOf(orderId);
    write('stripe', 'delete from objects where id = ?', about);
    return [{ kind: 'money-missing', about, orderId, repair: 'by-hand' }];
  },
  'an authorization that the provider has let go': async () => {
    const orderId = await settled();
    const about = await intentOf(orderId);
    await unsettle(orderId, 'payment', 'authorized');
    await admin`update orders.orders set announce_at = null, parked_at = now() where order_id = ${orderId}`;
    await setStep('billing.payments', orderId, { status: 'authorized' });
    changeIntent(about, 'status', '"canceled"');
    return [{ kind: 'hold-missing', about, orderId, repair: 'by-hand' }];
  },
  'a booking that the carrier does not know of': async () => {
    const orderId = await settled();
    write('carrier', 'delete from shipments where reference = ?', orderId);
    return [{ kind: 'booking-missing', about: orderId, repair: 'by-hand' }];
  },
  'money that is held for a cancelled order': async () => {
    const about = await hold(await refused());
    return [{ kind: 'money-held', about, repair: 'release-intent' }];
  },
  'money that was taken twice': async () => {
    const about = await hold(await settled());
    await stripe(`/v1/payment_intents/${about}/capture`, {});
    return [{ kind: 'money-twice', about, repair: 'release-intent' }];
  },
  'money that was refunded in the dashboard': async () => {
    const about = await intentOf(await settled());
    await stripe('/v1/refunds', { payment_intent: about, amount: '100' });
    return [{ kind: 'money-differs', about, repair: 'by-hand' }];
  },
  'money that was never taken': async () => {
    const about = await intentOf(await settled());
    changeIntent(about, 'status', '"canceled"');
    return [{ kind: 'money-missing', about, repair: 'by-hand' }];
  },
  'an authorization that is about to expire': async () => {
    const orderId = await settled();
    const about = await intentOf(orderId);
    await unsettle(orderId, 'payment', 'authorized');
    await admin`update orders.orders set announce_at = null, parked_at = now() where order_id = ${orderId}`;
    await setStep('billing.payments', orderId, { status: 'authorized' });
    changeIntent(about, 'status', '"requires_capture"');
    changeIntent(about, 'created', String(Math.floor(Date.now() / 1000) - 6 * 24 * 3600));
    return [{ kind: 'authorization-expiring', about, orderId, repair: 'by-hand' }];
  },
  'a booking for a cancelled order': async () => {
    const orderId = await refused();
    write(
      'carrier',
      "insert into shipments (reference, trackingNumber, status) values (?, 'SBX1', 'booked') on conflict (reference) do update set status = 'booked'",
      orderId,
    );
    return [{ kind: 'booking-held', about: orderId, repair: 'release-booking' }];
  },
  'a booking that the carrier has cancelled': async () => {
    const orderId = await settled();
    write('carrier', "update shipments set status = 'cancelled' where reference = ?", orderId);
    return [{ kind: 'booking-missing', about: orderId, repair: 'by-hand' }];
  },
  'a booking under another number': async () => {
    const orderId = await settled();
    write('carrier', "update shipments set trackingNumber = 'SBX2' where reference = ?", orderId);
    return [{ kind: 'booking-differs', about: orderId, repair: 'by-hand' }];
  },
  'counters that nothing accounts for': async () => {
    const { productId } = products.monitor;
    await update({
      table: 'stock',
      key: { productId },
      set: 'reserved = reserved + :some, available = available - :some',
      values: { ':some': 3 },
    });
    return [{ kind: 'stock-miscounted', about: productId, repair: 'recount' }];
  },
  'counters that do not add up': async () => {
    const { productId } = products.headphones;
    await update({ table: 'stock', key: { productId }, set: 'reserved = reserved + :some', values: { ':some': 2 } });
    return [{ kind: 'stock-unbalanced', about: productId, repair: 'recount' }];
  },
};

const byHand = (found: readonly Drift[]) => found.filter(({ repair }) => repair === 'by-hand');
const namesOf = (found: readonly Partial<Drift>[]) => found.map(({ kind, about }) => `${kind} ${about}`).sort();

describe('comparing the books', () => {
  test('finds nothing when all is well, and ignores what is in flight', async () => {
    await settled();
    await refused();
    await world.stack.services.billing.kill('SIGSTOP');
    const lines = [{ productId: products.mouse.productId, quantity: 1 }];
    const { orderId } = await expectStatus(world.customer.place({ lines }), 202);
    await world.stack.services.billing.kill('SIGCONT');
    const run = await reconcile();
    expect(run.text).toContain('All books agree.');
    expect(run).toMatchObject({ found: [], drifts: 0, endedAt: expect.any(String), isIncomplete: false });
    await world.customer.orderWhen(orderId, ({ settled }) => settled, 60);
  });

  test('reports every kind of drift, repairs what it can with the services’ own steps, and finds none of it again', async () => {
    const planted: Partial<Drift>[] = [];
    for (const plant of Object.values(plants)) planted.push(...(await plant()));

    const seen = await reconcile();
    for (const drift of planted) expect(seen.found).toContainEqual(expect.objectContaining({ ...drift, outcome: 'suggested' }));
    expect(seen.isIncomplete).toBe(true);

    const mended = await reconcile('--apply', '--because', 'a backup was restored');
    expect(mended.found.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(mended.found.every(({ repair, outcome }) => outcome === (repair === 'by-hand' ? 'suggested' : 'repaired'))).toBe(true);
    const expected = namesOf(byHand(planted as Drift[]));
    await eventually(async () => expect(namesOf((await reconcile()).found)).toEqual(expected), 60);

    expect(await world.witness.slate(lost, { deadLettersBefore: await world.witness.deadLetters() })).toMatchObject({
      ...{ held: 0, committed: 0, captured: 0, booked: 0 },
    });
    expect(await world.witness.deadLetters()).toBe(0);
    expect(await world.witness.stock(products.monitor.productId)).toMatchObject({ available: 60, reserved: 0, committed: 0 });
    expect(await world.witness.stock(products.headphones.productId)).toMatchObject({ available: 120, reserved: 0, committed: 0 });
  }, 300_000);

  test('records who compared, when and why, and what was found', async () => {
    const { json } = await execute(readCommand(['reconciliations', '--limit', '100']), world.operator);
    const { items } = json as { items: { runId: string; reason: string; drifts: number; repaired: number; apply: boolean }[] };
    const [applied] = items.filter(({ apply }) => apply);
    expect(applied).toMatchObject({ reason: 'a backup was restored', operatorId: expect.any(String) });
    const shown = (await execute(readCommand(['reconciliation', applied?.runId ?? '']), world.operator)).text;
    expect(shown).toContain(`${applied?.drifts} drifts, ${applied?.repaired} repaired`);
    const dossier = (await execute(readCommand(['order', lost]), world.operator)).text;
    expect(dossier).toMatch(/adopt by [\w-]+: a backup was restored \(intent-without-order\)/);
  });
});
