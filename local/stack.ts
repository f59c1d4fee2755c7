import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Topology } from '#events/topology.ts';
import { allOf } from './all-of.ts';
import { type Backends, type MediaDefinition, startBackends } from './backends.ts';
import type { SiteOptions } from './documents.ts';
import { startEventSources } from './event-sources.ts';
import { holdPort, isFree } from './free-port.ts';
import { lockFolder } from './lock.ts';
import { createParts, type Parts, type PartsOptions } from './parts.ts';
import { removeAll, removeData } from './remove-data.ts';
import type { TableDefinition } from './resources/dynamodb.ts';
import { type LambdaFunction, startFunction } from './resources/function-host.ts';
import { type GatewaySettings, readGatewaySettings } from './resources/gateway/settings.ts';
import { type GatewayOptions, startGateway } from './resources/gateway.ts';
import { runProgram, type Service } from './resources/service.ts';
import type { TraceCollector } from './resources/trace-collector.ts';
import { type ServiceName, serviceNames, servicesWithDatabase } from './services.ts';
import { site } from './site.ts';
import { createServices, type FunctionName, type ReplicaOptions, type ServicesOptions } from './stack-services.ts';
import { StartError } from './start-error.ts';
import { startStackTracing } from './tracing.ts';

const functionNames: FunctionName[] = ['authorizer', 'timeline', 'media', 'dead-letters'];

/** Only one stack at a time works in a data folder. */
export type StackOptions = ServicesOptions & {
  /** 0 picks a free port. */
  gatewayPort?: number;
  /** Overrides whole sections of `infra/gateway.json`, and sets which pages may call the gateway. */
  gateway?: Partial<GatewaySettings> & { corsOrigins?: readonly string[] };
  /** With it the checkout shows Stripe's own card fields. */
  stripePublishableKey?: string | undefined;
  /** Starts without any data from earlier starts. */
  fresh?: boolean;
  /** Resolves when the bundles in `dist` are up to date; if omitted, they are used as they are. */
  built?: Promise<void>;
  postgresSettings?: Record<string, string>;
  /** Collects all traces. */
  traces?: boolean;
} & Partial<Pick<PartsOptions, 'signal' | 'onProgress' | 'onUnexpectedExit'>>;

export type Stack = {
  gatewayUrl: string;
  services: Record<ServiceName, Service>;
  functions: Record<FunctionName, LambdaFunction>;
  backends: Backends;
  /** The traces, if they are collected. */
  traces: TraceCollector | undefined;
  /** An additional process of a service, not yet started, that receives no requests. Stop it before the stack. */
  replicaOf(name: ServiceName, options: ReplicaOptions): Promise<Service>;
  /** Gives a registered user a role. */
  grantRole(email: string, role: string): Promise<void>;
  /** Lets requests and messages in flight finish, then stops everything, within 10 s. The data are kept. */
  stop(): Promise<void>;
  /** Stops everything and removes all data. */
  destroy(): Promise<void>;
};

/**
 * The whole system on this machine: first the backends, then the services and functions from their bundles, then the gateway.
 * @throws StartError after stopping everything that did start
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataFolder = resolve(options.dataFolder);
  const unlock = lockFolder(dataFolder);
  const { signal, onProgress = () => undefined, onUnexpectedExit = () => undefined } = options;
  const parts = createParts({ logFolder: join(dataFolder, 'logs'), signal, onProgress, onUnexpectedExit });
  try {
    if (options.gatewayPort && !(await isFree(options.gatewayPort))) throw portTaken(options.gatewayPort);
    if (options.fresh) await removeData(dataFolder);
    await rm(join(dataFolder, 'logs'), { recursive: true, force: true });
    const { stop, ...stack } = await startParts(parts, { ...options, dataFolder });
    parts.complete();
    const stopAll = () => stop().finally(unlock);
    return { ...stack, stop: stopAll, destroy: () => stopAll().then(() => removeAll(dataFolder)) };
  } catch (error) {
    await parts.abandon(error);
    unlock();
    throw error;
  }
}

async function startParts(parts: Parts, options: StackOptions): Promise<Omit<Stack, 'destroy'>> {
  const { dataFolder, built = Promise.resolve(), fresh = false, postgresSettings } = options;
  const { part, surroundings } = parts;
  const bundles = part('bundles', built);
  const starting = startBackends({ ...backendFiles(), parts, dataFolder, roles: servicesWithDatabase, fresh, postgresSettings });
  const starts = part('tracing', startStackTracing(options));
  const migrated = part('migrations', migrate(starting.postgres, bundles, parts));
  const backends = await allOf(starting);
  const [tracing] = await Promise.all([starts, bundles, migrated]);

  // Services get the gateway's address before it starts, and meanwhile another program could take the port.
  const held = options.gatewayPort ? undefined : await holdPort();
  const gatewayPort = options.gatewayPort || (held?.port ?? 0);
  const { services, environmentOf, replicaOf } = await createServices(backends, { parts, options, gatewayPort, tracing });
  const startNamed = (name: FunctionName) =>
    part(`function ${name}`, startFunction({ name, env: environmentOf(name), surroundings }));
  const [functions] = await Promise.all([
    allOf(
      Object.fromEntries(functionNames.map((name) => [name, startNamed(name)])) as Record<FunctionName, Promise<LambdaFunction>>,
    ),
    ...serviceNames.map((name) => part(`service ${name}`, services[name].start())),
  ]);
  const sources = startEventSources(backends.messaging, functions);
  await held?.release();
  const gateway = await part(
    'gateway',
    startGateway({
      ...gatewayOptions(options, { uploadsTo: backends.bucket.endpoint, traceUrl: tracing.collector?.waterfallUrl }),
      port: gatewayPort,
      services: Object.fromEntries(serviceNames.map((name) => [name, services[name].url])),
      authorizer: functions.authorizer.invoke as GatewayOptions['authorizer'],
      origins: { '/media/': backends.bucket.origin },
      tracing: tracing.gateway,
    }),
  );

  const stop = async () => {
    // Requests in flight should finish before the services stop, but a hanging caller must not block us.
    await Promise.race([gateway.stop(), sleep(2_000, undefined, { ref: false })]);
    await Promise.all([...sources, ...Object.values(services)].map((taking) => taking.stop()));
    await Promise.all([...Object.values(functions), ...Object.values(backends), tracing].map((started) => started.stop()));
  };
  const grantRole = (email: string, role: string) => {
    const env = { DATABASE_URL: backends.postgres.urlOf('auth') };
    return runProgram({ service: 'auth', program: 'grant-role', args: [email, role], env, surroundings });
  };
  return { gatewayUrl: gateway.url, services, functions, backends, traces: tracing.collector, replicaOf, grantRole, stop };
}

/** Pages under development are served from this machine, on any port. */
function gatewayOptions({ gateway = {}, stripePublishableKey }: StackOptions, places: SiteOptions) {
  const { corsOrigins = ['http://localhost:*', 'http://127.0.0.1:*'], ...changes } = gateway;
  const settings = { ...readGatewaySettings(), ...changes };
  const routes = readInfra<GatewayOptions['routes']>('routes');
  return { corsOrigins, settings, routes, ...site({ ...places, stripePublishableKey }) };
}

async function migrate(postgres: Promise<Backends['postgres']>, bundles: Promise<void>, { surroundings }: Parts): Promise<void> {
  const [{ adminUrl }] = await Promise.all([postgres, bundles]);
  const env = { DATABASE_URL: adminUrl };
  await Promise.all(servicesWithDatabase.map((service) => runProgram({ service, program: 'migrate', env, surroundings })));
}

const backendFiles = () => ({
  tables: readInfra<TableDefinition[]>('tables'),
  topology: readInfra<Topology>('topology'),
  media: readInfra<MediaDefinition>('media'),
});

/** Reads a file that Terraform reads too. */
function readInfra<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', 'infra', `${name}.json`), 'utf8')) as T;
}

const portTaken = (port: number) =>
  new StartError(`Port ${port}, which the gateway needs, is in use by another program.`, {
    hint: 'Stop that program, or choose another port: `GATEWAY_PORT=8081 npm start`.',
  });
