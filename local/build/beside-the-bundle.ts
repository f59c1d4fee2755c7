import type { Plugin } from 'esbuild';

/** What traces a service is a file of its own: in the bundle it would be read whenever the service starts, used or not. */
export const besideTheBundle: Plugin = {
  name: 'beside-the-bundle',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/sdk\.ts$/ }, ({ kind, importer }) =>
      kind === 'dynamic-import' && importer.endsWith('/shared/tracing/start.ts')
        ? { path: './tracing.mjs', external: true }
        : undefined,
    );
  },
};
