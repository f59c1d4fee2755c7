import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Database = PostgresJsDatabase & { ping(): Promise<void>; close(): Promise<void> };

/**
 * Opens a pool. Connections are made when first needed, so this neither waits nor fails while the server is away.
 * One statement is one change here: never use `transaction()`. When a connection dies inside one, postgres.js runs the
 * later statements on another connection (porsager/postgres #1204).
 */
export function connect(url: string, { connectionsMax, name }: { connectionsMax: number; name: string }): Database {
  const client = postgres(url, {
    max: connectionsMax,
    connect_timeout: 5,
    idle_timeout: 300,
    onnotice: () => undefined,
    connection: { application_name: name, statement_timeout: 5_000, lock_timeout: 2_000 },
  });
  return Object.assign(drizzle(preparing(client)), {
    ping: async () => void (await client`select 1`),
    close: () => client.end({ timeout: 5 }),
  });
}

/** drizzle sends each query unprepared, parsed and planned anew, in two round trips; a named statement takes one. */
function preparing(client: postgres.Sql): postgres.Sql {
  const unsafe: postgres.Sql['unsafe'] = (query, parameters) => client.unsafe(query, parameters, { prepare: true });
  return new Proxy(client, { get: (target, key) => (key === 'unsafe' ? unsafe : Reflect.get(target, key)) });
}
