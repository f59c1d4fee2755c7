import { globSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build as bundle, stop } from 'esbuild';

export const distFolder = join(import.meta.dirname, '..', 'dist');

const root = join(import.meta.dirname, '..');
const serviceEntries = 'containers/*/{main,migrate,grant-role}.ts';
const functionEntries = 'functions/*/handler.ts';

/**
 * Bundles every service and function into `dist`, the same files that the containers and Lambda run:
 * `dist/<service>/main.mjs` with its migrations beside it, `dist/functions/<name>/handler.mjs`. Each file is replaced as a
 * whole, so builds may run side by side, and a service may start meanwhile.
 * @throws Error with esbuild's messages
 */
export async function build(): Promise<void> {
  await Promise.all([
    bundleAll({ entries: serviceEntries, outbase: 'containers', outdir: distFolder, target: 'node24' }),
    // Lambda's newest runtime that the AWS provider accepts.
    bundleAll({ entries: functionEntries, outbase: 'functions', outdir: join(distFolder, 'functions'), target: 'node22' }),
    copyMigrations(),
  ]);
  // Else esbuild's own process stays for as long as ours.
  await stop();
}

async function bundleAll({ entries, outbase, outdir, target }: Record<'entries' | 'outbase' | 'outdir' | 'target', string>) {
  const { outputFiles } = await bundle({
    absWorkingDir: root,
    write: false,
    entryPoints: globSync(entries, { cwd: root }),
    outbase,
    outdir,
    target,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    legalComments: 'none',
    // The error that is thrown tells it all.
    logLevel: 'silent',
    // Some dependencies are CommonJS and call require() at run time, which an ES module does not have.
    banner: {
      js: `import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);`,
    },
  });
  await Promise.all(outputFiles.map(({ path, contents }) => replace(path, contents)));
}

async function copyMigrations(): Promise<void> {
  const files = globSync('containers/*/migrations/**/*.{sql,json}', { cwd: root });
  const copy = async (file: string) => replace(join(distFolder, relative('containers', file)), await readFile(join(root, file)));
  await Promise.all(files.map(copy));
}

async function replace(path: string, contents: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, contents);
  await rename(draft, path);
}

if (import.meta.main) await build();
