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

/** The decoders of pictures; ES modules have no way to import it that a bundle keeps. */
const magickFile = new URL(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));

/** A source file and its bundle in `dist`, without extension. */
type Entry = { in: string; out: string };

const services = () => find('containers/*/{main,migrate,grant-role}.ts', (service, program) => `${service}/${program}`);
const functions = () => find('functions/*/handler.ts', (name) => `functions/${name}/handler`);
/** What a function runs in threads of its own. */
const workers = () => find('functions/*/worker.ts', (name) => `functions/${name}/worker`);
/** The functions as programs that feed themselves or run by a clock, for clusters without Lambda, and what those run in threads. */
const functionsAsPrograms = () => find('functions/*/{main,worker}.ts', (name, program) => `${name}/${program}`);
/** Beside each service what traces it, which it loads only when it is told where traces go. */
const tracing = () => serviceNames.map((service) => ({ in: 'shared/tracing/sdk.ts', out: `${service}/tracing` }));
/** The services that can run on Lambda, too, each with the function that migrates its schema. */
const servicesAsFunctions = () => [
  ...find('containers/*/lambda.ts', (service) => `functions/${service}/handler`),
  ...find('containers/*/migrate-lambda.ts', (service) => `functions/${service}-migrate/handler`),
];

/**
 * Bundles every service and function into `dist`, the same files that the containers and Lambda run:
 * `dist/<service>/main.mjs` with its migrations beside it, `dist/functions/<name>/handler.mjs`, and those functions that can
 * feed themselves once more as `dist/<name>/main.mjs`; and the shop and the console into `dist/site`. Each file is replaced as
 * a whole, so builds may run side by side, and a service may start meanwhile.
 * @throws Error with esbuild's messages
 */
export async function build(): Promise<void> {
  await bundleForLocal();
  // Else esbuild's own process stays for as long as ours.
  await stop();
}

/**
 * Builds all that is deployed: what `build` makes, the services as Lambda functions, and of each function
 * `dist/functions/<name>.zip`, which holds `handler.mjs` and, if it migrates, the migrations. A zip has no source map:
 * the names that a stack tells are those of the source, and the map beside the bundle knows the lines. `dist/site` gets what describes the API, which the CDN serves, too.
 * Files of earlier builds go: images would hold them.
 */
async function buildForAws(): Promise<void> {
  await Promise.all([bundleForLocal(), bundleAll(servicesAsFunctions(), onLambda), writeDocuments()]);
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
    bundleAll([...services(), ...tracing(), ...functionsAsPrograms()], { target: 'node24', minifyIdentifiers: true }),
    bundleAll([...functions(), ...workers()], onLambda),
    copyMigrations(),
    copyMagick(),
    writeWeb(),
  ]);
}

/** The page comes last: whoever has it must find what it loads. */
async function writeWeb(): Promise<void> {
  const { 'index.html': page = new Uint8Array(), ...assets } = await buildWeb();
  const write = ([name, contents]: [string, Uint8Array]) => replace(join(distFolder, 'site', name), contents);
  await Promise.all(Object.entries(assets).map(write));
  await write(['index.html', page]);
}

/** What describes the API, as the CDN serves it. The local gateway takes it from where it comes from. */
async function writeDocuments(): Promise<void> {
  const files = Object.entries(documents());
  await Promise.all(files.map(([path, { body }]) => replace(join(distFolder, 'site', fileNameOf(path)), body)));
}

function find(pattern: string, out: (folder: string, program: string) => string): Entry[] {
  const files = globSync(pattern, { cwd: root });
  return files.sort().map((file) => ({ in: file, out: out(basename(dirname(file)), basename(file, '.ts')) }));
}

/** How everything is bundled that Node runs. */
export const bundling = {
  absWorkingDir: root,
  write: false,
  bundle: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  // Whoever has the map has the sources; without them a process that reads it needs 8 MB less.
  sourcemap: 'linked',
  sourcesContent: false,
  minifyWhitespace: true,
  minifySyntax: true,
  plugins: [englishAlone, besideTheBundle],
  legalComments: 'none',
  // The error that is thrown tells it all.
  logLevel: 'silent',
  // Some dependencies are CommonJS and call require() at run time, which an ES module does not have.
  banner: {
    js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
  },
} as const satisfies BuildOptions;

/** Lambda's newest runtime that the AWS provider accepts. A zip has no source map, so stacks need the names themselves. */
const onLambda = { target: 'node22', minifyIdentifiers: false };

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

/** A file of another package that a function reads while it runs. */
async function copyMagick(): Promise<void> {
  const contents = await readFile(magickFile);
  await Promise.all(['functions/media', 'media'].map((folder) => replace(join(distFolder, folder, 'magick.wasm'), contents)));
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KB`;

/** What the function's bundle reads from its own folder. */
async function filesBeside(name: string): Promise<Record<string, Uint8Array>> {
  const folder = join(distFolder, 'functions', name);
  const files = globSync(['worker.mjs', '*.wasm'], { cwd: folder });
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file))] as const)));
}

/** The migrations of the service whose schema the function migrates; none for any other function. */
async function migrationsFor(name: string): Promise<Record<string, Uint8Array>> {
  const [, service] = /^([\w-]+)-migrate$/.exec(name) ?? [];
  if (!service) return {};
  const folder = join(root, 'containers', service);
  const files = globSync('migrations/**/*.{sql,json}', { cwd: folder });
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file))] as const)));
}

/** Drafts are outside of what is deployed: whoever lists a service's files meanwhile must not see one. */
const draftFolder = join(distFolder, '.drafts');

async function replace(path: string, contents: Uint8Array): Promise<void> {
  const draft = join(draftFolder, `${relative(distFolder, path).replaceAll(sep, '-')}.${process.pid}`);
  await Promise.all([dirname(path), draftFolder].map((folder) => mkdir(folder, { recursive: true })));
  await writeFile(draft, contents);
  await rename(draft, path);
  written.add(path);
}

if (import.meta.main) await buildForAws();
