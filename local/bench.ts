import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { cpuSeconds, memoryMebibytes, processesOf } from './bench/processes.ts';
import { measureProductReads } from './bench/product-reads.ts';
import { build } from './build.ts';
import { type Client, createClient, expectStatus } from './demo/client.ts';
import { unthrottled } from './resources/gateway/settings.ts';
import type { Account } from './seed.ts';
import type { SeededStack } from './seeded-stack.ts';
import type { Stack } from './stack.ts';
import { runCommand } from './start-error.ts';
import { onTemporaryStack } from './temporary-stack.ts';

const placementSeconds = 8;
const paced = { perSecond: 20, seconds: 15 };
const warmUp = { perSecond: 10, seconds: 15 };
const burstSize = 300;

/** Measures the whole system on this machine, on stacks and data of its own; takes about two minutes. */
async function main(): Promise<void> {
  await build();
  await onStack(async (bench) => {
    for (const line of await measureProductReads(bench.stack, bench.productId)) print(...line);
    await pacedOrders(bench, warmUp);
    await measurePaced(bench);
    await measureBurst(bench);
    for (const clients of [1, 16]) await measurePlacement(bench, clients);
    for (const { name, pid } of processesOf(bench.stack)) print(`memory of ${name}`, `${memoryMebibytes(pid)} MiB`);
  });
  await onStack(async (bench) => {
    print('', 'with inventory stopped, so that no saga takes the processor from placing:');
    await bench.stack.services.inventory.stop();
    for (const clients of [1, 16]) await measurePlacement(bench, clients);
  });
}

type Bench = { stack: Stack; customer: Client; customerAccount: Account; productId: string };

async function onStack(measure: (bench: Bench) => Promise<void>): Promise<void> {
  const began = performance.now();
  const measureIt = async ({ stack, running }: SeededStack) => {
    print('start to ready, without the build', `${((performance.now() - began) / 1000).toFixed(2)} s`);
    const signIn = async (role: Account['role']) => {
      const client = createClient(stack.gatewayUrl);
      const account = running.accounts.find((each) => each.role === role);
      if (!account) throw new Error(`There is no account with the role ${role}`);
      await client.signIn(account);
      return { client, account };
    };
    const [admin, customer] = await Promise.all([signIn('admin'), signIn('customer')]);
    const productId = await stockUp(admin.client);
    await measure({ stack, customer: customer.client, customerAccount: customer.account, productId });
  };
  // What the services can do, not what the gateway lets through.
  await onTemporaryStack(measureIt, { gateway: { throttle: unthrottled } });
}

async function stockUp(admin: Client): Promise<string> {
  const product = { name: 'Plenty', category: 'bench', price: { amount: 1_000, currency: 'USD' } };
  const { productId } = await expectStatus(admin.call<{ productId: string }>('POST', '/v1/catalog/products', product), 201);
  const adjustment = { delta: 1_000_000, reason: 'plenty' };
  await expectStatus(
    admin.call('POST', `/v1/inventory/${productId}/adjustments`, adjustment, { 'idempotency-key': productId }),
    200,
  );
  return productId;
}

const place = async (customer: Client, productId: string) =>
  (await expectStatus(customer.place({ lines: [{ productId, quantity: 1 }] }), 202)).orderId;

/** Places orders at a steady rate, whether or not earlier ones have been answered, and waits until all are settled. */
async function pacedOrders({ customer, productId }: Bench, { perSecond, seconds }: typeof paced): Promise<string[]> {
  const placed: Promise<string>[] = [];
  const began = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    await pause(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
    placed.push(place(customer, productId));
  }
  const orderIds = await Promise.all(placed);
  await customer.ordersWhen(orderIds, ({ settled }) => settled, 60);
  return orderIds;
}

async function measurePaced(bench: Bench): Promise<void> {
  const { stack, customer } = bench;
  const processes = processesOf(stack).map((each) => ({ ...each, before: cpuSeconds(each.pid) }));
  const orderIds = await pacedOrders(bench, paced);
  const used = processes.map(({ name, pid, ours, before }) => ({
    name,
    ours,
    perThousand: ((cpuSeconds(pid) - before) * 1000) / orderIds.length,
  }));
  const waits: number[] = [];
  for (const orderId of orderIds) waits.push(await millisecondsToConfirm(customer, orderId));
  waits.sort((a, b) => a - b);
  const at = (share: number) => `${waits[Math.ceil(waits.length * share) - 1]} ms`;
  print(`placement to CONFIRMED at ${paced.perSecond} orders/s`, `p50 ${at(0.5)}, p99 ${at(0.99)} (${orderIds.length} orders)`);
  const ours = used.filter((each) => each.ours).reduce((sum, { perThousand }) => sum + perThousand, 0);
  print('CPU of our services per 1,000 orders', `${ours.toFixed(1)} s`);
  for (const { name, perThousand } of used) print(`  ${name}`, `${perThousand.toFixed(1)} s`);
}

type Told = { type: string; time: string };

/** By the times of the two events, which one service and one clock gave them. */
async function millisecondsToConfirm(customer: Client, orderId: string): Promise<number> {
  const { events } = await expectStatus(customer.call<{ events: Told[] }>('GET', `/v1/orders/${orderId}/timeline`), 200);
  const timeOf = (type: string) => Date.parse(events.find((event) => event.type === type)?.time ?? '');
  return timeOf('OrderConfirmed') - timeOf('OrderPlaced');
}

async function measureBurst({ customer, productId }: Bench): Promise<void> {
  const began = performance.now();
  const orderIds = await Promise.all(Array.from({ length: burstSize }, () => place(customer, productId)));
  await customer.ordersWhen(orderIds, ({ settled }) => settled, 120);
  const seconds = (performance.now() - began) / 1000;
  print(`${burstSize} orders at once`, `all settled after ${seconds.toFixed(1)} s, ${(burstSize / seconds).toFixed(0)} orders/s`);
}

async function measurePlacement({ stack: { gatewayUrl }, customerAccount, productId }: Bench, clients: number): Promise<void> {
  const { email, password } = customerAccount;
  const { accessToken } = await expectStatus(
    createClient(gatewayUrl).call<{ accessToken: string }>('POST', '/v1/auth/login', { email, password }),
    200,
  );
  const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };
  const body = JSON.stringify({ lines: [{ productId, quantity: 1 }], paymentMethod: 'pm_card_visa', shipTo });
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' };
  const setupRequest = (request: autocannon.Request) => ({
    ...request,
    headers: { ...headers, 'idempotency-key': randomUUID() },
  });
  const request = { method: 'POST', path: '/v1/orders', body, setupRequest } as const;
  const result = await autocannon({ url: gatewayUrl, connections: clients, duration: placementSeconds, requests: [request] });
  const refused = result.non2xx + result.errors;
  const { p50, p99 } = result.latency;
  print(
    `POST /v1/orders, ${clients} client${clients > 1 ? 's' : ''}`,
    `${result.requests.average.toFixed(0)}/s, p50 ${p50} ms, p99 ${p99} ms${refused ? `, ${refused} refused` : ''}`,
  );
}

const print = (what: string, figure: string) => console.log(`${what.padEnd(48)}${figure}`);

await runCommand(main);
