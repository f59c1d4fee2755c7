import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { type Payment, steps, toEvent } from '../../../../containers/billing/domain.ts';
import { conclude, type EffectResult, effectOf, isTransient } from '../../../../containers/billing/effects.ts';
import { createPaymentStore, type PaymentStore } from '../../../../containers/billing/store.ts';
import { anOrder } from '../../../support/an-order.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { rowsOf } from '../../../support/rows.ts';
import { describeRights } from '../../../support/service-rights.ts';

let postgresql: TestDatabase;
let database: Database;
let admin: postgres.Sql;
let store: PaymentStore;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['billing', 'orders'] });
  database = connect(postgresql.urlOf('billing'), { connectionsMax: 10, name: 'billing' });
  admin = postgres(postgresql.adminUrl, { max: 5, onnotice: () => undefined });
  store = createPaymentStore(database);
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const decide = decideBy<Payment>('billing', steps);
const { load, save } = rowsOf<Payment>(() => store, { none: { status: 'none' }, toEvent });

const order = anOrder();
const amount = order.placement.total;
const events: Event[] = [
  order.placed(),
  order.tell('StockReserved', { lines: order.placement.lines.map(({ productId, quantity }) => ({ productId, quantity })) }),
  order.confirmed(),
  order.tell('ShipmentFailed', { code: 'undeliverable_address' }),
  order.cancelled(),
  { ...order.cancelled(), time: new Date(Date.now() + 3_600_000).toISOString() },
];
const refusal: EffectResult = { did: 'refuse', code: 'card_declined' };
const resultsOf = (payment: Payment): EffectResult[] => {
  const effect = effectOf(payment);
  if (!effect) return [];
  if (effect === 'create') return [{ did: 'create', intentId: `pi_${randomUUID()}` }, refusal];
  if (effect === 'cancel') return [{ did: 'cancel' }, { did: 'captureFirst' }];
  if (effect === 'find')
    return [{ did: 'findNothing' }, { did: 'find', intentId: `pi_${randomUUID()}`, amount, paymentMethod: 'pm_card_visa' }];
  return effect === 'refund' ? [{ did: 'refund' }] : [{ did: effect }, refusal];
};
const nextOf = (payment: Payment): Payment[] =>
  [...events.map((event) => decide(payment, event)), ...resultsOf(payment).map((result) => conclude(payment, result))].filter(
    (next) => next !== 'tooEarly' && next !== payment,
  ) as Payment[];

/** Every payment that events and results can lead to, each with one path of states to it. */
function ways(): Payment[][] {
  const start: Payment[] = [{ status: 'none' }];
  const found = new Map([['none', start]]);
  for (const [, way] of found) {
    for (const next of nextOf(way.at(-1) as Payment)) {
      const name = JSON.stringify(next).replace(/pi_[\w-]+/, 'pi');
      if (!found.has(name)) found.set(name, [...way, next]);
    }
  }
  return [...found.values()];
}

async function walk(way: Payment[], orderId: string = randomUUID()) {
  let current = await load(orderId);
  for (const state of way.slice(1)) current = await save(current, state);
  return current;
}
/** Two orders never share an intent. */
const fresh = (way: Payment[]): Payment[] => JSON.parse(JSON.stringify(way).replaceAll(/pi_[\w-]+/g, `pi_${randomUUID()}`));

describe('a payment', () => {
  test('has no status before anything is known about it', async () => {
    expect(await store.load(randomUUID())).toBeUndefined();
  });

  test.each(ways().map((way) => [way.map(({ status }) => status).join(' > '), way] as const))(
    'is read as it was written: %s',
    async (_, way) => {
      const written = await walk(fresh(way));
      const read = await load(written.orderId);
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(written)));
      expect(read.event?.type).toBe(toEvent(read.state)?.type);
    },
  );

  test('returns the same event, byte for byte, every time', async () => {
    const { orderId, event } = await walk(fresh(ways().find((one) => one.at(-1)?.status === 'authorized') as Payment[]));
    const read = await load(orderId);
    expect(read.event).toEqual(event);
    expect(JSON.stringify((await load(orderId)).event)).toBe(JSON.stringify(read.event));
  });

  test('is changed by only one of two decisions on the same version, first or later', async () => {
    for (let round = 0; round < 20; round++) {
      const orderId = randomUUID();
      for (const changes of [events.slice(0, 2), [events[1], events[4]]] as Event[][]) {
        const current = await load(orderId);
        const all = await Promise.allSettled(changes.map((event) => save(current, decide(current.state, event) as Payment)));
        const lost = all.filter(({ status }) => status === 'rejected');
        expect(lost.length).toBeLessThanOrEqual(1);
        for (const one of lost) expect(one).toEqual({ status: 'rejected', reason: expect.any(VersionConflictError) });
        expect((await load(orderId)).version).toBe(current.version + 1);
        await admin`delete from billing.payments where order_id = ${orderId}`;
      }
    }
  });

  test('cancelled before it was requested leaves a tombstone that no late trigger revives', async () => {
    const searching = decide({ status: 'none' }, order.cancelled()) as Payment;
    const { orderId, state } = await walk([{ status: 'none' }, searching, conclude(searching, { did: 'findNothing' })]);
    expect(state).toMatchObject({ status: 'voided', customerId: order.placement.customerId });
    for (const event of events) {
      const current = await load(orderId);
      expect(decide(current.state, event)).toBe(current.state);
    }
    expect((await store.find(orderId))?.version).toBe(2);
  });

  test('has its amount, status and intent in columns', async () => {
    const way = fresh(ways().find((one) => one.at(-1)?.status === 'captured') as Payment[]);
    const { orderId, state } = await walk(way);
    const { intentId } = state as { intentId: string };
    expect(await store.find(orderId)).toMatchObject({ status: 'captured', ...amount, amount: amount.amount, intentId });
  });
});

// Raw SQL as the administrator: the database itself must refuse what the code would never do.
describe('the guard', () => {
  const samples = new Map(ways().flatMap((way) => way.map((state) => [state.status, state] as const)));
  const statuses = [...samples.keys()].filter((status) => status !== 'none');
  // A state that is not stored before its effect may still be stored by replicas of an earlier version.
  const storedNext = (payment: Payment): Payment[] =>
    nextOf(payment).flatMap((next) => (isTransient(next) ? [next, ...storedNext(next)] : [next]));
  const allowed = new Set(
    ways().flatMap((way) => storedNext(way.at(-1) as Payment).map((next) => `${way.at(-1)?.status} ${next.status}`)),
  );
  const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to, may: allowed.has(`${from} ${to}`) })));

  const given = async (status: string) => {
    const orderId = randomUUID();
    const state = { status, intentId: `pi_${orderId}`, terms: order.placement };
    await admin`insert into billing.payments (order_id, version, state) values (${orderId}, 1, ${admin.json(state as never)})`;
    const change = (changed: object) =>
      admin`update billing.payments set version = 2, state = ${admin.json({ ...state, ...changed } as never)} where order_id = ${orderId}`;
    return change;
  };

  test.each(pairs.filter(({ may }) => may))('lets a payment go from $from to $to', async ({ from, to }) => {
    await expect((await given(from))({ status: to })).resolves.toBeDefined();
  });

  test.each(pairs.filter(({ may }) => !may))('does not let a payment go from $from to $to', async ({ from, to }) => {
    await expect((await given(from))({ status: to })).rejects.toMatchObject({ code: '23514' });
  });

  test.each(['capturing', 'abandoning', 'searching', 'voiding', 'refunding'])(
    'lets a payment that is %s record its trouble, and nothing else',
    async (status) => {
      const trouble = { tries: 1, since: '2026-05-04T10:00:00.000Z', reason: 'no', givenUp: false };
      await expect((await given(status))({ trouble })).resolves.toBeDefined();
      await expect((await given(status))({ trouble, code: 'other' })).rejects.toMatchObject({ code: '23514' });
    },
  );

  test.each(['authorized', 'captured', 'voided', 'failed'])('lets no payment that is %s be in trouble', async (status) => {
    await expect((await given(status))({ trouble: { tries: 1 } })).rejects.toMatchObject({ code: '23514' });
  });

  test('knows every status', () => {
    expect(statuses.sort()).toEqual(
      [
        'abandoning',
        'authorized',
        'captured',
        'capturing',
        'confirming',
        'creating',
        'failed',
        'refunded',
        'refunding',
        'searching',
        'voided',
        'voiding',
        'waiting',
      ].sort(),
    );
  });

  test.each([
    ['terms', { terms: { amount: 1 } }],
    ['terms, by dropping them', { terms: undefined }],
    ['intent', { intentId: 'pi_other' }],
    ['intent, by dropping it', { intentId: undefined }],
  ])('keeps the %s', async (_, changed) => {
    await expect((await given('authorized'))({ status: 'capturing', ...changed })).rejects.toMatchObject({ code: '23514' });
  });

  test('prevents two orders from sharing an intent, and a payment from changing its order', async () => {
    const way = ways().find((one) => one.at(-1)?.status === 'confirming') as Payment[];
    const { orderId } = await walk(way);
    await expect(walk(way)).rejects.toMatchObject({ code: '23505' });
    await expect(admin`update billing.payments set order_id = ${randomUUID()} where order_id = ${orderId}`).rejects.toMatchObject(
      { code: '23514' },
    );
  });
});

describeRights({ service: 'billing', table: 'payments', another: 'orders.orders', database: () => postgresql });
