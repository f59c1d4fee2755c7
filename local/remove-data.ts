import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresHome } from './resources/postgres-program.ts';

/** Removes what a stack has kept in its folder, but for what belongs to its launcher, which may run. */
export async function removeData(dataFolder: string): Promise<void> {
  const keep = (name: string) => name.startsWith('launcher.');
  const names = (await readdir(dataFolder)).filter((name) => !keep(name));
  const folders = [...names.map((name) => join(dataFolder, name)), postgresHome(join(dataFolder, 'postgres'))];
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Removes the folder as a whole. */
export async function removeAll(dataFolder: string): Promise<void> {
  await removeData(dataFolder);
  await rm(dataFolder, { recursive: true, force: true });
}
