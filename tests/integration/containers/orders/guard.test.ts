import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { describeRights } from '../../../support/service-rights.ts';

// Raw SQL as the administrator: the database itself must refuse what the code would never do.
let postgresql: TestDatabase;
let admin: postgres.Sql;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders', 'billing'] });
  admin = postgres(postgresql.adminUrl, { max: 5, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await postgresql.stop();
});

type Row = Partial<{
  stock: string;
  payment: string;
  shipment: string;
  decision: string;
  reason: string | null;
  settled: boolean;
  cancellation_announced: boolean;
  ship_to: string | { city?: string };
}>;

async function given(row: Row = {}): Promise<string> {
  const orderId = randomUUID();
  const rest = { lines: '[]', ship_to: '{}', event: '{}', version: 1, deadline: '2030-01-01' };
  const placed = { order_id: orderId, customer_id: randomUUID(), idempotency_key: randomUUID(), request_hash: 'hash' };
  const paid = { total_amount: 2600, currency: 'USD', payment_method: 'pm_card_visa' };
  await admin`insert into orders.orders ${admin({ ...placed, ...paid, ...rest, ...row } as Record<string, unknown> as Record<string, string>)}`;
  return orderId;
}

const change = (orderId: string, row: Row | Record<string, unknown>) =>
  admin`update orders.orders set ${admin(row as Record<string, string>)} where order_id = ${orderId}`;
const refused = { code: '23514' };

const ladders = {
  stock: [['none'], ['reserved'], ['committed'], ['released', 'rejected']],
  payment: [['none'], ['authorized'], ['captured'], ['failed', 'voided', 'refunded']],
  shipment: [['none'], ['booked'], ['ready'], ['dispatched'], ['delivered'], ['failed', 'cancelled']],
};
const steps = Object.entries(ladders).flatMap(([fact, ladder]) => {
  const rungs = ladder.flatMap((names, rung) => names.map((name) => ({ name, rung })));
  return rungs.flatMap((from) =>
    rungs.map((to) => ({ fact, from: from.name, to: to.name, up: to.rung > from.rung || from.name === to.name })),
  );
});

describe('a fact', () => {
  test.each(steps.filter(({ up }) => up))('$fact may go from $from to $to', async ({ fact, from, to }) => {
    const orderId = await given({ [fact]: from });
    await expect(change(orderId, { [fact]: to })).resolves.toBeDefined();
  });

  test.each(steps.filter(({ up }) => !up))('$fact may not go from $from to $to', async ({ fact, from, to }) => {
    const orderId = await given({ [fact]: from });
    await expect(change(orderId, { [fact]: to })).rejects.toMatchObject(refused);
  });

  test.each([
    ['stock', 'captured'],
    ['payment', 'reserved'],
    ['shipment', 'voided'],
    ['stock', 'mislaid'],
  ])('%s cannot be %s', async (fact, value) => {
    const orderId = await given();
    await expect(change(orderId, { [fact]: value })).rejects.toMatchObject(refused);
    await expect(given({ [fact]: value })).rejects.toMatchObject(refused);
  });
});

describe('what was agreed', () => {
  test.each([
    ['order_id', randomUUID()],
    ['customer_id', randomUUID()],
    ['idempotency_key', 'another'],
    ['request_hash', 'another'],
    ['lines', '[1]'],
    ['total_amount', 1],
    ['currency', 'EUR'],
    ['payment_method', 'pm_card_amex'],
    ['ship_to', '{"city":"Paris"}'],
    ['placed_at', '2020-01-01'],
    ['deadline', '2040-01-01'],
  ])('cannot change: %s', async (column, value) => {
    const orderId = await given();
    await expect(change(orderId, { [column]: value })).rejects.toMatchObject(refused);
  });
});

describe('a decision', () => {
  const cancelled = { decision: 'cancelled', reason: 'CUSTOMER' };

  test.each([
    ['open to confirmed', {}, { decision: 'confirmed' }],
    ['open to cancelled', {}, cancelled],
    ['confirmed to cancelled when the capture fails', { decision: 'confirmed' }, { ...cancelled, payment: 'failed' }],
  ])('may go from %s', async (_, before, after) => {
    await expect(change(await given(before), after)).resolves.toBeDefined();
  });

  test.each([
    ['confirmed to open', { decision: 'confirmed' }, { decision: 'open' }],
    ['cancelled to open', cancelled, { decision: 'open', reason: null }],
    ['cancelled to confirmed', cancelled, { decision: 'confirmed', reason: null }],
    ['confirmed to cancelled for another reason', { decision: 'confirmed' }, cancelled],
    ['open to cancelled without a reason', {}, { decision: 'cancelled' }],
    ['open to confirmed with a reason', {}, { decision: 'confirmed', reason: 'CUSTOMER' }],
    ['open to anything else', {}, { decision: 'postponed' }],
    ['one reason to another', cancelled, { reason: 'EXPIRED' }],
  ])('may not go from %s', async (_, before, after) => {
    await expect(change(await given(before), after)).rejects.toMatchObject(refused);
  });
});

describe('a settled order', () => {
  const confirmed = { decision: 'confirmed', stock: 'committed', payment: 'captured', shipment: 'ready', settled: true };
  const cancelled = {
    decision: 'cancelled',
    reason: 'CUSTOMER',
    stock: 'released',
    payment: 'voided',
    shipment: 'cancelled',
    settled: true,
    cancellation_announced: true,
  };

  test.each([
    ['its shipment is dispatched', { shipment: 'dispatched' }],
    ['its shipment is delivered', { shipment: 'delivered' }],
    ['nothing but its version', { version: 7 }],
  ])('may change when %s', async (_, after) => {
    await expect(change(await given(confirmed), after)).resolves.toBeDefined();
  });

  test.each([
    ['stock', { stock: 'released' }],
    ['payment', { payment: 'refunded' }],
    ['shipment, for a cancelled one', { shipment: 'cancelled' }],
    ['decision, though the capture failed', { decision: 'cancelled', reason: 'CAPTURE_FAILED', payment: 'failed' }],
    ['settledness', { settled: false }],
  ])('may not change its %s', async (_, after) => {
    await expect(change(await given(confirmed), after)).rejects.toMatchObject(refused);
  });

  test('that was cancelled cannot change', async () => {
    const orderId = await given(cancelled);
    for (const after of [
      { reason: 'EXPIRED' },
      { settled: false },
      { shipment: 'failed' },
      { payment: 'failed' },
      { stock: 'rejected' },
    ])
      await expect(change(orderId, after)).rejects.toMatchObject(refused);
  });

  test.each([
    ['open', {}],
    ['confirmed with its stock only reserved', { ...confirmed, stock: 'reserved', settled: false }],
    ['confirmed with its payment only authorized', { ...confirmed, payment: 'authorized', settled: false }],
    ['confirmed with its shipment only booked', { ...confirmed, shipment: 'booked', settled: false }],
    ['cancelled without being announced', { ...cancelled, cancellation_announced: false, settled: false }],
    ['cancelled with its stock held', { ...cancelled, stock: 'reserved', settled: false }],
    ['cancelled with its money held', { ...cancelled, payment: 'authorized', settled: false }],
    ['cancelled with its money taken', { ...cancelled, payment: 'captured', settled: false }],
    ['cancelled with its parcel booked', { ...cancelled, shipment: 'booked', settled: false }],
  ])('cannot be one that is %s', async (_, before) => {
    await expect(change(await given(before), { settled: true })).rejects.toMatchObject(refused);
  });
});

describe('archiving', () => {
  const settled = { decision: 'confirmed', stock: 'committed', payment: 'captured', shipment: 'delivered', settled: true };
  const archived = { archived_at: '2026-11-28', ship_to: {} };
  const withAddress = (row: Row) => given({ ...row, ship_to: { city: 'London' } });

  test('removes the address of a settled order, whose parcel may still arrive', async () => {
    const orderId = await withAddress({ ...settled, shipment: 'dispatched' });
    await expect(change(orderId, archived)).resolves.toBeDefined();
    await expect(change(orderId, { shipment: 'delivered', version: 2 })).resolves.toBeDefined();
  });

  test.each([
    ['of an unsettled order', {}, archived],
    ['without archiving', settled, { ship_to: {} }],
    ['for another one', settled, { ...archived, ship_to: { city: 'Paris' } }],
  ])('cannot remove the address %s', async (_, before, after) => {
    await expect(change(await withAddress(before), after)).rejects.toMatchObject(refused);
  });

  test.each([
    ['undone', { archived_at: null }],
    ['dated again', { archived_at: '2026-11-29' }],
    ['followed by another address', { ship_to: { city: 'London' } }],
    ['a way to change the rest', { lines: '[1]' }],
  ])('cannot be %s', async (_, after) => {
    const orderId = await withAddress(settled);
    await change(orderId, archived);
    await expect(change(orderId, after)).rejects.toMatchObject(refused);
  });
});

describeRights({ service: 'orders', table: 'orders', another: 'billing.payments', database: () => postgresql });
