import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { databaseUrl } from '#shared/config/settings.ts';
import { isUnavailable } from '#shared/errors/is-unavailable.ts';
import { DependencyUnavailableError } from '#shared/errors/outcome.ts';
import { sleep } from '#shared/timing/sleep.ts';
import { postgres } from './driver.ts';
import { serverOptions } from './server-options.ts';

/** The settings of the one-off task that migrates a schema. */
export const migrationSettings = z.object({
  DATABASE_URL: databaseUrl.meta({ description: 'PostgreSQL, as the administrator who owns every schema' }),
  DATABASE_USER: z.string().optional().meta({ description: 'The administrator, if the URL does not name one' }),
  DATABASE_PASSWORD: z
    .string()
    .optional()
    .meta({ description: 'The administrator’s password, if it is not in the URL; a managed secret may not fit into a URL' }),
});

/** The one-off task: migrates the database named by the environment, and exits with code 1 if it cannot. */
export const runMigration = (what: { service: string; folder: URL }) =>
  runMain(() => {
    const { DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD } = loadConfig(migrationSettings, process.env);
    return migrate({ ...what, databaseUrl: DATABASE_URL, user: DATABASE_USER, password: DATABASE_PASSWORD });
  });

export type Migration = {
  databaseUrl: string;
  /** Of the administrator, if they are not in the URL. */
  user?: string | undefined;
  password?: string | undefined;
  service: string;
  /** The drizzle migrations folder. */
  folder: URL;
};

/** The server can stay silent for minutes: while it builds an index on a large table, or while another migration holds the lock. */
const silentSecondsMax = 15 * 60;
const awakeSecondsMax = 90;

/**
 * Migrates a service's schema and grants the role of the same name access to its rows. Runs as the database administrator, so
 * that a service owns nothing and cannot drop the triggers that guard its rows. The administrator need not be a superuser. Safe
 * to run concurrently: an advisory lock serializes migrations.
 */
export async function migrate({ databaseUrl, user, password, service, folder }: Migration): Promise<void> {
  const server = serverOptions(databaseUrl, { silentSecondsMax });
  const client = postgres(server.url, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => undefined,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...server.options,
  });
  try {
    await waitForTurn(client);
    // Before the migrations, so that a migration can grant this role more than every service gets.
    await client.unsafe(role(service));
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

/** Takes the lock. A paused database needs up to a minute to resume, and refuses connections meanwhile. */
async function waitForTurn(client: postgres.Sql): Promise<void> {
  const giveUp = Date.now() + awakeSecondsMax * 1000;
  for (;;) {
    try {
      await client`select pg_advisory_lock(hashtext('migrate'))`;
      return;
    } catch (error) {
      // Our own DependencyUnavailableError means a server that cannot be trusted; waiting does not help.
      const mayWake = isUnavailable(error) && !(error instanceof DependencyUnavailableError);
      if (!mayWake || Date.now() > giveUp) throw error;
      await sleep(1_000);
    }
  }
}

// Aurora and RDS accept IAM tokens, and then no passwords, from every direct or indirect member of rds_iam, a role that only
// they have. A role's creator becomes a member of it and cannot leave: an administrator who is not a superuser would become a
// member of rds_iam and be locked out. So a temporary role, dropped right away, creates the service's role.
const role = (service: string) => `
  do $$
  declare administrator text := current_user;
  begin
    if not exists (select from pg_roles where rolname = '${service}') then
      create role ${maker(service)} createrole;
      execute format('grant ${maker(service)} to %I with inherit false, set true', administrator);
      set local role ${maker(service)};
      create role "${service}" login;
      execute format('set local role %I', administrator);
      drop role ${maker(service)};
    end if;
    if exists (select from pg_roles where rolname = 'rds_iam') then
      if exists (
        with recursive above(id) as (
          select roleid from pg_auth_members where member = (select oid from pg_roles where rolname = administrator)
          union select roleid from pg_auth_members join above on member = above.id
        )
        select from above join pg_roles on oid = above.id where rolname = '${service}'
      ) then
        raise exception '% is a member of ${service}: once ${service} signs in by IAM, % can no longer sign in by password', administrator, administrator
          using hint = 'Drop the role ${service} and migrate again: the migration recreates it.';
      end if;
      grant rds_iam to "${service}";
    end if;
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to "${service}"', current_database());
  end $$;
`;

const maker = (service: string) => `maker_of_${service}`;

const grants = (service: string) => `
  grant usage on schema "${service}" to "${service}";
  grant select, insert, update on all tables in schema "${service}" to "${service}";
  grant usage on all sequences in schema "${service}" to "${service}";
  revoke all on "${service}".migrations from "${service}";
`;
