import type { Plugin } from 'esbuild';

/** Leaves out what zod's messages are in some fifty other languages: 400 KB of every service, and nobody asks for one. */
export const englishAlone: Plugin = {
  name: 'english-alone',
  setup({ onLoad }) {
    const contents = `export { default as en } from './en.js';`;
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents, loader: 'js' }));
  },
};
