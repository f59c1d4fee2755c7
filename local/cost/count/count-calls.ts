import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSeconds, processesOf } from '../../bench/processes.ts';
import { type Client, createClient, expectStatus } from '../../demo/client.ts';
import { products } from '../../seed.ts';
import type { SeededStack } from '../../seeded-stack.ts';
import type { Stack } from '../../stack.ts';
import { StartError } from '../../start-error.ts';
import { onTemporaryStack } from '../../temporary-stack.ts';
import type { CountedCalls, Tally } from '../counted-calls.ts';
import { type Call, hasContent } from './call-of.ts';
import { type CountingProxy, callers, startCountingProxy } from './counting-proxy.ts';

const together = { orders: 50, perSecond: 10 };
const idleSeconds = 120;

// Deletions linger to share a batch, and the timeline comes last.
const settleMilliseconds = 1_500;

/** Counts the AWS calls of one order, of many orders together and of an idle stack; takes about three minutes. */
export async function countCalls(): Promise<CountedCalls> {
  const proxy = await startCountingProxy();
  const counted = Promise.withResolvers<CountedCalls>();
  const env = Object.fromEntries(callers.map((caller) => [caller, proxy.environmentOf(caller)]));
  try {
    await onTemporaryStack(async (seeded) => counted.resolve(await countOn(seeded, proxy)), { env });
    return await counted.promise;
  } finally {
    await proxy.stop();
  }
}

async function countOn({ stack, running }: SeededStack, proxy: CountingProxy): Promise<CountedCalls> {
  const { messaging, dynamodb } = stack.backends;
  proxy.connect({ messaging: messaging.endpoint, dynamodb: dynamodb.endpoint });
  const customer = createClient(stack.gatewayUrl);
  const account = running.accounts.find(({ role }) => role === 'customer');
  if (!account) throw new Error('There is no customer account');
  await customer.signIn(account);
  // The first order also opens connections and fetches keys.
  await callsOf(proxy, () => orderAndSettle(customer, { orders: 1, perSecond: 1 }));

  const alone = await callsOf(proxy, () => orderAndSettle(customer, { orders: 1, perSecond: 1 }));
  const many = await countTogether({ stack, proxy, customer, eventsPerOrder: eventsIn(alone) });
  const idle = await callsOf(proxy, () => sleep(idleSeconds * 1000));
  return {
    alone: { orders: 1, calls: tally(alone.filter(hasContent)) },
    together: { ...together, cpuSecondsPerOrder: many.cpuSecondsPerOrder, calls: tally(many.calls.filter(hasContent)) },
    idle: { seconds: idleSeconds, calls: tally(idle) },
  };
}

async function callsOf(proxy: CountingProxy, work: () => Promise<unknown>): Promise<Call[]> {
  await sleep(settleMilliseconds);
  proxy.take();
  await work();
  await sleep(settleMilliseconds);
  return proxy.take();
}

async function orderAndSettle(customer: Client, { orders, perSecond }: typeof together): Promise<void> {
  const lines = [{ productId: products.mouse.productId, quantity: 1 }];
  const placed: Promise<string>[] = [];
  const began = performance.now();
  for (let number = 0; number < orders; number++) {
    await sleep(Math.max(0, began + (number * 1000) / perSecond - performance.now()));
    placed.push(expectStatus(customer.place({ lines }), 202).then(({ orderId }) => orderId));
  }
  await customer.ordersWhen(await Promise.all(placed), ({ settled }) => settled, 120);
}

type Together = { stack: Stack; proxy: CountingProxy; customer: Client; eventsPerOrder: number };

/** Orders that take longer than five seconds are announced again. Then the count reflects a slow machine, so it is repeated. */
async function countTogether({ stack, proxy, customer, eventsPerOrder }: Together) {
  const services = processesOf(stack).filter(({ ours }) => ours);
  const used = () => services.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  for (let tries = 0; tries < triesMax; tries++) {
    const before = used();
    const calls = await callsOf(proxy, () => orderAndSettle(customer, together));
    if (eventsIn(calls) === eventsPerOrder * together.orders)
      return { calls, cpuSecondsPerOrder: (used() - before) / together.orders };
  }
  throw new StartError(`Whenever ${together.orders} orders were placed, some were announced again.`, {
    hint: 'The machine is too busy. Count again when it has nothing else to do.',
  });
}

const triesMax = 5;

const eventsIn = (calls: readonly Call[]) =>
  calls.filter(({ caller }) => caller === 'timeline').reduce((sum, { entries }) => sum + entries, 0);

function tally(calls: readonly Call[]): Tally[] {
  const groups = Map.groupBy(calls, ({ caller, operation }) => `${caller} ${operation}`);
  return [...groups.keys()].sort().map((key) => sumUp(groups.get(key) ?? []));
}

function sumUp(calls: Call[]): Tally {
  const [{ caller, operation } = { caller: '', operation: '' }] = calls;
  const sum = (of: (call: Call) => number) => calls.reduce((total, call) => total + of(call), 0);
  return {
    caller,
    operation,
    calls: calls.length,
    entries: sum(({ entries }) => entries),
    readUnits: sum(({ readUnits }) => readUnits),
    writeUnits: sum(({ writeUnits }) => writeUnits),
  };
}
