import { describe, expect, test } from '@jest/globals';
import postgres from 'postgres';
import type { TestDatabase } from './postgres.ts';

/** What a service's role must not be allowed in the database, whatever its code does. The database has `another` service's schema. */
export function describeRights({ service, table, another, database }: Rights): void {
  const schema = `${service}.${table}`;
  describe(`the role of ${service}`, () => {
    test.each([
      [`delete from ${schema}`],
      [`truncate ${schema}`],
      [`alter table ${schema} disable trigger all`],
      [`alter table ${schema} add column more text`],
      [`drop table ${schema}`],
      [`drop trigger guard_${table.slice(0, -1)} on ${schema}`],
      [`set session_replication_role = replica`],
      [`create table ${service}.more ()`],
      [`create function ${service}.more() returns int language sql as 'select 1'`],
      [`create schema more`],
      [`create table public.more ()`],
      [`select * from ${service}.migrations`],
      [`select * from ${another}`],
      [`update ${another} set version = 1`],
      [`set role postgres`],
    ])('may not %s', async (statement) => {
      const sql = postgres(database().urlOf(service), { max: 1, onnotice: () => undefined });
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
      await sql.end();
    });
  });
}

type Rights = { service: string; table: string; another: string; database: () => TestDatabase };
