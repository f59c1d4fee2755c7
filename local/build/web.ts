import { join } from 'node:path';

const root = join(import.meta.dirname, '../../web');

/** Builds the shop and the console. @returns their files by name: `index.html`, and the assets under `assets/` */
export async function buildWeb(): Promise<Record<string, Uint8Array>> {
  // Loaded only here, because it is large.
  const { build } = await import('vite');
  const built = await inProduction(() =>
    // Node loads the configuration natively; Vite would write to node_modules for it, which may be shared.
    build({ configFile: join(root, 'vite.config.ts'), configLoader: 'native', logLevel: 'error', build: { write: false } }),
  );
  if (!('output' in built)) throw new Error('Vite should have built one site, once');
  const files = built.output.map(
    (file) => [file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const,
  );
  return Object.fromEntries(files);
}

/** Makes tests use what is deployed: otherwise a build in a test would contain React's development version and be twice as large. */
async function inProduction<T>(build: () => Promise<T>): Promise<T> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    return await build();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
