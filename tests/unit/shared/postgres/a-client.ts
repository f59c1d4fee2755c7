import { sql } from 'drizzle-orm';
import { outcomeOf } from '#shared/errors/outcome.ts';
import { connect } from '#shared/postgres/connect.ts';

// A client for tls.test.ts, because Node reads its trusted authorities when a process starts. Prints the result of each of its
// connections, one per line, and exits.
const [url = '', options = '{}'] = process.argv.slice(2);
const { sleepSeconds = 0, ...how } = JSON.parse(options);
const database = connect(url, { connectionsMax: 1, name: 'a client', ...how });
const connectOnce = async () => {
  try {
    const [row] = await database.execute<{ ssl: boolean }>(
      sql`select ssl, pg_sleep(${sleepSeconds}) from pg_stat_ssl where pid = pg_backend_pid()`,
    );
    return row?.ssl ? 'secure' : 'in the clear';
  } catch (error) {
    const { kind, reason } = outcomeOf(error);
    return `${kind}: ${reason}`;
  }
};
console.log(await connectOnce());
console.log(await connectOnce());
await database.close();
