import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, hasContent } from '../../cost/count/call-of.ts';
import { type CountingProxy, callers, startCountingProxy } from '../../cost/count/counting-proxy.ts';
import { type BenchStack, onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import type { Pace } from '../load-generator.ts';
import { placeOrders, unusual } from '../orders.ts';

const single: Pace = { requests: 1, connections: 1 };
const together: Pace = { perSecond: 10, seconds: 5 };
const idleMilliseconds = 5_000;
const settleMilliseconds = 1_500;

/**
 * Counts AWS calls and SQL statements per order: of a single order, and of fifty at 10/s. Both counters use CPU, so nothing is
 * timed here. Statements that are also sent without orders are left out.
 */
export async function measureCounts(turn: Turn): Promise<Figure[]> {
  const proxy = await startCountingProxy();
  const env = Object.fromEntries(callers.map((caller) => [caller, proxy.environmentOf(caller)]));
  const postgresSettings = { shared_preload_libraries: 'pg_stat_statements' };
  try {
    return await onBenchStack(turn, (bench) => countOn(bench, proxy), {
      env,
      postgresSettings,
      onTold: ({ endpoints }) => proxy.connect(endpoints),
    });
  } finally {
    await proxy.stop();
  }
}

type Count = { bench: BenchStack; proxy: CountingProxy; ofNoOrder: ReadonlySet<string> };

async function countOn(bench: BenchStack, proxy: CountingProxy): Promise<Figure[]> {
  await bench.database.countStatements();
  // The first orders also open connections and fetch keys.
  await settle(bench, { requests: 5, connections: 1 });
  const before = await bench.database.statements();
  await sleep(idleMilliseconds, undefined, { signal: bench.signal });
  const ofNoOrder = new Set(grown(before, await bench.database.statements()).keys());
  const count = { bench, proxy, ofNoOrder };
  return [
    ...(await countWith(count, { label: 'one order alone', pace: single })),
    ...(await countWith(count, { label: '50 orders at 10/s', pace: together })),
  ];
}

async function countWith({ bench, proxy, ofNoOrder }: Count, { label, pace }: { label: string; pace: Pace }): Promise<Figure[]> {
  const before = await bench.database.statements();
  proxy.take();
  const { load, open } = await settle(bench, pace);
  const calls = proxy.take().filter(hasContent);
  const statements = [...grown(before, await bench.database.statements())].filter(([key]) => !ofNoOrder.has(key));
  const orders = load.answered;
  const callsOf = (wanted: (call: Call) => boolean) => calls.filter(wanted).length / orders;
  const units = (of: (call: Call) => number) => calls.reduce((sum, call) => sum + of(call), 0) / orders;
  const statementsOf = (role: string) =>
    statements.reduce((sum, [key, count]) => sum + (key.startsWith(role) ? count : 0), 0) / orders;
  const roles = [...new Set(statements.map(([key]) => key.split(' ')[0] ?? ''))].sort();
  return [
    ...unusual(label, load, open),
    figure(`${label}: AWS calls`, calls.length / orders),
    ...['SNS', 'SQS', 'DynamoDB'].map((name) =>
      figure(
        `${label}: AWS calls to ${name}`,
        callsOf(({ operation }) => operation.startsWith(name)),
      ),
    ),
    ...callers.map((name) =>
      figure(
        `${label}: AWS calls of ${name}`,
        callsOf(({ caller }) => caller === name),
      ),
    ),
    figure(
      `${label}: DynamoDB read units`,
      units(({ readUnits }) => readUnits),
    ),
    figure(
      `${label}: DynamoDB write units`,
      units(({ writeUnits }) => writeUnits),
    ),
    figure(`${label}: SQL statements`, statementsOf('')),
    ...roles.map((role) => figure(`${label}: SQL statements of ${role}`, statementsOf(`${role} `))),
  ];
}

/** Waits until all is quiet, places orders, and waits until it is quiet again. */
async function settle({ database, signal, ...bench }: BenchStack, pace: Pace) {
  const position = await database.lastPosition();
  const load = await placeOrders({ database, signal, ...bench }, pace);
  const { open } = await database.untilSettled(position, signal);
  await sleep(settleMilliseconds, undefined, { signal });
  return { load, open };
}

function grown(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Map<string, number> {
  const differences = [...after].map(([key, count]) => [key, count - (before.get(key) ?? 0)] as const);
  return new Map(differences.filter(([, count]) => count > 0));
}
