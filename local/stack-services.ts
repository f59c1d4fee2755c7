import { join } from 'node:path';
import { allOf } from './all-of.ts';
import type { Backends } from './backends.ts';
import { commonEnvironment, functionEnvironments, serviceEnvironments } from './environments.ts';
import { freePort } from './free-port.ts';
import type { Parts } from './parts.ts';
import { bundleOf, compileCache, createService, type Service } from './resources/service.ts';
import { type ServiceName, serviceNames } from './services.ts';
import { signingKeys } from './signing-keys.ts';
import type { StackTracing } from './tracing.ts';

export type FunctionName = keyof ReturnType<typeof functionEnvironments>;

/** Additional environment variables, per service or function. */
export type Surplus = Partial<Record<ServiceName | FunctionName, Record<string, string>>>;

export type ReplicaOptions = { label: string; bundle?: string; env?: Record<string, string> };

export type ServicesOptions = {
  dataFolder: string;
  /** May depend on where the backends and auth are. */
  env?: Surplus | ((addresses: Backends & { authUrl: string }) => Surplus);
  /** Bundles to use instead of those in `dist`, per service. */
  bundles?: Partial<Record<ServiceName, string>>;
};

type Wanted = { parts: Parts; options: ServicesOptions; gatewayPort: number; tracing: StackTracing };

/** The services, not yet started, and the environments of each service and function. */
export async function createServices(backends: Backends, { parts, options, gatewayPort, tracing }: Wanted) {
  const { surroundings } = parts;
  const ports = await allOf(
    Object.fromEntries(serviceNames.map((name) => [name, freePort()])) as Record<ServiceName, Promise<number>>,
  );
  const addresses = { ...backends, authUrl: `http://127.0.0.1:${ports.auth}` };
  const common = {
    ...commonEnvironment(addresses),
    ...tracing.env,
    // Other bundles leave nothing in the shared cache.
    NODE_COMPILE_CACHE: options.bundles ? join(options.dataFolder, 'compile-cache') : compileCache,
  };
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const told = { signingKeys: signingKeys(join(options.dataFolder, 'keys')), gatewayUrl };
  const own = { ...serviceEnvironments(backends, told), ...functionEnvironments(backends, gatewayUrl) };
  const surplus = typeof options.env === 'function' ? options.env(addresses) : options.env;
  const environmentOf = (name: keyof typeof own): Record<string, string> => ({ ...common, ...own[name], ...surplus?.[name] });
  const create = (name: ServiceName) =>
    createService({ name, env: environmentOf(name), port: ports[name], bundle: options.bundles?.[name], surroundings });
  const replicaOf = async (name: ServiceName, { label, bundle, env }: ReplicaOptions) =>
    createService({
      name: label,
      env: { ...environmentOf(name), ...env },
      port: await freePort(),
      bundle: bundle ?? bundleOf(name),
      surroundings,
    });
  const services = Object.fromEntries(serviceNames.map((name) => [name, create(name)])) as Record<ServiceName, Service>;
  return { services, environmentOf, replicaOf };
}
