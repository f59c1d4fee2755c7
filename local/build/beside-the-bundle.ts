import type { Plugin } from 'esbuild';

/** Keeps the tracing code in a separate file: in the bundle it would be loaded at every start, used or not. */
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
