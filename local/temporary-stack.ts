import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresHome } from './resources/postgres-program.ts';
import { type SeededStack, startSeededStack } from './seeded-stack.ts';
import type { StackOptions } from './stack.ts';
import { StartError } from './start-error.ts';

/**
 * Runs `use` on a temporary stack and removes all of it afterwards, even when it could not start or the user interrupts it
 * (Ctrl-C), which ends the process.
 */
export async function onTemporaryStack(
  use: (seeded: SeededStack) => Promise<void>,
  options: Partial<StackOptions> = {},
): Promise<void> {
  const { dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-')) } = options;
  const leave = new AbortController();
  const interrupt = () => leave.abort(new StartError('Interrupted; everything it started is gone.'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
  const interrupted = new Promise<never>((_, reject) =>
    leave.signal.addEventListener('abort', () => reject(leave.signal.reason)),
  );
  interrupted.catch(() => undefined); // It may reject before anything awaits it.
  try {
    const seeded = await startSeededStack({ ...options, dataFolder, signal: leave.signal });
    try {
      await Promise.race([use(seeded), interrupted]);
    } finally {
      await seeded.stack.stop();
    }
  } finally {
    await Promise.all(
      [dataFolder, postgresHome(join(dataFolder, 'postgres'))].map((folder) => rm(folder, { recursive: true, force: true })),
    );
  }
}
