import { globSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build as bundle, stop } from 'esbuild';

export const distFolder = join(import.meta.dirname, '..', 'dist');

const root = join(import.meta.dirname, '..');
const serviceEntries = 'containers/*/{main,migrate,grant-role}.ts';
const functionEntries = 'functions/*/handler.ts';

/**
 * Bundles every service and function into `dist`, the same files that the containers and Lambda run:
 * `dist/<service>/main.mjs` with its migrations beside it, `dist/functions/<name>/handler.mjs`.
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
  await bundle({
    absWorkingDir: root,
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
}

async function copyMigrations(): Promise<void> {
  const folders = globSync('containers/*/migrations', { cwd: root });
  const copy = (folder: string) => cp(join(root, folder), join(distFolder, relative('containers', folder)), { recursive: true });
  await Promise.all(folders.map(copy));
}

if (import.meta.main) await build();
