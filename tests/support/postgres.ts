import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../local/resources/postgres.ts';
import { postgresHome } from '../../local/resources/postgres-program.ts';
import { migrate } from '../../shared/postgres/migrate.ts';

export type TestDatabase = Awaited<ReturnType<typeof startTestDatabase>>;

/**
 * The local stack's PostgreSQL with these services' schemas, empty, until it is stopped. `urlOf(service)` connects as the
 * service, with only its rights; `adminUrl` is for everything else.
 */
export async function startTestDatabase({ services }: { services: readonly string[] }) {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const onUnexpectedExit = (_name: string, error: Error) => {
    throw error;
  };
  const surroundings = { logFolder: folder, signal: new AbortController().signal, running: new Set<never>(), onUnexpectedExit };
  // Nothing here has to survive a power failure.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const { adminUrl, urlOf, process, stop } = await startPostgres({ folder, roles: services, settings, surroundings });
  for (const service of services) {
    const migrations = new URL(`../../containers/${service}/migrations/`, import.meta.url);
    await migrate({ databaseUrl: adminUrl, service, folder: migrations });
  }
  return {
    adminUrl,
    urlOf,
    process,
    stop: async () => {
      await stop();
      await rm(postgresHome(folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
