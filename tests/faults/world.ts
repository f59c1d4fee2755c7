import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import postgres from 'postgres';
import type { Publisher } from '#events/define-events.ts';
import { unthrottled } from '../../local/resources/gateway/settings.ts';
import type { Service } from '../../local/resources/service.ts';
import type { SeededStack } from '../../local/seeded-stack.ts';
import { type ServiceName, serviceNames } from '../../local/services.ts';
import type { Stack } from '../../local/stack.ts';
import type { ServicesOptions } from '../../local/stack-services.ts';
import type { StartError } from '../../local/start-error.ts';
import { onTemporaryStack } from '../../local/temporary-stack.ts';
import type { Armament } from './armament.ts';
import { makeKeys } from './keys.ts';
import { type Proxies, startProxies } from './proxy/proxies.ts';
import type { Trouble } from './weather.ts';

/** The system under test, and the means to trouble and observe it. */
export type World = {
  stack: Stack;
  accounts: SeededStack['running']['accounts'];
  dataFolder: string;
  proxies: Proxies;
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
  const proxies = await startProxies(options);
  const armaments = armamentsIn(dataFolder);
  makeKeys(join(dataFolder, 'keys'), options.keyRotationsAfterSeconds);
  const env: ServicesOptions['env'] = (addresses) => {
    const { orders, ...others } = proxies.environments(addresses);
    const all = { ...others, orders: { ...orders, ORDER_DEADLINE_SECONDS: String(deadlineSeconds) } };
    const armed = serviceNames.map((name) => [name, { ...all[name], ...armaments.environmentOf(name) }] as const);
    return { ...all, ...Object.fromEntries(armed) };
  };
  try {
    await onTemporaryStack(
      async ({ stack, running: { accounts } }) => {
        const sql = postgres(stack.backends.postgres.adminUrl, { max: 3, onnotice: () => undefined, connection: asWriter });
        const memoryInUse = (name: ServiceName) => armaments.memoryOf(name, stack.services[name].pid ?? 0);
        try {
          await use({ stack, accounts, dataFolder, proxies, sql, arm: armaments.arm, memoryInUse });
        } finally {
          await sql.end({ timeout: 2 });
        }
      },
      { env, bundles, dataFolder, onUnexpectedExit, gateway: { throttle: unthrottled } },
    );
  } finally {
    await proxies.stop();
  }
}

/** The files by which the harness speaks with what is loaded into each process. */
function armamentsIn(dataFolder: string) {
  const fileOf = (process: string) => join(dataFolder, `${process}.armament.json`);
  return {
    environmentOf: (process: string) => ({ ARMAMENT_FILE: fileOf(process), NODE_OPTIONS: `--import ${armamentModule}` }),

    /** Replaced atomically, because a process may be reading the previous file. */
    arm(process: string, armament: Armament): void {
      writeFileSync(`${fileOf(process)}.draft`, JSON.stringify(armament));
      renameSync(`${fileOf(process)}.draft`, fileOf(process));
    },

    async memoryOf(name: string, pid: number): Promise<number> {
      const answer = `${fileOf(name)}.memory`;
      rmSync(answer, { force: true });
      process.kill(pid, 'SIGUSR2');
      while (!existsSync(answer)) await sleep(20);
      return Number(readFileSync(answer, 'utf8')) / 2 ** 20;
    },
  };
}

/** A second process of a service, with the same proxies. */
export const replicaOf = ({ stack, dataFolder, proxies }: World, name: Publisher, bundle?: string): Promise<Service> => {
  const label = `${name}-2`;
  const env = { ...proxies.environmentOf(label), ...armamentsIn(dataFolder).environmentOf(label) };
  return stack.replicaOf(name, { label, env, ...(bundle ? { bundle } : {}) });
};

const armamentModule = pathToFileURL(join(import.meta.dirname, 'armament.ts')).href;

/** The harness itself can still write while PostgreSQL is read-only for the services. */
const asWriter = { default_transaction_read_only: false, application_name: 'faults' };
