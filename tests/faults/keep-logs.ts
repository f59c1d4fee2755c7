import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from './world.ts';

/** Saves the logs of a run that went wrong, before its data are removed. */
export function keepLogs({ dataFolder }: World, seed: string, tell: (line: string) => void): void {
  const kept = join(import.meta.dirname, '..', '..', '.local', 'faults', seed);
  cpSync(join(dataFolder, 'logs'), kept, { recursive: true });
  tell(`the logs are kept in ${kept}`);
}
