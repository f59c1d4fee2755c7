import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { type Client, createClient } from '../../local/demo/client.ts';
import type { Cast } from '../../local/demo/scenarios.ts';
import { createWitness, type Witness } from '../../local/demo/witness.ts';
import { startSeededStack } from '../../local/seeded-stack.ts';
import type { Stack, StackOptions } from '../../local/stack.ts';

/** The whole system for one test file: its own processes, ports and data. Filled in before the first test. */
export type World = Cast & { stack: Stack; witness: Witness };

export function useStack(options: Partial<StackOptions> = {}): World {
  const world = {} as World;

  beforeAll(async () => {
    const { dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-')) } = options;
    const { stack, running } = await startSeededStack({ ...options, dataFolder });
    const signIn = async (role: string): Promise<Client> => {
      const client = createClient(stack.gatewayUrl);
      await client.signIn(running.accounts.find((account) => account.role === role) ?? { email: role, password: '' });
      return client;
    };
    const [customer, operator, admin] = await Promise.all([signIn('customer'), signIn('operator'), signIn('admin')]);
    Object.assign(world, { stack, witness: createWitness(running.endpoints), customer, operator, admin });
  });

  afterAll(async () => {
    world.witness?.close();
    await world.stack?.destroy();
  });

  return world;
}
