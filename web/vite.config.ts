import { join } from 'node:path';
import { defineConfig } from 'vite';

const gateway = `http://127.0.0.1:${process.env.GATEWAY_PORT || 8080}`;

/** For `npm run build` and `npm start`. `npx vite web` serves the sources for development, in front of a running stack. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { 'react-style-singleton': join(import.meta.dirname, 'app/style-singleton.ts') } },
  build: {
    target: 'es2023',
    // Our policy would block pictures and fonts inlined as `data:`.
    assetsInlineLimit: 0,
    // The console may be large, because customers do not load it.
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/media', '/docs', '/openapi.json', '/config.json'].map((path) => [path, gateway])),
  },
});
