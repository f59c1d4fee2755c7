import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresHome } from './resources/postgres-program.ts';

/** Removes a stack's data, except its launcher's files, because the launcher may be running. */
export async function removeData(dataFolder: string): Promise<void> {
  const keep = (name: string) => name.startsWith('launcher.');
  const names = (await readdir(dataFolder)).filter((name) => !keep(name));
  const folders = [...names.map((name) => join(dataFolder, name)), postgresHome(join(dataFolder, 'postgres'))];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Removes the whole folder. */
export async function removeAll(dataFolder: string): Promise<void> {
  await removeData(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
}
