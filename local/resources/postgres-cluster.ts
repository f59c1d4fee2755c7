import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createProcess, type Surroundings } from '../resource.ts';
import { StartError } from '../start-error.ts';
import type { PostgresProgram } from './postgres-program.ts';

type ClusterOptions = { program: PostgresProgram; administrator: string; surroundings: Surroundings };

/**
 * Creates the server's data directory if it is missing. The final rename makes it all or nothing, whatever interrupts us.
 * @returns the administrator's password
 */
export async function createCluster({ program, administrator, surroundings }: ClusterOptions): Promise<string> {
  const { home, initdb, dataFolder, user } = program;
  const passwordFile = join(home, 'password');
  if (existsSync(dataFolder)) return (await readFile(passwordFile, 'utf8')).trim();

  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) await chown(passwordFile, user.uid, user.gid);
  const unfinished = `${dataFolder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await createProcess({
    name: 'postgresql-initdb',
    command: initdb,
    args: [
      ...['-D', unfinished, '-U', administrator, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
      // PostgreSQL's builtin locale, the same on every machine, whatever the system has installed.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    ...user,
    surroundings,
  }).start();
  await rename(unfinished, dataFolder);
  return password;
}

const orphanSecondsMax = 10;

/** After a launcher was killed, its server may still be shutting down; waits until it has released the data. */
export async function endOrphan(dataFolder: string): Promise<void> {
  const lockFile = join(dataFolder, 'postmaster.pid');
  const deadline = Date.now() + orphanSecondsMax * 1000;
  while (existsSync(lockFile)) {
    const lines = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!isAlive(pid)) return;
    // After a reboot the pid may belong to any process, which would keep PostgreSQL from starting.
    if (!(await listens(port))) return rm(lockFile, { force: true });
    if (Date.now() > deadline) throw stillRuns(pid, dataFolder);
    await sleep(50);
  }
}

const stillRuns = (pid: number, dataFolder: string) =>
  new StartError(`Another PostgreSQL, process ${pid}, still uses ${dataFolder}.`, {
    hint: `End it with \`kill -INT ${pid}\`.`,
  });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Not ours to signal, or gone: either way not the server of our data.
    return false;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
