import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { tracedStatement } from '#shared/tracing/calls.ts';
import { postgres } from './driver.ts';
import { type ServerOptions, serverOptions } from './server-options.ts';

export type Database = PostgresJsDatabase & {
  /** Runs a hand-written statement, prepared once per connection, for what every message needs. */
  runPrepared<Row extends object>(statement: string, parameters: readonly string[]): Promise<readonly Row[]>;
  ping(): Promise<void>;
  close(): Promise<void>;
};

// A statement takes at most 5 s, so a server that has been silent for 10 s is gone. Without this bound a connection whose peer
// has vanished would wait forever and block everything behind it.
const statementMilliseconds = 5_000;
const silentSeconds = 10;
// A demoted writer refuses every change on its existing connections; new connections reach the new writer.
const lifeSeconds = 120;
// By then nothing runs any more. postgres.js waits all this time if one of its idle connections has lost its peer.
const closeSeconds = 2;

export type ConnectOptions = {
  connectionsMax: number;
  name: string;
  /** Must be shorter than the silence that counts as death: an idle connection is silent too. */
  idleSecondsMax?: number;
} & Partial<ServerOptions>;

/**
 * Opens a pool. Connections are made on first use, so this neither waits nor fails while the server is down. Every change is a
 * single statement: never use `transaction()`. When a connection dies inside one, postgres.js runs the remaining statements on
 * another connection (porsager/postgres #1204).
 */
export function connect(
  url: string,
  { connectionsMax, name, silentSecondsMax = silentSeconds, idleSecondsMax = silentSecondsMax * 0.8, ...how }: ConnectOptions,
): Database {
  const server = serverOptions(url, { silentSecondsMax, ...how });
  const client = postgres(server.url, {
    max: connectionsMax,
    connect_timeout: 5,
    idle_timeout: idleSecondsMax,
    max_lifetime: lifeSeconds,
    // Otherwise postgres.js queries the array types by itself, and a connection that dies during that query ends the process.
    // This is why hand-written statements pass arrays as JSON.
    fetch_types: false,
    onnotice: () => undefined,
    // Every statement finds its rows by an index. If it was planned while its table was small, it would read the whole table, and the
    // plan is kept while the table grows.
    connection: { application_name: name, statement_timeout: statementMilliseconds, lock_timeout: 2_000, enable_seqscan: 'off' },
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
    close: () => client.end({ timeout: closeSeconds }),
  });
}

/** drizzle sends queries unprepared: parsed and planned every time, in two round trips. A named statement takes one. */
function preparing(client: postgres.Sql): postgres.Sql {
  const unsafe: postgres.Sql['unsafe'] = (query, parameters) =>
    tracedStatement(query, () => client.unsafe(query, parameters, { prepare: true }));
  return new Proxy(client, { get: (target, key) => (key === 'unsafe' ? unsafe : Reflect.get(target, key)) });
}
