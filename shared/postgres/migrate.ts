import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';

/** The settings of the one-off task that migrates a schema. */
export const migrationSettings = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .meta({ description: 'PostgreSQL, as the administrator who owns every schema' }),
});

/** The one-off task itself: migrates the database that the environment names, and leaves with code 1 if it cannot. */
export const runMigration = (what: { service: string; folder: URL }) =>
  runMain(() => migrate({ ...what, databaseUrl: loadConfig(migrationSettings, process.env).DATABASE_URL }));

/**
 * Brings a service's schema up to date and lets the role of the service's name read and write its rows. Runs as the
 * database's administrator, so that a service owns nothing and cannot drop the triggers that guard its rows. Safe to run
 * from several places at once: an advisory lock lets one in after the other.
 * @param folder URL of the drizzle migrations folder
 */
export async function migrate({
  databaseUrl,
  service,
  folder,
}: {
  databaseUrl: string;
  service: string;
  folder: URL;
}): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    await client`select pg_advisory_lock(hashtext('migrate'))`;
    await applyMigrations(drizzle(client), {
      migrationsFolder: fileURLToPath(folder),
      migrationsSchema: service,
      migrationsTable: 'migrations',
    });
    await client.unsafe(grants(service));
  } finally {
    await client.end({ timeout: 5 });
  }
}

const grants = (service: string) => `
  do $$ begin
    if not exists (select from pg_roles where rolname = '${service}') then create role "${service}" login; end if;
  end $$;
  grant usage on schema "${service}" to "${service}";
  grant select, insert, update on all tables in schema "${service}" to "${service}";
  grant usage on all sequences in schema "${service}" to "${service}";
  revoke all on "${service}".migrations from "${service}";
`;
