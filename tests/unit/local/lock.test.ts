import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { lockFolder } from '../../../local/lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('refuses a second stack in the folder, and names the process of the first', () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`The stack in ${folder} is already running, as process ${process.pid}.`);
  unlock();
  lockFolder(folder)();
});

it('is free again after its holder has been killed', async () => {
  const lock = JSON.stringify(join(import.meta.dirname, '../../../local/lock.ts'));
  // Keeps the release function alive: if it were garbage-collected, its database would be closed and the lock released.
  const source = `import(${lock}).then(({ lockFolder }) => { globalThis.unlock = lockFolder(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000); })`;
  const holder = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  expect(() => lockFolder(folder)).toThrow(`as process ${holder.pid}`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  lockFolder(folder)();
});
