import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockFolder } from '../lock.ts';
import { postgresHome } from '../resources/postgres-program.ts';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);
const names = ['postgres', 'dynamodb'] as const;
const usage =
  '`npx node local/stores.ts save <folder>`, `npx node local/stores.ts wipe`, `npx node local/stores.ts restore <folder>`';

/**
 * Runs one of the commands that rehearse a restore, on a stack that is stopped: it saves our own stores to a folder, wipes them,
 * or restores them. The books of Stripe and the carrier stay as they are, as do the queues: they are not ours to restore.
 * @returns what was done, in a sentence
 * @throws StartError if the command is wrong, or the stack is running
 */
export async function runStoresCommand(args: readonly string[], dataFolder: string): Promise<string> {
  const [action = '', folder, ...rest] = args;
  const isKnown = action === 'wipe' ? folder === undefined : ['save', 'restore'].includes(action) && folder && rest.length === 0;
  if (!isKnown) throw new StartError(`Usage: ${usage}.`);
  const unlock = lockFolder(dataFolder);
  try {
    if (action === 'wipe') return await wipe(dataFolder);
    return action === 'save' ? await save(dataFolder, folder ?? '') : await restore(dataFolder, folder ?? '');
  } finally {
    unlock();
  }
}

async function save(dataFolder: string, folder: string): Promise<string> {
  if (existsSync(folder)) throw new StartError(`${folder} already exists.`, { hint: 'Name another folder, or remove it.' });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of names) await copy(placeOf(dataFolder, name), join(folder, name));
  return `Saved PostgreSQL and DynamoDB to ${folder}.`;
}

async function wipe(dataFolder: string): Promise<string> {
  for (const name of names) await rm(placeOf(dataFolder, name), { recursive: true, force: true });
  return 'Wiped PostgreSQL and DynamoDB. The books of Stripe and the carrier are still there.';
}

async function restore(dataFolder: string, folder: string): Promise<string> {
  const missing = names.find((name) => !existsSync(join(folder, name)));
  if (missing)
    throw new StartError(`${folder} has no ${missing}.`, {
      hint: 'Name a folder that `npx node local/stores.ts save` has written.',
    });
  await wipe(dataFolder);
  for (const name of names) await copy(join(folder, name), placeOf(dataFolder, name));
  return `Restored PostgreSQL and DynamoDB from ${folder}.`;
}

const placeOf = (dataFolder: string, name: (typeof names)[number]) =>
  name === 'postgres' ? postgresHome(join(dataFolder, name)) : join(dataFolder, name);

/** Keeps the owner, which is another user when we are root. */
const copy = (from: string, to: string) => run('cp', ['-a', from, to]);
