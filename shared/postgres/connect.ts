import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { tracedStatement } from '#shared/tracing/calls.ts';
import { postgres } from './driver.ts';
import { type ServerOptions, serverOptions } from './server-options.ts';

export type Database = PostgresJsDatabase & {
  /** Runs a statement that is written by hand, prepared once for each connection: for what every message needs. */
  runPrepared<Row extends object>(statement: string, parameters: readonly string[]): Promise<readonly Row[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

// A statement ends after 5 s at the latest, so a server that has been silent for 10 s is not there any more: a connection
// whose other end has vanished would otherwise wait forever, and block everything behind it.
const statementMilliseconds = 5_000;
const silentSeconds = 10;
// A writer that was demoted refuses every change on the connections it already has; new ones find the new writer.
const lifeSeconds = 120;

export type ConnectOptions = { connectionsMax: number; name: string } & Partial<ServerOptions>;

/**
 * Opens a pool. Connections are made when first needed, so this neither waits nor fails while the server is away.
 * One statement is one change here: never use `transaction()`. When a connection dies inside one, postgres.js runs the
 * later statements on another connection (porsager/postgres #1204).
 */
export function connect(
  url: string,
  { connectionsMax, name, silentSecondsMax = silentSeconds, ...how }: ConnectOptions,
): Database {
  const server = serverOptions(url, { silentSecondsMax, ...how });
  const client = postgres(server.url, {
    max: connectionsMax,
    connect_timeout: 5,
    // Below the time after which silence counts as death: an idle connection is silent, too.
    idle_timeout: silentSecondsMax * 0.8,
    max_lifetime: lifeSeconds,
    // It would ask for the types of arrays by itself, and a connection that dies just then would end the process. So statements
    // written by hand give arrays as JSON.
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: name, statement_timeout: statementMilliseconds, lock_timeout: 2_000 },
    ...server.options,
  });
  return Object.assign(drizzle(preparing(client)), {
    async runPrepared<Row extends object>(statement: string, parameters: readonly string[]) {
      const run = () => client.unsafe(statement, [...parameters], { prepare: true });
      return (await tracedStatement(statement, run)) as unknown as readonly Row[];
    },
    async ping() {
      const [answer] = await client`select current_setting('transaction_read_only') = 'on' as "isReadOnly"`;
      if (answer?.isReadOnly) throw new DependencyUnavailableError('the database is read-only');
    },
    close: () => client.end({ timeout: 5 }),
  });
}

/** drizzle sends each query unprepared, parsed and planned every time, in two round trips; a named statement takes one. */
function preparing(client: postgres.Sql): postgres.Sql {
  const unsafe: postgres.Sql['unsafe'] = (query, parameters) =>
    tracedStatement(query, () => client.unsafe(query, parameters, { prepare: true }));
  return new Proxy(client, { get: (target, key) => (key === 'unsafe' ? unsafe : Reflect.get(target, key)) });
}
