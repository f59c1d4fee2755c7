import { createHmac } from 'node:crypto';
import postgres from 'postgres';
import { freePort } from '../free-port.ts';
import { createProcess, type ManagedProcess, type Surroundings } from '../resource.ts';
import { claimHome } from './claim-home.ts';
import { createCluster, endOrphan } from './postgres-cluster.ts';
import { locatePostgres } from './postgres-program.ts';

export type PostgresOptions = {
  /** Where the data are stored, unless we are root (see `locatePostgres`). */
  folder: string;
  /** Login roles that may only connect: the migrations grant everything else. */
  roles: readonly string[];
  /** Server settings beyond the defaults, such as ones that slow the server down in a test. */
  settings?: Record<string, string>;
  surroundings: Surroundings;
};

export type Postgres = {
  /** The database URL of the administrator. */
  adminUrl: string;
  /** The database URL of a role. */
  urlOf(role: string): string;
  process: ManagedProcess;
  stop(): Promise<void>;
};

const database = 'cloudservices';
const administrator = 'postgres';

/**
 * Starts PostgreSQL on the loopback address, creating data, roles and database if they are missing. Each role's password is
 * derived from the administrator's random one, which is stored beside the data.
 */
export async function startPostgres({ folder, roles, settings = {}, surroundings }: PostgresOptions): Promise<Postgres> {
  await claimHome(folder);
  const program = await locatePostgres(folder);
  const secret = await createCluster({ program, administrator, surroundings });
  await endOrphan(program.dataFolder);
  const port = await freePort();
  const server = createServerProcess({ program, settings: { ...settings, port: String(port) }, surroundings });
  await server.start();

  const passwordOf = (role: string) =>
    role === administrator ? secret : createHmac('sha256', secret).update(role).digest('hex');
  const urlOf = (role: string, name = database) => `postgres://${role}:${passwordOf(role)}@127.0.0.1:${port}/${name}`;
  await createRolesAndDatabase(
    urlOf(administrator, 'postgres'),
    roles.map((role) => ({ role, password: passwordOf(role) })),
  );
  return { adminUrl: urlOf(administrator), urlOf: (role) => urlOf(role), process: server, stop: server.stop };
}

type ServerOptions = {
  program: Awaited<ReturnType<typeof locatePostgres>>;
  settings: Record<string, string>;
  surroundings: Surroundings;
};

function createServerProcess({ program, settings, surroundings }: ServerOptions): ManagedProcess {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', ...settings };
  return createProcess({
    name: 'postgresql',
    command: program.server,
    args: ['-D', program.dataFolder, ...Object.entries(all).map(([name, value]) => `--${name}=${value}`)],
    ...program.user,
    ready: (line) => line.includes('database system is ready to accept connections'),
    // A fast shutdown; SIGTERM would wait until the last client disconnects.
    stopSignal: 'SIGINT',
    surroundings,
  });
}

/** Only these roles may connect, and only the administrator may create anything. */
async function createRolesAndDatabase(url: string, roles: { role: string; password: string }[]): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const existing = (await sql`select rolname from pg_roles`).map(({ rolname }) => rolname);
    for (const { role, password } of roles) {
      await sql.unsafe(`${existing.includes(role) ? 'alter' : 'create'} role "${role}" login password '${password}'`);
    }
    const [created] = await sql`select from pg_database where datname = ${database}`;
    if (!created) await sql.unsafe(`create database ${database}`);
    await sql.unsafe(`revoke all on database ${database} from public`);
    for (const { role } of roles) await sql.unsafe(`grant connect on database ${database} to "${role}"`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
