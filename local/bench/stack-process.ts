// Runs a stack of this or another checkout (first argument) in a separate process, with the options in the second argument.
// Reports to its parent once it is ready, and stops when the parent disconnects.
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Account } from '../seed.ts';
import type { StackOptions } from '../stack.ts';
import { runCommand } from '../start-error.ts';
import { type MeasuredProcess, processesOf } from './processes.ts';

/** What the parent can choose. */
export type StackChoice = Pick<StackOptions, 'env' | 'postgresSettings'>;

/** What the parent receives. */
export type ToldStack = {
  /** From the start until ready, without the build. */
  startSeconds: number;
  gatewayUrl: string;
  accounts: Account[];
  /** All processes but the functions. */
  processes: MeasuredProcess[];
  /** The database, as its administrator. */
  databaseUrl: string;
  endpoints: { messaging: string; dynamodb: string };
};

const [checkout = '', choice = '{}'] = process.argv.slice(2);

/** Imports a module of the checkout. An older one may lack something, so callers use only what both have. */
const load = (path: string) => import(pathToFileURL(join(checkout, path)).href);

await runCommand(async () => {
  const { build } = (await load('local/build.ts')) as typeof import('../build.ts');
  const { onTemporaryStack } = (await load('local/temporary-stack.ts')) as typeof import('../temporary-stack.ts');
  const { unthrottled } = (await load(
    'local/resources/gateway/settings.ts',
  )) as typeof import('../resources/gateway/settings.ts');
  await build();
  const began = performance.now();
  await onTemporaryStack(
    async ({ stack, running }) => {
      const { postgres, messaging, dynamodb } = stack.backends;
      const told: ToldStack = {
        startSeconds: (performance.now() - began) / 1000,
        gatewayUrl: stack.gatewayUrl,
        accounts: running.accounts,
        processes: processesOf(stack),
        databaseUrl: postgres.adminUrl,
        endpoints: { messaging: messaging.endpoint, dynamodb: dynamodb.endpoint },
      };
      const left = once(process, 'disconnect');
      process.send?.(told);
      await left;
    },
    // The services' capacity is measured, not the gateway's limits.
    { ...(JSON.parse(choice) as StackChoice), gateway: { throttle: unthrottled } },
  );
});
