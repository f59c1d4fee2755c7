import { join } from 'node:path';
import { defineConfig } from 'vite';

const gateway = `http://127.0.0.1:${process.env.GATEWAY_PORT || 8080}`;

/** `npm run build` and `npm start` build by it. `npx vite web` serves the sources for development, in front of a running stack. */
export default defineConfig({
  root: import.meta.dirname,
  resolve: { alias: { 'react-style-singleton': join(import.meta.dirname, 'app/style-singleton.ts') } },
  build: {
    target: 'es2023',
    // Pictures and fonts as `data:` would be refused by our policy.
    assetsInlineLimit: 0,
    // The console's size is nothing that a customer waits for.
    chunkSizeWarningLimit: 1000,
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/media', '/docs', '/openapi.json', '/config.json'].map((path) => [path, gateway])),
  },
});
