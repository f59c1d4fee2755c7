import { globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build as bundle, stop } from 'esbuild';
import { besideTheBundle } from './build/beside-the-bundle.ts';
import { englishAlone } from './build/english-alone.ts';
import { buildWeb } from './build/web.ts';
import { zip } from './build/zip.ts';
import { documents, fileNameOf } from './documents.ts';
import { serviceNames } from './services.ts';
import { textTable } from './text-table.ts';

export const distFolder = join(import.meta.dirname, '..', 'dist');

const root = join(import.meta.dirname, '..');

/** The picture decoders. A bundle would not keep an ES module import of this file. */
const magickFile = new URL(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));

/** A source file and its bundle in `dist`, without extension. */
type Entry = { in: string; out: string };

const services = () => find('containers/*/{main,migrate,grant-role}.ts', (service, program) => `${service}/${program}`);
const functions = () => find('functions/*/handler.ts', (name) => `functions/${name}/handler`);
/** The worker threads of functions. */
const workers = () => find('functions/*/worker.ts', (name) => `functions/${name}/worker`);
/** The functions as programs for clusters without Lambda, which feed themselves or run on a schedule, with their worker threads. */
const functionsAsPrograms = () => find('functions/*/{main,worker}.ts', (name, program) => `${name}/${program}`);
/** The services that can also run on Lambda, each with the function that migrates its schema. */
const servicesAsFunctions = () => [
  ...find('containers/*/lambda.ts', (service) => `functions/${service}/handler`),
  ...find('containers/*/migrate-lambda.ts', (service) => `functions/${service}-migrate/handler`),
];

/**
 * Bundles every service and function into `dist`, the same files that the containers and Lambda run: `dist/<service>/main.mjs`
 * with its migrations beside it, `dist/functions/<name>/handler.mjs`, and the shop and the console as `dist/site`. Each file is
 * replaced atomically, so builds may run concurrently, and services may start meanwhile.
 * @throws Error with esbuild's messages
 */
export async function build(): Promise<void> {
  await bundleForLocal();
  // Otherwise esbuild's child process lives as long as ours.
  await stop();
}

/**
 * Builds everything that is deployed: what `build` makes, the services as Lambda functions, functions that can feed themselves
 * also as `dist/<name>/main.mjs`, and for each function `dist/functions/<name>.zip` with `handler.mjs` and its migrations, if
 * any. A zip has no source map: stacks show the source's names, and the map beside the bundle knows the lines. `dist/site` also
 * gets the API description, which the CDN serves. Files of earlier builds are removed, because images would contain them.
 */
async function buildForAws(): Promise<void> {
  await Promise.all([
    bundleForLocal(),
    bundleAll(servicesAsFunctions(), onLambda),
    bundleAll(functionsAsPrograms(), inContainers),
    copyMagick('media'),
    writeDocuments(),
  ]);
  await stop();
  const names = [...functions(), ...servicesAsFunctions()].map(({ out }) => basename(dirname(out)));
  const programs = [...services(), ...functionsAsPrograms()].filter(({ out }) => basename(out) === 'main');
  console.log(textTable([['service', 'bundle', 'gzip'], ...(await Promise.all(programs.map(sizeOf)))]));
  console.log(`\n${textTable([['function', 'bundle', 'zip'], ...(await Promise.all(names.map(zipFunction)))])}`);
  await removeOthers();
}

const written = new Set<string>();

async function removeOthers(): Promise<void> {
  const files = globSync('**/*.*', { cwd: distFolder }).map((file) => join(distFolder, file));
  await Promise.all(files.filter((file) => !written.has(file)).map((file) => rm(file, { force: true })));
}

async function bundleForLocal(): Promise<void> {
  await Promise.all([
    bundleAll(services(), inContainers),
    bundleTracing(),
    bundleAll([...functions(), ...workers()], onLambda),
    copyMigrations(),
    copyMagick('functions/media'),
    writeWeb(),
  ]);
}

/** Writes the page last: a browser that gets it must find the assets it loads. */
async function writeWeb(): Promise<void> {
  const { 'index.html': page = new Uint8Array(), ...assets } = await buildWeb();
  const write = ([name, contents]: [string, Uint8Array]) => replace(join(distFolder, 'site', name), contents);
  await Promise.all(Object.entries(assets).map(write));
  await write(['index.html', page]);
}

/** The API description, as the CDN serves it. The local gateway serves it without a build. */
async function writeDocuments(): Promise<void> {
  const files = Object.entries(documents());
  await Promise.all(files.map(([path, { body }]) => replace(join(distFolder, 'site', fileNameOf(path)), body)));
}

function find(pattern: string, out: (folder: string, program: string) => string): Entry[] {
  const files = globSync(pattern, { cwd: root });
  return files.sort().map((file) => ({ in: file, out: out(basename(dirname(file)), basename(file, '.ts')) }));
}

/** How everything that Node runs is bundled. */
export const bundling = {
  absWorkingDir: root,
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // The sources are next to the map anyway. Without them in the map, a process that reads it needs 8 MB less.
  sourcemap: 'linked',
  sourcesContent: false,
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [englishAlone, besideTheBundle],
  legalComments: 'none',
  // The thrown error contains all messages.
  logLevel: 'silent',
  // Some dependencies are CommonJS and call require() at run time, which ES modules lack.
  banner: {
    js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
  },
} as const satisfies BuildOptions;

const inContainers = { target: 'node24', minifyIdentifiers: true };

/** The newest Lambda runtime that the AWS provider accepts. A zip has no source map, so stack traces need the original names. */
const onLambda = { target: 'node22', minifyIdentifiers: false };

/** The tracing code beside each service, which loads it only when tracing is configured. */
async function bundleTracing(): Promise<void> {
  const entryPoints = [{ in: 'shared/tracing/sdk.ts', out: 'tracing' }];
  const { outputFiles } = await bundle({ ...bundling, ...inContainers, entryPoints, outdir: join(distFolder, 'each') });
  const into = (service: string) =>
    outputFiles.map(({ path, contents }) => replace(join(distFolder, service, basename(path)), contents));
  await Promise.all(serviceNames.flatMap(into));
}

async function bundleAll(entryPoints: Entry[], options: typeof onLambda): Promise<void> {
  const { outputFiles } = await bundle({ ...bundling, ...options, entryPoints, outdir: distFolder });
  await Promise.all(outputFiles.map(({ path, contents }) => replace(path, contents)));
}

async function copyMigrations(): Promise<void> {
  const files = globSync('containers/*/migrations/**/*.{sql,json}', { cwd: root });
  const copy = async (file: string) => replace(join(distFolder, relative('containers', file)), await readFile(join(root, file)));
  await Promise.all(files.map(copy));
}

async function sizeOf({ out }: Entry): Promise<string[]> {
  const content = await readFile(join(distFolder, `${out}.mjs`));
  return [dirname(out), kilobytes(content.length), kilobytes(gzipSync(content).length)];
}

async function zipFunction(name: string): Promise<string[]> {
  const handler = await readFile(join(distFolder, 'functions', name, 'handler.mjs'));
  const zipped = zip({ 'handler.mjs': handler, ...(await filesBeside(name)), ...(await migrationsFor(name)) });
  await replace(join(distFolder, 'functions', `${name}.zip`), zipped);
  return [name, kilobytes(handler.length), kilobytes(zipped.length)];
}

/** A file from another package that a function reads at run time. */
const copyMagick = async (folder: string) => replace(join(distFolder, folder, 'magick.wasm'), await readFile(magickFile));

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`;

/** What the function's bundle reads from its own folder. */
async function filesBeside(name: string): Promise<Record<string, Uint8Array>> {
  const folder = join(distFolder, 'functions', name);
  const files = globSync(['worker.mjs', '*.wasm'], { cwd: folder });
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file))] as const)));
}

/** The migrations of the service whose schema the function migrates; empty for any other function. */
async function migrationsFor(name: string): Promise<Record<string, Uint8Array>> {
  const [, service] = /^([\w-]+)-migrate$/.exec(name) ?? [];
  if (!service) return {};
  const folder = join(root, 'containers', service);
  const files = globSync('migrations/**/*.{sql,json}', { cwd: folder });
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file))] as const)));
}

/** Drafts are kept outside the deployed folders, so that listing a service's files never shows one. */
const draftFolder = join(distFolder, '.drafts');

async function replace(path: string, contents: Uint8Array): Promise<void> {
  const draft = join(draftFolder, `${relative(distFolder, path).replaceAll(sep, '-')}.${process.pid}`);
  await Promise.all([dirname(path), draftFolder].map((folder) => mkdir(folder, { recursive: true })));
  await writeFile(draft, contents);
  await rename(draft, path);
  written.add(path);
}

if (import.meta.main) await buildForAws();
