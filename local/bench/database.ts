import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** Running totals, without this connection's own. */
export type Totals = { commits: number; walBytes: number };

export type Settlement = {
  /** The orders that were still open when the time was up. */
  open: number;
  /** When all were settled, or the time was up, in milliseconds since 1970. */
  at: number;
};

export type BenchDatabase = Awaited<ReturnType<typeof openDatabase>>;

const settleSecondsMax = 120;
const lookEveryMilliseconds = 100;

/** Watches the orders over its own connection: asking over HTTP would burden the services being measured. */
export async function openDatabase(url: string) {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined });
  let asked = 0;
  // In the simple protocol each statement is one commit.
  const ask = async <T>(query: string) => {
    asked++;
    return (await sql.unsafe(query).simple()) as unknown as T[];
  };
  const askOne = async <T>(query: string) => (await ask<T>(query))[0] as T;
  const { pid: backendPid } = await askOne<{ pid: number }>('select pg_backend_pid() as pid');

  return {
    /** The PostgreSQL process of this connection. */
    backendPid,

    /** The position after which orders placed from now on start. */
    async lastPosition(): Promise<number> {
      return Number((await askOne<{ last: string }>('select coalesce(max(position), 0) as last from orders.orders')).last);
    },

    async untilSettled(position: number, signal: AbortSignal): Promise<Settlement> {
      const giveUp = Date.now() + settleSecondsMax * 1000;
      for (;;) {
        const query = `select count(*) as open from orders.orders where position > ${position} and not settled`;
        const open = Number((await askOne<{ open: string }>(query)).open);
        if (open === 0 || Date.now() > giveUp) return { open, at: Date.now() };
        await sleep(lookEveryMilliseconds, undefined, { signal });
      }
    },

    /** The time from placement to confirmation of each confirmed order, in milliseconds. Both times come from this machine's clock. */
    async confirmMilliseconds(position: number): Promise<number[]> {
      const took = `extract(epoch from (event->>'time')::timestamptz - placed_at) * 1000`;
      const confirmed = `position > ${position} and event->>'type' = 'OrderConfirmed'`;
      return (await ask<{ took: string }>(`select ${took} as took from orders.orders where ${confirmed}`)).map(({ took }) =>
        Number(took),
      );
    },

    /** Exact only when the services' connections have been idle for a while: see `flushSeconds`. */
    async totals(): Promise<Totals> {
      // Otherwise our own commits would be counted up to a second later.
      await ask('select pg_stat_force_next_flush()');
      const own = asked;
      const { commits, wal } = await askOne<{ commits: string; wal: string }>(`
        select xact_commit as commits, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal
        from pg_stat_database where datname = current_database()`);
      return { commits: Number(commits) - own, walBytes: Number(wal) };
    },

    /** How often each role sent each statement, keyed by `<role> <statement id>`; needs pg_stat_statements. */
    async statements(): Promise<Map<string, number>> {
      const rows = await ask<{ role: string; query: string; calls: string }>(`
        select rolname as role, queryid as query, sum(calls) as calls
        from pg_stat_statements join pg_roles on pg_roles.oid = userid
        where rolname <> current_user and toplevel group by 1, 2`);
      return new Map(rows.map(({ role, query, calls }) => [`${role} ${query}`, Number(calls)]));
    },

    countStatements: () => ask('create extension if not exists pg_stat_statements'),
    close: () => sql.end({ timeout: 5 }),
  };
}

/** A PostgreSQL connection adds its commits to the totals within 10 s of its last statement. */
export const flushSeconds = 10.5;
