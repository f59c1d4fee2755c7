import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { Event } from '#events/index.ts';
import { VersionConflictError } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import {
  conclude,
  type EffectResult,
  effectOf,
  noteAnnounced,
  type Shipment,
  steps,
  toEvent,
} from '../../../../containers/shipping/domain.ts';
import { createShipmentStore, type ShipmentStore } from '../../../../containers/shipping/store.ts';
import { anOrder } from '../../../support/an-order.ts';
import { decideBy } from '../../../support/decide-by.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { rowsOf } from '../../../support/rows.ts';
import { describeRights } from '../../../support/service-rights.ts';

let postgresql: TestDatabase;
let database: Database;
let admin: postgres.Sql;
let store: ShipmentStore;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['shipping', 'orders'] });
  database = connect(postgresql.urlOf('shipping'), { connectionsMax: 10, name: 'shipping' });
  admin = postgres(postgresql.adminUrl, { max: 5, onnotice: () => undefined });
  store = createShipmentStore(database);
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const decide = decideBy<Shipment>('shipping', steps);
const { load, save } = rowsOf<Shipment>(() => store, { none: { status: 'none' }, toEvent });

const order = anOrder();
const amount = order.placement.total;
const events: Event[] = [
  order.placed(),
  order.tell('PaymentAuthorized', { amount }),
  order.tell('PaymentCaptured', { amount }),
  order.cancelled(),
];
const resultsOf = (shipment: Shipment): EffectResult[] => {
  const effect = effectOf(shipment);
  if (!effect) return [];
  return effect === 'cancel'
    ? [{ did: 'cancel' }]
    : [
        { did: 'book', trackingNumber: 'SBX-1' },
        { did: 'refuse', code: 'undeliverable' },
      ];
};
const nextOf = (shipment: Shipment): Shipment[] =>
  [
    ...events.map((event) => decide(shipment, event)),
    ...resultsOf(shipment).map((result) => conclude(shipment, result)),
    steps.dispatchShipment(shipment),
    steps.deliverShipment(shipment),
    noteAnnounced(shipment),
  ].filter((next) => typeof next === 'object' && next !== shipment) as Shipment[];

/** Every shipment that events, results and operators can lead to, each with one path of states to it. */
function ways(): Shipment[][] {
  const start: Shipment[] = [{ status: 'none' }];
  const found = new Map([['none', start]]);
  for (const [, way] of found) {
    for (const next of nextOf(way.at(-1) as Shipment)) {
      const name = JSON.stringify(next);
      if (!found.has(name)) found.set(name, [...way, next]);
    }
  }
  return [...found.values()];
}
const wayTo = (status: Shipment['status']) => ways().find((way) => way.at(-1)?.status === status) as Shipment[];

async function walk(way: Shipment[], orderId: string = randomUUID()) {
  let current = await load(orderId);
  for (const state of way.slice(1)) current = await save(current, state);
  return current;
}

describe('a shipment', () => {
  test('has no status before anything is known about it', async () => {
    expect(await store.load(randomUUID())).toBeUndefined();
  });

  test.each(ways().map((way) => [way.map(({ status }) => status).join(' > '), way] as const))(
    'is read as it was written: %s',
    async (_, way) => {
      const written = await walk(way);
      const read = await load(written.orderId);
      expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(written)));
      expect(read.event?.type).toBe(toEvent(read.state)?.type);
      expect((await store.find(written.orderId))?.status ?? 'none').toBe(written.state.status);
    },
  );

  test('is changed by only one of two decisions on the same version, first or later', async () => {
    for (let round = 0; round < 20; round++) {
      const orderId = randomUUID();
      await walk(round % 2 === 0 ? [{ status: 'none' }] : wayTo('waiting'), orderId);
      const current = await load(orderId);
      const changes = nextOf(current.state).slice(0, 2);
      expect(changes).toHaveLength(2);
      const outcomes = await Promise.allSettled(changes.map((change) => save(current, change)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(VersionConflictError) });
    }
  });

  test('may have the tracking number of an earlier one, because carriers reuse them', async () => {
    const [earlier, later] = [await walk(wayTo('delivered')), await walk(wayTo('booked'))];
    expect(later.state).toMatchObject({ status: 'booked', trackingNumber: 'SBX-1' });
    expect(earlier.state).toMatchObject({ status: 'delivered', trackingNumber: 'SBX-1' });
  });

  test('cancelled before it was requested leaves a tombstone that no late trigger revives', async () => {
    const { orderId } = await walk([{ status: 'none' }, decide({ status: 'none' }, order.cancelled()) as Shipment]);
    for (const trigger of events) {
      const current = await load(orderId);
      expect(decide(current.state, trigger)).toBe(current.state);
    }
    expect((await store.find(orderId))?.version).toBe(1);
  });
});

const dueNow = (orderIds: string[]) =>
  admin`update shipping.shipments set announce_at = now() - interval '1 second' where order_id in ${admin(orderIds)}`;
const announceAt = async (orderId: string) => (await store.find(orderId))?.announceAt;

describe('an operator’s event', () => {
  test('is announced again until its publication is recorded; an answer is not', async () => {
    const row = await walk(wayTo('dispatched'));
    expect(await announceAt(row.orderId)).toBeInstanceOf(Date);
    await dueNow([row.orderId]);
    expect(await store.claimDue(10)).toEqual([row.event]);
    expect(await store.claimDue(10)).toEqual([]);
    await save(row, noteAnnounced(row.state));
    expect(await announceAt(row.orderId)).toBeNull();
    expect(await announceAt((await walk(wayTo('ready'))).orderId)).toBeNull();
  });

  test('is taken by one of four concurrent announcers', async () => {
    await admin`update shipping.shipments set announce_at = null`;
    const orderIds: string[] = [];
    for (let count = 0; count < 60; count++) orderIds.push((await walk(wayTo('dispatched'))).orderId);
    await dueNow(orderIds);
    const claimed: string[] = [];
    const claimAll = async () => {
      for (let due = await store.claimDue(7); due.length > 0; due = await store.claimDue(7))
        claimed.push(...due.map(({ subject }) => subject));
    };
    await Promise.all([claimAll(), claimAll(), claimAll(), claimAll()]);
    expect(claimed.sort()).toEqual(orderIds.sort());
  });

  test('that was recorded does not silence its successor', async () => {
    const dispatched = await walk(wayTo('dispatched'));
    const noted = await save(dispatched, noteAnnounced(dispatched.state));
    await save(noted, steps.deliverShipment(noted.state) as Shipment);
    expect(await announceAt(dispatched.orderId)).toBeInstanceOf(Date);
  });
});

// Raw SQL as the administrator: the database itself must refuse what the code would never do.
describe('the guard', () => {
  const statuses = [...new Set(ways().flatMap((way) => way.map(({ status }) => status)))].filter((status) => status !== 'none');
  const allowed = new Set(
    ways().flatMap((way) => nextOf(way.at(-1) as Shipment).map((next) => `${way.at(-1)?.status} ${next.status}`)),
  );
  // Recording an announcement is not a step.
  for (const status of statuses) allowed.delete(`${status} ${status}`);
  const pairs = statuses.flatMap((from) => statuses.map((to) => ({ from, to, may: allowed.has(`${from} ${to}`) })));

  const given = async (status: string) => {
    const orderId = randomUUID();
    const consignee = { customerId: order.placement.customerId, shipTo: order.placement.shipTo };
    const state = { status, consignee, trackingNumber: `SBX-${orderId}` };
    await admin`insert into shipping.shipments (order_id, version, state) values (${orderId}, 1, ${admin.json(state as never)})`;
    return (changed: object, version = 2) =>
      admin`update shipping.shipments set version = ${version}, state = ${admin.json({ ...state, ...changed } as never)} where order_id = ${orderId}`;
  };

  test.each(pairs.filter(({ may }) => may))('lets a shipment go from $from to $to', async ({ from, to }) => {
    await expect((await given(from))({ status: to })).resolves.toBeDefined();
  });

  test.each(pairs.filter(({ may }) => !may))('does not let a shipment go from $from to $to', async ({ from, to }) => {
    await expect((await given(from))({ status: to })).rejects.toMatchObject({ code: '23514' });
  });

  test('knows every status', () => {
    expect(statuses.sort()).toEqual([
      'booked',
      'booking',
      'cancelled',
      'cancelling',
      'delivered',
      'dispatched',
      'failed',
      'ready',
      'waiting',
    ]);
  });

  test.each([
    ['tracking number', { trackingNumber: 'SBX-other' }],
    ['tracking number, by dropping it', { trackingNumber: undefined }],
    ['addressee', { consignee: { customerId: randomUUID() } }],
    ['addressee, by dropping them', { consignee: undefined }],
  ])('keeps the %s', async (_, changed) => {
    await expect((await given('ready'))({ status: 'dispatched', ...changed })).rejects.toMatchObject({ code: '23514' });
  });

  test.each(['dispatched', 'delivered', 'failed', 'cancelled'])(
    'lets a shipment that is %s lose its address only',
    async (status) => {
      const change = await given(status);
      const { customerId } = order.placement;
      await expect(change({ consignee: { customerId }, trackingNumber: 'SBX-other' })).rejects.toMatchObject({ code: '23514' });
      await expect(change({ consignee: undefined })).rejects.toMatchObject({ code: '23514' });
      await expect(change({ consignee: { customerId } })).resolves.toBeDefined();
    },
  );

  test.each(['waiting', 'booking', 'booked', 'ready', 'cancelling'])('keeps the address of one that is %s', async (status) => {
    const { customerId } = order.placement;
    await expect((await given(status))({ consignee: { customerId } })).rejects.toMatchObject({ code: '23514' });
  });

  test('does not let the state change without the version', async () => {
    await expect((await given('ready'))({ trackingNumber: 'SBX-other' }, 1)).rejects.toMatchObject({ code: '23514' });
  });

  test('allows only recording that a dispatch was announced, and nothing else with it', async () => {
    const change = await given('dispatched');
    await expect(change({ announced: true, trackingNumber: 'SBX-other' })).rejects.toMatchObject({ code: '23514' });
    await expect(change({ announced: true })).resolves.toBeDefined();
  });
});

describeRights({ service: 'shipping', table: 'shipments', another: 'orders.orders', database: () => postgresql });
