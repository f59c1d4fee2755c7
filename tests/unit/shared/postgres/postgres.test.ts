import { once } from 'node:events';
import { globSync } from 'node:fs';
import { type AddressInfo, connect as connectTo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import { connect, type Database } from '#shared/postgres/connect.ts';
import { migrate } from '#shared/postgres/migrate.ts';
import { freePort } from '../../../../local/free-port.ts';
import { servicesWithDatabase } from '../../../../local/services.ts';
import { eventually } from '../../../support/eventually.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

let postgresql: TestDatabase;
let database: Database;
let admin: postgres.Sql;

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: ['orders'] });
  database = connect(postgresql.urlOf('orders'), { connectionsMax: 2, name: 'orders' });
  admin = postgres(postgresql.adminUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await admin.end();
  await database.close();
  await postgresql.stop();
});

const folderOf = (service: string) => new URL(`../../../../containers/${service}/migrations/`, import.meta.url);
const migrateTo = (databaseUrl: string, service: string) => migrate({ databaseUrl, service, folder: folderOf(service) });

describe('a migration', () => {
  test('runs concurrently, and again, without doing anything twice', async () => {
    await Promise.all([1, 2, 3, 4].map(() => migrateTo(postgresql.adminUrl, 'shipping')));
    await migrateTo(postgresql.adminUrl, 'shipping');
    const [count] = await admin`select count(*)::int as migrations from shipping.migrations`;
    expect(count?.migrations).toBe(globSync('*.sql', { cwd: folderOf('shipping') }).length);
  });

  test('waits for a database that resumes from a pause', async () => {
    const { hostname, port } = new URL(postgresql.adminUrl);
    const url = new URL(postgresql.adminUrl);
    url.port = String(await freePort());
    const waking = createServer((socket) => void socket.pipe(connectTo(Number(port), hostname)).pipe(socket));
    const awake = setTimeout(() => waking.listen(Number(url.port), hostname), 1_200);
    await expect(migrateTo(url.href, 'shipping')).resolves.toBeUndefined();
    clearTimeout(awake);
    waking.close();
  });

  test('cannot be run by the service itself', async () => {
    await expect(migrateTo(postgresql.urlOf('orders'), 'billing')).rejects.toThrow();
    expect(await admin`select from pg_namespace where nspname = 'billing'`).toHaveLength(0);
  });
});

describe('a migration on Amazon RDS, whose administrator is not a superuser', () => {
  let master: { user: string; password: string };

  beforeAll(async () => {
    await admin.unsafe(`
      create role master login createrole password 'p@ss/w:rd?#[]';
      create role rds_iam;
      grant rds_iam to master with admin option;
    `);
    await admin`create database rds owner master`;
    master = { user: 'master', password: 'p@ss/w:rd?#[]' };
  });

  const onRds = (service: string) => {
    const { host } = new URL(postgresql.adminUrl);
    const folder = new URL(`../../../../containers/${service}/migrations/`, import.meta.url);
    return migrate({ databaseUrl: `postgres://${host}/rds`, ...master, service, folder });
  };

  test.each(servicesWithDatabase)('brings up %s, from several places at once', async (service) => {
    await Promise.all([onRds(service), onRds(service)]);
    await expect(onRds(service)).resolves.toBeUndefined();
  });

  test('lets the service sign in by IAM, and connect, and no one else', async () => {
    await onRds('billing');
    const [rights] = await admin`
      select pg_has_role('billing', 'rds_iam', 'member') as "isIam", has_database_privilege('billing', 'rds', 'connect') as "mayConnect",
        has_database_privilege('public', 'rds', 'connect') as "mayAnybodyConnect", has_database_privilege('billing', 'rds', 'create') as "mayCreate"`;
    expect(rights).toEqual({ isIam: true, mayConnect: true, mayAnybodyConnect: false, mayCreate: false });
  });
});

describe('a pool', () => {
  test('plans a query once per connection', async () => {
    for (let count = 0; count < 5; count++) await database.execute(sql`select ${count}::int as planned_once`);
    const rows = await database.execute<{ statement: string }>(
      sql`select statement from pg_prepared_statements where statement like '%planned_once%'`,
    );
    expect(rows.filter(({ statement }) => !statement.includes('pg_prepared'))).toHaveLength(1);
  });

  test('finds rows by their index even if the plan was made while the table was small', async () => {
    await admin.unsafe(`create table orders.growing as select 1 as id; alter table orders.growing add primary key (id)`);
    await admin`grant select on orders.growing to orders`;
    const growing = connect(postgresql.urlOf('orders'), { connectionsMax: 1, name: 'growing' });
    const find = () =>
      growing.runPrepared(`select id from orders.growing where id = any(string_to_array($1, ',')::integer[])`, ['1']);
    // PostgreSQL plans the first five times for the parameters given, and then once for all.
    for (let count = 0; count < 8; count++) await find();
    await admin`insert into orders.growing select generate_series(2, 5000)`;
    await find();
    await growing.close();
    const scans = () =>
      admin`select seq_tup_read::int as read, idx_scan::int as found from pg_stat_user_tables where relname = 'growing'`;
    await eventually(async () => expect(await scans()).toEqual([{ read: 0, found: 9 }]));
  });

  test('names its service, and limits every statement and every lock wait', async () => {
    const [row] = await database.execute(
      sql`select current_setting('application_name') as name, current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
    );
    expect(row).toEqual({ name: 'orders', statement: '5s', lock: '2s' });
  });

  test('gives up on a server that accepts requests and never answers', async () => {
    const blackHole = createServer((socket) => void socket.resume().on('error', () => undefined));
    await once(blackHole.listen(0, '127.0.0.1'), 'listening');
    const { port } = blackHole.address() as AddressInfo;
    const lost = connect(`postgres://u:p@127.0.0.1:${port}/d`, { connectionsMax: 1, name: 'lost', silentSecondsMax: 0.3 });
    const outcome = await lost.ping().catch((error) => error);
    expect(isUnavailable(outcome)).toBe(true);
    await lost.close();
    blackHole.close();
  });

  test('keeps working after it has been idle for longer than silence may last', async () => {
    const idle = connect(postgresql.urlOf('orders'), { connectionsMax: 1, name: 'idle', silentSecondsMax: 0.3 });
    await idle.ping();
    await eventually(async () => (await admin`select from pg_stat_activity where application_name = 'idle'`).length === 0);
    await idle.ping();
    await idle.close();
  });

  test('is not ready while the database is read-only', async () => {
    await admin`alter role orders set default_transaction_read_only = on`;
    const readOnly = connect(postgresql.urlOf('orders'), { connectionsMax: 1, name: 'read-only' });
    await expect(readOnly.ping()).rejects.toMatchObject({ name: 'DependencyUnavailableError' });
    await readOnly.close();
    await admin`alter role orders reset default_transaction_read_only`;
  });

  test('survives the loss of all its connections', async () => {
    await database.ping();
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'orders'`;
    const outcomes = await Promise.allSettled([database.ping(), database.ping(), database.ping()]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(isUnavailable(outcome.reason)).toBe(true);
    await expect(database.ping()).resolves.toBeUndefined();
  });

  test('reports a missing server, and opening does not wait for it', async () => {
    const away = connect('postgres://orders:secret@127.0.0.1:1/cloudservices', { connectionsMax: 1, name: 'orders' });
    const error = await away.ping().catch((thrown) => thrown);
    expect(isUnavailable(error)).toBe(true);
    await away.close();
  });
});

test('a connection that dies at its first statement fails only that, and not the process', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const { hostname, port } = new URL(postgresql.adminUrl);
  const ready = Buffer.from('Z\0\0\0\x05I');
  const dying = createServer((near) => {
    let isReady = false;
    const far = connectTo(Number(port), hostname).on('error', () => undefined);
    near.on('error', () => undefined).on('data', (bytes) => (isReady ? near.resetAndDestroy() : far.write(bytes)));
    far.on('data', (bytes) => {
      isReady ||= bytes.includes(ready);
      near.write(bytes);
    });
    near.on('close', () => far.destroy());
  }).listen(0, hostname);
  await once(dying, 'listening');
  const url = new URL(postgresql.urlOf('orders'));
  url.port = String((dying.address() as AddressInfo).port);
  const doomed = connect(url.href, { connectionsMax: 1, name: 'orders' });
  const failure = await doomed.execute(sql`select 1`).catch((error: unknown) => error);
  expect(isUnavailable(failure)).toBe(true);
  // Node reports an unhandled rejection a moment later.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  expect(unhandled).toEqual([]);
  await doomed.close();
  dying.close();
});
