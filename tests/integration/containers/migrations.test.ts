import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { startTestDatabase, type TestDatabase } from '../../support/postgres.ts';

// A new version of a guard runs alongside older replicas, so it may allow more than its predecessor, but never less.
let postgresql: TestDatabase;
let admin: postgres.Sql;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['billing', 'shipping', 'orders'] });
  admin = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => {
  await admin?.end();
  await postgresql?.stop();
});

type State = Record<string, unknown>;
type Guard = { table: string; first: string; statuses: string[]; state: (status: string) => State; variants: State[] };

const payments: Guard = {
  table: 'billing.payments',
  first: '../../../containers/billing/migrations/0001_guard.sql',
  statuses: [
    ...['waiting', 'creating', 'confirming', 'authorized', 'capturing', 'captured', 'abandoning', 'failed'],
    ...['voiding', 'voided', 'refunding', 'refunded'],
  ],
  state: (status) => ({ status, terms: { amount: { amount: 1, currency: 'USD' } }, intentId: `pi_${randomUUID()}` }),
  variants: [
    {},
    { trouble: { tries: 1 } },
    { terms: {} },
    { terms: undefined },
    { intentId: 'pi_other' },
    { intentId: undefined },
  ],
};
const shipments: Guard = {
  table: 'shipping.shipments',
  first: '../../../containers/shipping/migrations/0001_guard.sql',
  statuses: ['waiting', 'booking', 'booked', 'ready', 'dispatched', 'delivered', 'failed', 'cancelling', 'cancelled'],
  state: (status) => ({ status, consignee: { customerId: 'c' }, trackingNumber: `T-${randomUUID()}` }),
  variants: [
    {},
    { announced: true },
    { trouble: { tries: 1 } },
    { consignee: {} },
    { consignee: undefined },
    { trackingNumber: 'T-other' },
    { another: 1 },
  ],
};

/** Every change that the guard allows, as `from > to` and what else changes. Everything is rolled back. */
async function letThrough(sql: postgres.TransactionSql, { table, statuses, state, variants }: Guard): Promise<string[]> {
  const found: string[] = [];
  for (const from of statuses) {
    const [orderId, before] = [randomUUID(), state(from)];
    await sql`insert into ${sql(table)} (order_id, version, state) values (${orderId}, 1, ${sql.json(before as never)})`;
    for (const to of statuses)
      for (const change of variants) {
        const after = { ...before, ...change, status: to };
        const update = (inner: postgres.TransactionSql) =>
          inner`update ${inner(table)} set version = 2, state = ${inner.json(after as never)} where order_id = ${orderId}`;
        if (await passes(sql, update)) found.push(`${from} > ${to} ${Object.keys(change)}`.trim());
      }
  }
  return found;
}

/** Whether the guard allows a change, which is rolled back immediately. */
async function passes(
  sql: postgres.TransactionSql,
  change: (sql: postgres.TransactionSql) => PromiseLike<unknown>,
): Promise<boolean> {
  const takenBack = new Error('let through');
  try {
    await sql.savepoint(async (inner) => {
      await change(inner);
      throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) expect(error).toMatchObject({ code: '23514' });
    return error === takenBack;
  }
  throw new Error('not taken back');
}

/** What the current guard allows, and what the first one did. */
async function compare(guard: Guard): Promise<{ now: string[]; before: string[] }> {
  const first = await readFile(new URL(guard.first, import.meta.url), 'utf8');
  const [definition = ''] = first.split('--> statement-breakpoint');
  const undone = new Error('undone');
  const result = { now: [] as string[], before: [] as string[] };
  const comparing = admin.begin(async (sql) => {
    result.now = await letThrough(sql, guard);
    await sql.unsafe(definition.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
    result.before = await letThrough(sql, guard);
    throw undone;
  });
  await expect(comparing).rejects.toBe(undone);
  return result;
}

describe('the guard of payments', () => {
  test('allows what it allowed before, and steps over states that are no longer stored', async () => {
    const { now, before } = await compare(payments);
    expect(before).toContain('waiting > creating');
    expect(now).toEqual(expect.arrayContaining(before));
    const added = now.filter((change) => !before.includes(change));
    expect(added.filter((change) => !change.endsWith(' trouble'))).toEqual([
      'waiting > confirming',
      'waiting > failed',
      'authorized > captured',
      'authorized > abandoning',
    ]);
    expect(added.filter((change) => /^(\w+) > \1 trouble$/.test(change))).toEqual([
      'capturing > capturing trouble',
      'abandoning > abandoning trouble',
      'voiding > voiding trouble',
      'refunding > refunding trouble',
    ]);
  });
});

describe('the guard of shipments', () => {
  test('allows what it allowed before, a shipment’s new fields, and asking the carrier for an unbooked one', async () => {
    const { now, before } = await compare(shipments);
    expect(before).toContain('ready > dispatched');
    expect(now).toEqual(expect.arrayContaining(before));
    const announced = shipments.statuses.map((status) => `${status} > ${status} announced`);
    const added = now.filter((change) => !before.includes(change) && !change.startsWith('waiting > cancelling'));
    expect(new Set(added)).toEqual(new Set([...announced, 'cancelling > cancelling trouble']));
  });
});

test('pages of frequently changed tables have room for changes', async () => {
  const tables = await admin`
    select relnamespace::regnamespace || '.' || relname as name from pg_class where 'fillfactor=40' = any(reloptions) order by 1`;
  expect(tables.map(({ name }) => name)).toEqual(['billing.payments', 'orders.orders', 'shipping.shipments']);
});
