import { join } from 'node:path';
import { distFolder } from '../build.ts';
import { createProcess, type ManagedProcess, type Surroundings } from '../resource.ts';

export type Service = ManagedProcess & { readonly url: string };

/** A service as one process running its bundle, not started yet. It keeps its port when restarted. */
export function createService({ name, env, port, bundle = bundleOf(name), surroundings }: ServiceOptions): Service {
  const service = createProcess({
    name,
    command: process.execPath,
    args: [bundle],
    env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
    ready: (line) => line.includes('"msg":"listening"'),
    stopTimeoutSeconds: 4,
    surroundings,
  });
  return Object.assign(service, { url: `http://127.0.0.1:${port}` });
}

type ServiceOptions = {
  name: string;
  env: Record<string, string>;
  port: number;
  bundle?: string | undefined;
  surroundings: Surroundings;
};

/** Where Node keeps the compiled code of bundles: a program that has run before, on whichever stack, starts in half the time. */
export const compileCache = join(distFolder, '.compile-cache');

export const bundleOf = (name: string) => join(distFolder, name, 'main.mjs');

/** Runs one of a service's other programs (`migrate`, `grant-role`) to completion. @throws StartError when it fails */
export async function runProgram(options: RunOptions): Promise<void> {
  const { service, program, args = [], env, surroundings } = options;
  await createProcess({
    name: `${service}-${program}`,
    command: process.execPath,
    args: [join(distFolder, service, `${program}.mjs`), ...args],
    env: { NODE_COMPILE_CACHE: compileCache, ...env },
    surroundings,
  }).start();
}

type RunOptions = {
  service: string;
  program: string;
  args?: readonly string[];
  env: Record<string, string>;
  surroundings: Surroundings;
};
