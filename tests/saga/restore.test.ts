import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import connect from 'postgres';
import { type Client, createClient, expectStatus } from '../../local/demo/client.ts';
import { createWitness, type Witness } from '../../local/demo/witness.ts';
import { execute } from '../../local/ops/commands.ts';
import { readCommand } from '../../local/ops/options.ts';
import { runStoresCommand } from '../../local/rehearsal/stores.ts';
import { startPostgres } from '../../local/resources/postgres.ts';
import { postgresHome } from '../../local/resources/postgres-program.ts';
import { products } from '../../local/seed.ts';
import { startSeededStack } from '../../local/seeded-stack.ts';
import { servicesWithDatabase } from '../../local/services.ts';
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

const settle = (...orderIds: string[]) => customer.ordersWhen(orderIds, ({ settled }) => settled, 90);

/** Two orders without a payment and two with an authorized one. None can be confirmed: shipping and billing are down. */
async function placeOpen(): Promise<{ unpaid: [string, string]; authorized: [string, string] }> {
  await stack?.services.shipping.stop();
  const authorized: [string, string] = [await place(), await place()];
  await customer.ordersWhen(authorized, ({ status }) => status === 'PAYMENT_AUTHORIZED', 60);
  await stack?.services.billing.stop();
  const unpaid: [string, string] = [await place(), await place()];
  await customer.ordersWhen(unpaid, ({ status }) => status === 'STOCK_RESERVED', 60);
  return { unpaid, authorized };
}

/** Lets the deadline of these orders pass before any service runs, as when a restore takes hours. */
async function letExpire(...orderIds: string[]): Promise<void> {
  const { signal } = new AbortController();
  const postgres = await startPostgres({
    folder: join(dataFolder, 'postgres'),
    roles: servicesWithDatabase,
    surroundings: { logFolder: join(dataFolder, 'logs'), signal, onUnexpectedExit: () => undefined },
  });
  // Bypasses the guards.
  const sql = connect(postgres.adminUrl, { max: 1, connection: { session_replication_role: 'replica' } });
  try {
    const { count } = await sql`
      update orders.orders set deadline = now() - interval '1 hour' where order_id = any(${orderIds}::uuid[]) and decision = 'open'`;
    expect(count).toBe(orderIds.length);
  } finally {
    await sql.end();
    await postgres.stop();
  }
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

const paid = 2 * 25_99;
/** An undo that comes sooner after placement relies on our own rows: no one restores a backup that quickly. */
const restoreMilliseconds = 31_000;
const undone = { held: 0, committed: 0, authorized: 0, captured: 0, booked: 0, deadLetters: 0 };
const delivered = { ...undone, committed: 2, captured: paid, booked: 1 };

test('after a restore, orders placed or confirmed since then are found and undone, or confirmed again, and all books agree', async () => {
  const script = rehearsal();
  const stores = async (expected: string) => {
    const args = follow(script, `local/stores.ts ${expected}`).map((word) => (word === 'backup' ? backup : word));
    return runStoresCommand(args, dataFolder);
  };
  follow(script, 'start');
  const kept = await place();
  await settle(kept);
  await expect(runStoresCommand(['wipe'], dataFolder)).rejects.toThrow('is already running');
  const { unpaid, authorized } = await placeOpen();
  const open = [...unpaid, ...authorized];
  const placed = Date.now();
  await stop();
  await stores('save');

  follow(script, 'start');
  await start();
  const lost = [await place(), await place(), await place()];
  for (const { status } of await settle(...open, ...lost)) expect(status).toBe('CONFIRMED');
  for (const orderId of open) expect(await witness.slate(orderId, { deadLettersBefore: 0 })).toEqual(delivered);
  await expectStatus(operator.call('POST', `/v1/shipping/shipments/${kept}/dispatch`), 200);
  await stop();
  await stores('wipe');
  expect([home, join(dataFolder, 'dynamodb')].filter((folder) => existsSync(folder))).toEqual([]);
  await stores('restore');
  const [expired, inTime] = [
    [unpaid[0], authorized[0]],
    [unpaid[1], authorized[1]],
  ] as const;
  await letExpire(...expired);
  await sleep(Math.max(0, placed + restoreMilliseconds - Date.now()));

  follow(script, 'start');
  await start();
  for (const orderId of lost) expect((await customer.call('GET', `/v1/orders/${orderId}`)).status).toBe(404);
  expect((await witness.money(lost[0])).captured).toBe(paid);
  for (const { status, reason } of await settle(...expired))
    expect({ status, reason }).toEqual({ status: 'CANCELLED', reason: 'EXPIRED' });
  for (const { status } of await settle(...inTime)) expect(status).toBe('CONFIRMED');

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
  for (const orderId of [...lost, ...expired]) expect(await witness.slate(orderId, { deadLettersBefore })).toEqual(undone);
  for (const orderId of inTime) {
    expect(await witness.slate(orderId, { deadLettersBefore })).toEqual(delivered);
    expect(await witness.money(orderId)).toMatchObject({ captured: paid, refunded: 0 });
  }
  expect(deadLettersBefore).toBe(0);
  expect((await customer.order(kept)).status).toBe('CONFIRMED');
  expect(await witness.money(kept)).toMatchObject({ captured: paid, refunded: 0 });
}, 600_000);
