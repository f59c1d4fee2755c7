import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endOrphan } from './postgres-cluster.ts';
import { postgresHome } from './postgres-program.ts';

/**
 * Ensures that the PostgreSQL data belong to this folder. For root the data are elsewhere, under a name derived from the folder's path,
 * so a deleted clone leaves its data to the next one at the same path. Both sides store the same mark; data without it are removed.
 */
export async function claimHome(folder: string): Promise<void> {
  const home = postgresHome(folder);
  if (home === folder) return;
  const [here, there] = await Promise.all([folder, home].map(markIn));
  if (here !== undefined && here === there) return;
  await endOrphan(join(home, 'data'));
  await rm(home, { recursive: true, force: true });
  const mark = randomUUID();
  for (const side of [home, folder]) {
    await mkdir(side, { recursive: true, mode: 0o700 });
    await writeFile(join(side, 'mark'), mark);
  }
}

const markIn = (side: string): Promise<string | undefined> => readFile(join(side, 'mark'), 'utf8').catch(() => undefined); // No mark yet: treated like a foreign one.
