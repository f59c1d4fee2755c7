import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import postgres from 'postgres';
import { outcomeOf, VersionConflictError } from '#shared/errors/outcome.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import type { RowStore } from '#shared/saga/loop.ts';
import type { Versioned } from '#shared/saga/versioned.ts';
import { eventually } from '../../../support/eventually.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';
import { counting } from '../../counting.ts';
import { type Subject, subjects } from './row-store-subjects.ts';

type Row = Versioned<unknown>;

let postgresql: TestDatabase;
let admin: postgres.Sql;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: subjects.map(({ service }) => service) });
  admin = postgres(postgresql.adminUrl, { max: 3, onnotice: () => undefined });
});
afterAll(async () => {
  await admin?.end();
  await postgresql?.stop();
});

const conflict = { status: 'rejected', reason: expect.any(VersionConflictError) };
const written = { status: 'fulfilled', value: undefined };
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const plain = (row: Row | undefined) => JSON.parse(JSON.stringify(row));

describe.each(subjects)('the store of $service', (subject: Subject) => {
  let database: Database;
  beforeAll(() => {
    database = connect(postgresql.urlOf(subject.service), { connectionsMax: 10, name: subject.service });
  });
  afterAll(() => database.close());

  /** A separate replica, whose statements are counted. */
  const replica = () => {
    const { db, ...counts } = counting(database);
    return { store: subject.open(db), ...counts };
  };
  async function given(count: number): Promise<Row[]> {
    const rows = times(count, () => subject.fresh());
    await Promise.all(rows.map((row) => subject.insert(database, row)));
    const { store } = replica();
    return Promise.all(rows.map(async ({ orderId }) => (await store.load(orderId)) as Row));
  }
  const nextOf = (row: Row) => subject.next(row) as Row;
  const saveAll = (store: RowStore<unknown>, rows: readonly Row[], after = nextOf) =>
    Promise.allSettled(rows.map((row) => store.save(after(row), row)));
  const loadAll = (rows: readonly Row[]) => Promise.all(rows.map(({ orderId }) => replica().store.load(orderId)));

  test('reads no more rows than it is asked for, even if its statements were planned while the table was small', async () => {
    const lone = connect(postgresql.urlOf(subject.service), { connectionsMax: 1, name: 'lone' });
    const store = subject.open(lone);
    // PostgreSQL plans the first five times for the parameters given, and then once for all.
    for (const row of await given(8)) await store.save(nextOf(row), row);
    for (const row of (await given(400)).slice(0, 40)) await store.save(nextOf(row), row);
    await lone.close();
    const read = async () => {
      const [counts] = await admin`
        select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_user_tables where schemaname = ${subject.service}`;
      return counts?.rows;
    };
    // Its own 48, and the 408 that were loaded once: far from 40 times 400.
    await eventually(async () => expect(await read()).toBeGreaterThan(48));
    expect(await read()).toBeLessThan(2_000);
  });

  test('reads concurrent requests with one statement, and returns each its own row', async () => {
    const rows = await given(60);
    const { store, statements } = replica();
    const [unknown, ...read] = await Promise.all([subject.fresh(), ...rows].map(({ orderId }) => store.load(orderId)));
    expect(statements).toHaveLength(1);
    expect(unknown).toBeUndefined();
    expect(read).toEqual(rows);
  });

  test('writes concurrent changes with one statement', async () => {
    const rows = await given(60);
    const { store, statements } = replica();
    expect(await saveAll(store, rows)).toEqual(rows.map(() => written));
    expect(statements).toHaveLength(1);
    for (const [index, row] of (await loadAll(rows)).entries())
      expect(row).toMatchObject({ version: (rows[index] as Row).version + 1 });
  });

  test('makes two statements of a hundred and fifty at once', async () => {
    const rows = await given(150);
    const { store, statements } = replica();
    await saveAll(store, rows);
    expect(statements).toHaveLength(2);
  });

  test('refuses changes that lost the race for their row, and writes the others', async () => {
    const rows = await given(9);
    const loser = rows[4] as Row;
    await saveAll(replica().store, [loser]);
    const [kept] = await loadAll([loser]);
    const { store, statements } = replica();
    expect(await saveAll(store, rows)).toEqual(rows.map((row) => (row === loser ? conflict : written)));
    expect(statements).toHaveLength(1);
    expect(await loadAll([loser])).toEqual([kept]);
  });

  test('lets one of two changes of a row win, in one batch or in two stores', async () => {
    for (const second of ['the same', 'another']) {
      const rows = await given(20);
      const one = replica().store;
      const other = second === 'the same' ? one : replica().store;
      const outcomes = await Promise.all(rows.map((row) => Promise.all([saveAll(one, [row]), saveAll(other, [row])])));
      for (const pair of outcomes) expect(pair.flat()).toEqual(expect.arrayContaining([written, conflict]));
      for (const [index, row] of (await loadAll(rows)).entries()) expect(row?.version).toBe((rows[index] as Row).version + 1);
    }
  });

  test('skips a locked row, which delays none of the others', async () => {
    const rows = await given(9);
    const held = rows[4] as Row;
    await admin.begin(async (other) => {
      await other`select from ${admin(subject.table)} where order_id = ${held.orderId} for update`;
      const { store, statements, failures } = replica();
      expect(await saveAll(store, rows)).toEqual(rows.map((row) => (row === held ? conflict : written)));
      expect({ count: statements.length, failures }).toEqual({ count: 1, failures: [] });
    });
    expect(await saveAll(replica().store, [held])).toEqual([written]);
  });

  test('fails only the change that the database forbids, and writes the others', async () => {
    const rows = await given(9);
    const bad = rows[4] as Row;
    const forbidden = { status: 'rejected', reason: expect.objectContaining({ code: '23514' }) };
    const after = (row: Row) => (row === bad ? subject.forbidden(row) : nextOf(row));
    expect(await saveAll(replica().store, rows, after)).toEqual(rows.map((row) => (row === bad ? forbidden : written)));
    expect(await loadAll([bad])).toEqual([bad]);
  });

  test('never writes a row that does not exist', async () => {
    const row = { ...subject.fresh(), version: 3 };
    expect(await saveAll(replica().store, [row])).toEqual([conflict]);
    expect(await loadAll([row])).toEqual([undefined]);
  });

  test('loses nothing and never blocks while two replicas change the same rows in different orders', async () => {
    const indexes = times(6, (index) => index);
    const turns = fc.array(fc.shuffledSubarray(indexes, { minLength: 3 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(turns, turns), async (replicas) => {
        const rows = await given(indexes.length);
        const won = indexes.map(() => 0);
        const run = async (orders: number[][]) => {
          const { store, failures } = replica();
          const change = async (index: number) => {
            const row = (await store.load((rows[index] as Row).orderId)) as Row;
            const next = subject.next(row);
            if (!next) return;
            await store.save(next, row);
            won[index] = (won[index] ?? 0) + 1;
          };
          for (const order of orders)
            for (const outcome of await Promise.allSettled(order.map(change)))
              if (outcome.status === 'rejected') expect(outcome).toEqual(conflict);
          expect(failures).toEqual([]);
        };
        await Promise.all(replicas.map(run));
        const versions = (await loadAll(rows)).map((row) => row?.version);
        expect(versions).toEqual(rows.map(({ version }, index) => version + (won[index] ?? 0)));
      }),
      { numRuns: 20 },
    );
  });

  test('fails every request while the database is down, with a single attempt for all', async () => {
    const { db, statements } = counting(connect('postgres://nobody@127.0.0.1:1/nothing', { connectionsMax: 1, name: 'away' }));
    const store = subject.open(db);
    const rows = times(9, () => subject.fresh());
    for (const attempt of [saveAll(store, rows), Promise.allSettled(rows.map(({ orderId }) => store.load(orderId)))])
      for (const outcome of await attempt)
        expect(outcomeOf(outcome.status === 'rejected' && outcome.reason).kind).toBe('unavailable');
    expect(statements).toHaveLength(2);
    await db.close();
  });

  if (subject.savesFirst)
    test('lets one of two first versions of an order win, in one batch or in two stores', async () => {
      for (const second of ['the same', 'another']) {
        const one = replica().store;
        const other = second === 'the same' ? one : replica().store;
        const firsts = times(20, () => subject.fresh());
        const insert = (store: RowStore<unknown>, { orderId }: Row) => {
          const row = subject.fresh(orderId);
          return store.save(row, subject.none(orderId)).then(() => row);
        };
        const pairs = await Promise.all(firsts.map((row) => Promise.allSettled([insert(one, row), insert(other, row)])));
        for (const [index, row] of (await loadAll(firsts)).entries()) {
          const pair = pairs[index] ?? [];
          const winners = pair.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
          expect(winners.map(plain)).toEqual([plain(row)]);
          expect(pair.find(({ status }) => status === 'rejected')).toEqual(conflict);
        }
      }
    });
});
