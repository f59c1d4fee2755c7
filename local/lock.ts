import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './start-error.ts';

/**
 * Ensures that only one process works in a folder, until we release it or end, however we end: the operating system holds the
 * lock (SQLite's, on an empty database), so a dead process never leaves a lock behind.
 * @returns the function that releases it
 * @throws StartError when another process works there
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, 'launcher.pid');
  const database = new DatabaseSync(join(folder, 'launcher.lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new StartError(`The stack in ${folder} is already running, as process ${readFileSync(pidFile, 'utf8')}.`, {
      hint: 'Use that one, or stop it first: press Ctrl-C where it was started.',
      cause,
    });
  }
  writeFileSync(pidFile, String(process.pid));
  return () => {
    rmSync(pidFile, { force: true });
    database.close();
  };
}
