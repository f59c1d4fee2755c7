import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import { migrate } from '#shared/postgres/migrate.ts';
import { startTestDatabase, type TestDatabase } from '../../../support/postgres.ts';

// Amazon RDS accepts IAM tokens, and no passwords, from every direct or indirect member of rds_iam: a line `+rds_iam` in
// pg_hba.conf. There are no such tokens here, so that line rejects instead.

let postgresql: TestDatabase;
let root: postgres.Sql;
const master = { user: 'master', password: 'of-the-master' };

beforeAll(async () => {
  postgresql = await startTestDatabase({ services: [] });
  root = postgres(postgresql.adminUrl, { max: 1, onnotice: () => undefined });
  await refuseMembers();
});

afterAll(async () => {
  await root.end();
  await postgresql.stop();
});

beforeEach(async () => {
  await root`drop database if exists rds`;
  for (const role of ['auth', 'shipping', 'provisioner', 'master', 'rds_iam', 'seen_by_hba'])
    await root.unsafe(`drop role if exists "${role}"`);
  // On RDS the administrator may grant rds_iam without being a member of it. Plain PostgreSQL has no such right, so pg_hba.conf
  // refers to another role, whose members are those to whom the administrator has granted rds_iam.
  await root.unsafe(`
    create role master login createrole password '${master.password}';
    create role rds_iam;
    create role seen_by_hba;
    grant rds_iam to master with admin option;
  `);
  await root`create database rds owner master`;
});

describe('the administrator of a database that accepts IAM tokens', () => {
  test('is refused once a role that it is a member of signs in by IAM', async () => {
    await asMaster((sql) => sql`create role auth login`);
    await asMaster((sql) => sql`grant rds_iam to auth`);
    await showToHba();
    await expect(asMaster((sql) => sql`select 1`)).rejects.toMatchObject({ code: '28000' });
  });

  test('still signs in by password after both migrations ran twice', async () => {
    for (const service of ['auth', 'shipping', 'auth', 'shipping']) {
      await onRds(service);
      await showToHba();
    }
    expect(await asMaster((sql) => sql`select current_user::text as name`)).toEqual([{ name: 'master' }]);
    expect(
      await root`select from pg_roles where pg_has_role(oid, 'rds_iam', 'member') and rolname in ('auth', 'shipping')`,
    ).toHaveLength(2);
  });

  test('leaves no role behind that could create roles', async () => {
    await onRds('auth');
    const makers = await root`select rolname as name from pg_roles where rolcreaterole and not rolsuper`;
    expect(makers).toEqual([{ name: 'master' }]);
  });

  test('grants nothing to a manually created role that it is a member of, and says how to fix that', async () => {
    await asMaster((sql) => sql`create role auth login`);
    await expect(onRds('auth')).rejects.toThrow(/master is a member of auth/);
    await showToHba();
    expect(await asMaster((sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    await asMaster((sql) => sql`drop role auth`);
    await onRds('auth');
  });
});

async function refuseMembers(): Promise<void> {
  const [{ file } = { file: '' }] = await root`select current_setting('hba_file') as file`;
  await writeFile(file, `host rds +seen_by_hba all reject\n${await readFile(file, 'utf8')}`);
  await root`select pg_reload_conf()`;
}

/** Tells pg_hba.conf to whom rds_iam was granted. */
async function showToHba(): Promise<void> {
  const granted = await root`
    select member.rolname as role from pg_auth_members
    join pg_roles granted on granted.oid = roleid join pg_roles member on member.oid = pg_auth_members.member
    where granted.rolname = 'rds_iam' and member.rolname <> 'master'`;
  for (const { role } of granted) await root.unsafe(`grant seen_by_hba to "${role}"`);
}

async function asMaster<Answer>(ask: (sql: postgres.Sql) => Promise<Answer>): Promise<Answer> {
  const sql = postgres(rdsUrl(), { ...master, max: 1, onnotice: () => undefined });
  return ask(sql).finally(() => sql.end());
}

const onRds = (service: string) =>
  migrate({
    databaseUrl: rdsUrl(),
    ...master,
    service,
    folder: new URL(`../../../../containers/${service}/migrations/`, import.meta.url),
  });

const rdsUrl = () => `postgres://${new URL(postgresql.adminUrl).host}/rds`;
