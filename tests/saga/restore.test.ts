import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Client, createClient, expectStatus } from '../../local/demo/client.ts';
import { createWitness, type Witness } from '../../local/demo/witness.ts';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { postgresHome } from '../../local/resources/postgres-program.ts';
import { products } from '../../local/seed.ts';
import { startSeededStack } from '../../local/seeded-stack.ts';
import type { Stack } from '../../local/stack.ts';
import { eventually } from '../support/eventually.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const backup = mkdtempSync(join(tmpdir(), 'cloudservices-test-'));
const home = postgresHome(join(dataFolder, 'postgres'));

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

/** Our own stores; the books of the provider and the carrier, and the queues, cannot be restored. */
const copyStores = (from: string, to: string) => {
  for (const [one, other] of [
    [from === backup ? join(backup, 'postgres') : home, to === backup ? join(backup, 'postgres') : home],
    [join(from, 'dynamodb'), join(to, 'dynamodb')],
  ] as const) {
    rmSync(other, { recursive: true, force: true });
    // Keeps the owner, which is another user when we are root.
    execFileSync('cp', ['-a', one, other]);
  }
};

beforeAll(start, 300_000);
afterAll(async () => {
  witness?.close();
  await stack?.destroy();
  for (const folder of [backup, dataFolder, home]) rmSync(folder, { recursive: true, force: true });
}, 120_000);

test('after a restore, orders placed since then are found and undone, and all books agree', async () => {
  const kept = await place();
  await customer.orderWhen(kept, ({ settled }) => settled, 60);
  await stop();
  copyStores(dataFolder, backup);

  await start();
  const lost = [await place(), await place(), await place()];
  for (const orderId of lost) await customer.orderWhen(orderId, ({ settled }) => settled, 60);
  await expectStatus(operator.call('POST', `/v1/shipping/shipments/${kept}/dispatch`), 200);
  await stop();
  copyStores(backup, dataFolder);

  await start();
  for (const orderId of lost) expect((await customer.call('GET', `/v1/orders/${orderId}`)).status).toBe(404);
  expect((await witness.money(lost[0])).captured).toBe(2 * 25_99);

  const before = ['--before', new Date(Date.now() + 60_000).toISOString()];
  const ops = async (...args: string[]) => (await execute(readCommand(['reconcile', ...before, ...args]), operator)).text;
  const seen = await ops();
  for (const orderId of lost) {
    expect(seen).toMatch(new RegExp(`intent-without-order +pi_\\w+ +${orderId} +adopt +suggested`));
    expect(seen).toMatch(new RegExp(`booking-without-order +- +${orderId} +adopt +suggested`));
  }
  await ops('--apply', '--because', 'restored to 12:00');
  await eventually(async () => expect(await ops()).toContain('All books agree.'), 60);

  const deadLettersBefore = await witness.deadLetters();
  for (const orderId of lost) {
    const slate = await witness.slate(orderId, { deadLettersBefore });
    expect(slate).toEqual({ held: 0, committed: 0, authorized: 0, captured: 0, booked: 0, deadLetters: 0 });
  }
  expect(deadLettersBefore).toBe(0);
  expect((await customer.order(kept)).status).toBe('CONFIRMED');
  expect(await witness.money(kept)).toMatchObject({ captured: 2 * 25_99, refunded: 0 });
}, 300_000);
