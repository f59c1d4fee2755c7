import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { type Publisher, publishers } from '#events/define-events.ts';
import { checkOut } from '../../local/bench/other-checkout.ts';
import { bundling } from '../../local/build.ts';

const root = join(import.meta.dirname, '..', '..');

/** The bundle of each service. */
export type Bundles = Record<Publisher, string>;

/** The wrapped modules, as the importing module names them. */
const wrapped: Record<string, string> = { './loop.ts': 'loop.ts', '#shared/messaging/consumer.ts': 'consumer.ts' };

/** Puts crash points around the calls that the loop is given. No source has them, so no other bundle can. */
const crashPoints: Plugin = {
  name: 'crash-points',
  setup({ onResolve }) {
    onResolve({ filter: /loop\.ts$|consumer\.ts$/ }, ({ path, importer }) =>
      importer.endsWith(join('shared', 'saga', 'participant.ts')) && wrapped[path]
        ? { path: join(import.meta.dirname, 'crash-points', wrapped[path]) }
        : undefined,
    );
  },
};

/** Builds the saga's services as the harness runs them, in a separate folder and never in `dist`. */
export async function buildForFaults(folder: string, plugins: readonly Plugin[] = []): Promise<Bundles> {
  await build({
    ...bundling,
    write: true,
    entryPoints: publishers.map((name) => ({ in: join(root, 'containers', name, 'main.ts'), out: `${name}/main` })),
    outdir: folder,
    target: 'node24',
    plugins: [...bundling.plugins, ...plugins, crashPoints],
  });
  return Object.fromEntries(publishers.map((name) => [name, join(folder, name, 'main.mjs')])) as Bundles;
}

/** Builds the services of another commit with that commit's own build. */
export async function buildOther(ref: string): Promise<{ label: string; bundles: Bundles; remove(): Promise<void> }> {
  const { folder, label, remove } = await checkOut(ref);
  try {
    await promisify(execFile)(process.execPath, [join('local', 'build.ts')], { cwd: folder });
  } catch (error) {
    await remove();
    throw error;
  }
  const bundles = Object.fromEntries(publishers.map((name) => [name, join(folder, 'dist', name, 'main.mjs')])) as Bundles;
  return { label, bundles, remove };
}
