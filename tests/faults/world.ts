import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import type { Publisher } from '#events/define-events.ts';
import type { Backends } from '../../local/backends.ts';
import { unthrottled } from '../../local/resources/gateway/settings.ts';
import type { Service } from '../../local/resources/service.ts';
import type { SeededStack } from '../../local/seeded-stack.ts';
import type { ServiceName } from '../../local/services.ts';
import type { Stack } from '../../local/stack.ts';
import type { StartError } from '../../local/start-error.ts';
import { onTemporaryStack } from '../../local/temporary-stack.ts';
import type { Armament } from './armament.ts';
import { startAwsProxy } from './proxy/aws.ts';
import { type PostgresProxy, startPostgresProxy } from './proxy/postgres.ts';
import { startStripeProxy } from './proxy/stripe.ts';
import type { Trouble } from './weather.ts';

/** The system under test, and the means to trouble and observe it. */
export type World = {
  stack: Stack;
  accounts: SeededStack['running']['accounts'];
  dataFolder: string;
  postgresProxy: PostgresProxy;
  /** A connection to PostgreSQL as administrator, bypassing the proxy. */
  sql: postgres.Sql;
  /** Sets what a process gets at its next start. */
  arm(process: string, armament: Armament): void;
  /** How many MiB a service has in use, without garbage. */
  memoryInUse(service: ServiceName): Promise<number>;
};

export type WorldOptions = Trouble & {
  dataFolder: string;
  /** The bundles that run, if they are not the ones in `dist`. */
  bundles?: Partial<Record<ServiceName, string>>;
  /** How many seconds after the start each further key begins to sign. */
  keyRotationsAfterSeconds: readonly number[];
  onUnexpectedExit: (name: string, error: StartError) => void;
};

/** Runs `use` on a separate system, with proxies in front of everything that it depends on. */
export async function inWorld(options: WorldOptions, use: (world: World) => Promise<void>): Promise<void> {
  const { dataFolder, deadlineSeconds, bundles = {}, onUnexpectedExit } = options;
  const told = Promise.withResolvers<Backends>();
  const messaging = told.promise.then((backends) => backends.messaging.endpoint);
  const port = told.promise.then(({ postgres: { adminUrl } }) => Number(new URL(adminUrl).port));
  const stripe = told.promise.then((backends) => backends.stripe.url);
  const [aws, stripeProxy, postgresProxy] = await Promise.all([
    startAwsProxy(options, messaging),
    startStripeProxy(options, stripe),
    startPostgresProxy(port),
  ]);
  const armamentOf = (name: string) => join(dataFolder, `${name}.armament.json`);
  const armed = (name: string) => ({ ARMAMENT_FILE: armamentOf(name), NODE_OPTIONS: `--import ${armamentModule}` });
  makeKeys(join(dataFolder, 'keys'), options.keyRotationsAfterSeconds);

  const env = (backends: Backends) => {
    told.resolve(backends);
    aws.connect({ messaging: backends.messaging.endpoint, dynamodb: backends.dynamodb.endpoint });
    const database = (role: string) => ({ DATABASE_URL: withPort(backends.postgres.urlOf(role), postgresProxy.port) });
    const through = (name: string) => ({ ...aws.environmentOf(name), ...armed(name) });
    return {
      auth: { ...armed('auth'), ...database('auth') },
      catalog: armed('catalog'),
      orders: { ...through('orders'), ...database('orders'), ORDER_DEADLINE_SECONDS: String(deadlineSeconds) },
      inventory: through('inventory'),
      billing: { ...through('billing'), ...database('billing'), STRIPE_API_URL: stripeProxy.url },
      shipping: { ...through('shipping'), ...database('shipping') },
      timeline: aws.environmentOf('timeline'),
    };
  };
  try {
    await onTemporaryStack(
      async ({ stack, running }) => {
        const sql = postgres(stack.backends.postgres.adminUrl, { max: 3, onnotice: () => undefined, connection: asWriter });
        // Replaced atomically, because a process may be reading the previous file.
        const arm = (name: string, armament: Armament) => {
          writeFileSync(`${armamentOf(name)}.draft`, JSON.stringify(armament));
          renameSync(`${armamentOf(name)}.draft`, armamentOf(name));
        };
        const memoryInUse = async (name: ServiceName) => {
          const answer = `${armamentOf(name)}.memory`;
          rmSync(answer, { force: true });
          process.kill(stack.services[name].pid ?? 0, 'SIGUSR2');
          while (!existsSync(answer)) await sleep(20);
          return Number(readFileSync(answer, 'utf8')) / 2 ** 20;
        };
        try {
          await use({ stack, accounts: running.accounts, dataFolder, postgresProxy, sql, arm, memoryInUse });
        } finally {
          await sql.end({ timeout: 2 });
        }
      },
      { env, bundles, dataFolder, onUnexpectedExit, gateway: { throttle: unthrottled } },
    );
  } finally {
    await Promise.all([aws.stop(), stripeProxy.stop(), postgresProxy.stop()]);
  }
}

/** A second process of a service, with the same proxies. */
export const replicaOf = ({ stack, dataFolder }: World, name: Publisher, bundle?: string): Promise<Service> => {
  const label = `${name}-2`;
  const ARMAMENT_FILE = join(dataFolder, `${label}.armament.json`);
  return stack.replicaOf(name, { label, env: { ARMAMENT_FILE }, ...(bundle ? { bundle } : {}) });
};

const armamentModule = pathToFileURL(join(import.meta.dirname, 'armament.ts')).href;

/** The harness itself can still write while PostgreSQL is read-only for the services. */
const asWriter = { default_transaction_read_only: false, application_name: 'faults' };

function withPort(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

/** Makes the keys that sign one after the other, each named after the time from which it signs. */
function makeKeys(folder: string, afterSeconds: readonly number[]): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const moments = [new Date('2020-01-01T00:00:00Z'), ...afterSeconds.map((seconds) => new Date(Date.now() + seconds * 1000))];
  for (const moment of moments) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const name = `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z.pem`;
    writeFileSync(join(folder, name), privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
}
