import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoints } from './demo/witness.ts';
import type { Account } from './seed.ts';

/** What other programs need to know about a running stack. It contains passwords, so only its owner may read it. */
export type Running = { pid: number; gatewayUrl: string; endpoints: Endpoints; accounts: Account[]; traces?: string | undefined };

const fileIn = (dataFolder: string) => join(dataFolder, 'running.json');

export function noteRunning(dataFolder: string, running: Omit<Running, 'pid'>): void {
  writeFileSync(fileIn(dataFolder), `${JSON.stringify({ pid: process.pid, ...running }, null, 2)}\n`, { mode: 0o600 });
}

export const noteStopped = (dataFolder: string): void => rmSync(fileIn(dataFolder), { force: true });

/** The stack running on a data folder, if any. */
export function findRunning(dataFolder: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')) as Running;
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined; // No file, or one left behind by a launcher that was killed.
  }
}
