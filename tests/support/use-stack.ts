import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { publishers } from '#events/define-events.ts';
import { type Client, createClient } from '../../local/demo/client.ts';
import type { Cast } from '../../local/demo/scenarios.ts';
import { createWitness, type Witness } from '../../local/demo/witness.ts';
import type { Account } from '../../local/seed.ts';
import { startSeededStack } from '../../local/seeded-stack.ts';
import type { Stack, StackOptions } from '../../local/stack.ts';
import type { WireProxy } from '../../local/wire-proxy.ts';

/** A proxy between the saga's services, its timeline included, and the emulators of SNS, SQS and DynamoDB. */
export type Wired = { startProxy?: () => Promise<WireProxy> };
const saga = [...publishers, 'timeline'];

/** The whole system for one test file, with its own processes, ports and data. Ready before the first test. */
export type World = Cast & { stack: Stack; witness: Witness; accounts: readonly Account[] };

export function useStack(options: Partial<StackOptions> & Wired = {}): World {
  const world = {} as World;
  const { startProxy, ...stackOptions } = options;
  let proxy: WireProxy | undefined;

  beforeAll(async () => {
    proxy = await startProxy?.();
    const env = Object.fromEntries(saga.map((caller) => [caller, proxy?.environmentOf(caller) ?? {}]));
    const { dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-')) } = options;
    const { stack, running } = await startSeededStack({ ...stackOptions, ...(proxy ? { env } : {}), dataFolder });
    const { messaging, dynamodb } = stack.backends;
    proxy?.connect({ messaging: messaging.endpoint, dynamodb: dynamodb.endpoint });
    const signIn = async (role: string): Promise<Client> => {
      const client = createClient(stack.gatewayUrl);
      await client.signIn(running.accounts.find((account) => account.role === role) ?? { email: role, password: '' });
      return client;
    };
    const [customer, operator, admin] = await Promise.all([signIn('customer'), signIn('operator'), signIn('admin')]);
    Object.assign(world, {
      stack,
      witness: createWitness(running.endpoints),
      accounts: running.accounts,
      customer,
      operator,
      admin,
    });
  });

  afterAll(async () => {
    world.witness?.close();
    await world.stack?.destroy();
    await proxy?.stop();
  });

  return world;
}
