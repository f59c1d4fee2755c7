import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimHome } from '../../../../local/resources/claim-home.ts';
import { postgresHome } from '../../../../local/resources/postgres-program.ts';

let clone: string;
let folder: string;
let row: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'claim-'));
  folder = join(clone, 'postgres');
  row = join(postgresHome(folder), 'data', 'row');
});
afterEach(() => Promise.all([clone, postgresHome(folder)].map((each) => rm(each, { recursive: true, force: true }))));

async function start(): Promise<void> {
  await claimHome(folder);
  await mkdir(join(row, '..'), { recursive: true });
}

test('a clone’s data are there at its next start', async () => {
  await start();
  await writeFile(row, 'mine');
  await start();
  expect(existsSync(row)).toBe(true);
});

test('a new clone in the place of a deleted one starts without its data', async () => {
  await start();
  await writeFile(row, 'of another');
  await rm(clone, { recursive: true });
  await start();
  expect(existsSync(row)).toBe(false);
});
