import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, createClient, expectStatus } from '../../local/demo/client.ts';
import { createWitness, type Witness } from '../../local/demo/witness.ts';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { runStoresCommand } from '../../local/rehearsal/stores.ts';
import { postgresHome } from '../../local/resources/postgres-program.ts';
import { products } from '../../local/seed.ts';
import { startSeededStack } from '../../local/seeded-stack.ts';
import type { Stack } from '../../local/stack.ts';
import { eventually } from '../support/eventually.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const backup = join(dataFolder, 'backup');

let stack: Stack | undefined;
let witness: Witness;
let customer: Client;
let operator: Client;

async function start(): Promise<void> {
  const { stack: started, running } = await startSeededStack({ dataFolder });
  stack = started;
  witness = createWitness(running.endpoints);
  const signIn = async (role: string) => {
    const client = createClient(running.gatewayUrl);
    await client.signIn(running.accounts.find((account) => account.role === role) ?? { email: role, password: '' });
    return client;
  };
  [customer, operator] = await Promise.all([signIn('customer'), signIn('operator')]);
}

async function stop(): Promise<void> {
  witness?.close();
  await stack?.stop();
  stack = undefined;
}

async function place(): Promise<string> {
  const lines = [{ productId: products.mouse.productId, quantity: 2 }];
  return (await expectStatus(customer.place({ lines }), 202)).orderId;
}

/** The commands of a rehearsal, in the words of docs/deploy.md. */
function rehearsal(): string[] {
  const page = readFileSync(join(import.meta.dirname, '../../docs/deploy.md'), 'utf8');
  const [, block = ''] = /^### Rehearse a restore\n.*?```sh\n(.*?)```/ms.exec(page) ?? [];
  return block
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ +#.*$/, ''));
}

const home = postgresHome(join(dataFolder, 'postgres'));

/** Runs the next command of the rehearsal, which must be this one. */
function follow(script: string[], expected: string): string[] {
  const command = script.shift() ?? '';
  expect(command.replace(/^(npm|npx node) (run )?/, '')).toMatch(new RegExp(`^${expected}`));
  return [...command.matchAll(/'([^']*)'|(\S+)/g)]
    .map(([word, quoted]) => quoted ?? word)
    .slice(command.startsWith('npx') ? 3 : 4);
}

beforeAll(start, 300_000);
afterAll(async () => {
  witness?.close();
  await stack?.destroy();
  for (const folder of [dataFolder, home]) rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('after a restore, orders placed since then are found and undone, and all books agree', async () => {
  const script = rehearsal();
  const stores = async (expected: string) => {
    const args = follow(script, `local/stores.ts ${expected}`).map((word) => (word === 'backup' ? backup : word));
    return runStoresCommand(args, dataFolder);
  };
  follow(script, 'start');
  const kept = await place();
  await customer.orderWhen(kept, ({ settled }) => settled, 60);
  await expect(runStoresCommand(['wipe'], dataFolder)).rejects.toThrow('is already running');
  await stop();
  await stores('save');

  follow(script, 'start');
  await start();
  const lost = [await place(), await place(), await place()];
  for (const orderId of lost) await customer.orderWhen(orderId, ({ settled }) => settled, 60);
  await expectStatus(operator.call('POST', `/v1/shipping/shipments/${kept}/dispatch`), 200);
  await stop();
  await stores('wipe');
  expect([home, join(dataFolder, 'dynamodb')].filter((folder) => existsSync(folder))).toEqual([]);
  await stores('restore');

  follow(script, 'start');
  await start();
  for (const orderId of lost) expect((await customer.call('GET', `/v1/orders/${orderId}`)).status).toBe(404);
  expect((await witness.money(lost[0])).captured).toBe(2 * 25_99);

  const before = ['--before', new Date(Date.now() + 60_000).toISOString()];
  const ops = async (args: string[]) => (await execute(readCommand([...args, ...before]), operator)).text;
  const seen = await ops(follow(script, 'ops -- reconcile'));
  for (const orderId of lost) {
    expect(seen).toMatch(new RegExp(`intent-without-order +pi_\\w+ +${orderId} +adopt +suggested`));
    expect(seen).toMatch(new RegExp(`booking-without-order +- +${orderId} +adopt +suggested`));
  }
  await ops(follow(script, 'ops -- reconcile --apply'));
  const again = follow(script, 'ops -- reconcile');
  await eventually(async () => expect(await ops(again)).toContain('All books agree.'), 60);
  expect(script).toEqual([]);

  const deadLettersBefore = await witness.deadLetters();
  for (const orderId of lost) {
    const slate = await witness.slate(orderId, { deadLettersBefore });
    expect(slate).toEqual({ held: 0, committed: 0, authorized: 0, captured: 0, booked: 0, deadLetters: 0 });
  }
  expect(deadLettersBefore).toBe(0);
  expect((await customer.order(kept)).status).toBe('CONFIRMED');
  expect(await witness.money(kept)).toMatchObject({ captured: 2 * 25_99, refunded: 0 });
}, 300_000);
