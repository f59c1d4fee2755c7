import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { copyWhole } from '../../../../local/resources/whole-copy.ts';

let folder: string;
let source: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whole copy-'));
  [source, target] = [join(folder, 'source'), join(folder, 'target')];
  await mkdir(join(source, 'lib'), { recursive: true });
  await writeFile(join(source, 'lib', 'a.so.1'), 'library');
});
afterEach(() => rm(folder, { recursive: true }));

test('a copy made before the source’s links is replaced', async () => {
  await copyWhole(source, target);
  await symlink('a.so.1', join(source, 'lib', 'a.so'));
  expect(await copyWhole(source, target)).toBe(target);
  expect(await readlink(join(target, 'lib', 'a.so'))).toBe('a.so.1');
});

test('a copy with a missing or truncated file is replaced', async () => {
  await copyWhole(source, target);
  await writeFile(join(target, 'lib', 'a.so.1'), 'lib');
  await copyWhole(source, target);
  expect(await readFile(join(target, 'lib', 'a.so.1'), 'utf8')).toBe('library');
  await rm(join(target, 'lib'), { recursive: true });
  await copyWhole(source, target);
  expect(await readFile(join(target, 'lib', 'a.so.1'), 'utf8')).toBe('library');
});

test('several concurrent copiers all find a complete copy', async () => {
  await Promise.all([copyWhole(source, target), copyWhole(source, target), copyWhole(source, target)]);
  expect(await readFile(join(target, 'lib', 'a.so.1'), 'utf8')).toBe('library');
});
