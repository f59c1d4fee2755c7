import { setTimeout as sleep } from 'node:timers/promises';
import type { Tally } from '../tally.ts';
import type { World } from '../world.ts';

/** Strikes at PostgreSQL and the connections to it. */
export function createPostgresStrikes({ stack, sql, proxies }: World, tally: Tally) {
  const server = stack.backends.postgres.process;

  /** Terminates up to four backends of the services, active ones first. */
  async function killBackends(): Promise<void> {
    const killed = await again(
      () => sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where usename in ('auth', 'orders', 'billing', 'shipping') order by (state = 'active') desc, random() limit 4`,
    );
    tally.count('PostgreSQL backend killed', killed.length);
  }

  /** SIGKILL forces a crash recovery; SIGQUIT (an immediate shutdown) does nearly the same. */
  async function restart(how: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    await server.kill(how);
    tally.count('PostgreSQL restarted');
    await startServer();
  }

  /** The backends of a killed server keep its shared memory until they notice. */
  async function startServer(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await server.start();
      } catch (error) {
        if (tries === startTriesMax) throw error;
        await sleep(500);
      }
    }
  }

  /** Like a demoted writer: connections stay open and refuse every change with 25006. */
  async function readOnly(seconds: number): Promise<void> {
    await becomeReadOnly(true);
    tally.count('PostgreSQL read-only');
    await sleep(seconds * 1000);
    await becomeReadOnly(false);
  }

  async function becomeReadOnly(isReader: boolean): Promise<void> {
    await again(() => sql.unsafe(`alter system set default_transaction_read_only = ${isReader ? 'on' : 'off'}`));
    await again(() => sql`select pg_reload_conf()`);
  }

  async function slow(seconds: number): Promise<void> {
    tally.count('PostgreSQL slow');
    proxies.postgres.slowDown(150);
    await sleep(seconds * 1000);
    proxies.postgres.slowDown(0);
  }

  return {
    killBackends,
    restart,
    readOnly,
    slow,
    halfOpen: () => tally.count('PostgreSQL half-open', proxies.postgres.halfOpen()),
    cut: () => tally.count('PostgreSQL connections cut', proxies.postgres.cut()),
    async heal(): Promise<void> {
      proxies.postgres.slowDown(0);
      if (server.pid === undefined) await startServer();
      await becomeReadOnly(false);
    },
  };
}

const startTriesMax = 40;

/** Retries, because our own connection dies with the others. */
async function again<T>(ask: () => PromiseLike<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === startTriesMax) throw error;
      await sleep(250);
    }
  }
}
