import type { Plugin } from 'esbuild';

/** Leaves out zod's messages in some fifty other languages: 400 KB per service that are never used. */
export const englishAlone: Plugin = {
  name: 'english-alone',
  setup({ onLoad }) {
    const contents = `export { default as en } from './en.js';`;
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents, loader: 'js' }));
  },
};
