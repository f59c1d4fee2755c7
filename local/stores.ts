import { join } from 'node:path';
import { runStoresCommand } from './rehearsal/stores.ts';
import { runCommand } from './start-error.ts';

/** Saves, wipes or restores our own stores of the stopped local stack, to rehearse a restore. */
await runCommand(async () =>
  console.log(await runStoresCommand(process.argv.slice(2), join(import.meta.dirname, '..', '.local'))),
);
