import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { bundling } from '../../local/build.ts';
import { type SagaService, sagaServices } from './saga-services.ts';

const root = join(import.meta.dirname, '..', '..');

/** What the wrapped modules are, seen from the one that imports them. */
const wrapped: Record<string, string> = { './loop.ts': 'loop.ts', '#shared/messaging/consumer.ts': 'consumer.ts' };

/** Puts the crash points around what the loop is given. No source knows of them, so no other bundle can have any. */
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

/** The saga's services as the harness runs them, in a folder of their own: never in `dist`. */
export async function buildForFaults(folder: string, plugins: readonly Plugin[] = []): Promise<Record<SagaService, string>> {
  await build({
    ...bundling,
    write: true,
    entryPoints: sagaServices.map((name) => ({ in: join(root, 'containers', name, 'main.ts'), out: `${name}/main` })),
    outdir: folder,
    target: 'node24',
    plugins: [...bundling.plugins, ...plugins, crashPoints],
  });
  return Object.fromEntries(sagaServices.map((name) => [name, join(folder, name, 'main.mjs')])) as Record<SagaService, string>;
}
