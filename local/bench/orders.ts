import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchStack } from './bench-stack.ts';
import { flushSeconds } from './database.ts';
import { type Figure, figure } from './figures.ts';
import type { Job, LoadResult, Pace } from './load-generator.ts';
import { percentile } from './percentile.ts';
import { runLoad } from './run-load.ts';
import { cpuFigures, othersFigure, watch } from './watch.ts';

const shipTo = { name: 'Ada Lovelace', line1: '12 St James’s Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' };

/** Places orders without waiting for them to settle. */
export async function placeOrders({ told, productId, customerToken, signal }: BenchStack, pace: Pace): Promise<LoadResult> {
  const body = JSON.stringify({ lines: [{ productId, quantity: 1 }], paymentMethod: 'pm_card_visa', shipTo });
  const job: Job = {
    url: `${told.gatewayUrl}/v1/orders`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${await customerToken()}`,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
    expectedStatus: 202,
    pace,
  };
  return runLoad(job, signal);
}

/** Places orders until the JIT compilers of all processes are warm, and waits for the orders to settle. */
export async function warmUp(bench: BenchStack): Promise<void> {
  const position = await bench.database.lastPosition();
  await placeOrders(bench, { requests: 300, connections: 16 });
  await bench.database.untilSettled(position, bench.signal);
  await sleep(afterMilliseconds, undefined, { signal: bench.signal });
}

// The timeline and batched deletions come after an order has settled.
const afterMilliseconds = 1_000;

const idleSeconds = 5;

/** Commits per second without orders: services poll for due work. Call it when the stack has been quiet for a while. */
export async function idleCommitsPerSecond({ database, signal }: BenchStack): Promise<number> {
  await sleep(flushSeconds * 1000, undefined, { signal });
  const before = await database.totals();
  await sleep(idleSeconds * 1000, undefined, { signal });
  const after = await database.totals();
  return (after.commits - before.commits) / idleSeconds;
}

/** Places orders, waits until they have settled, and returns what that took. Expects an idle stack. */
export async function measureOrders(
  bench: BenchStack,
  { label, pace, idleCommits }: { label: string; pace: Pace; idleCommits: number },
): Promise<{ figures: Figure[]; settledPerSecond: number }> {
  const { database, signal, customerToken } = bench;
  await customerToken();
  const position = await database.lastPosition();
  const before = { ...(await database.totals()), at: performance.now() };
  const stop = watch(bench);
  const load = await placeOrders(bench, pace);
  const settlement = await database.untilSettled(position, signal);
  await sleep(afterMilliseconds, undefined, { signal });
  const use = stop(load.cpuSeconds);
  const { walBytes } = await database.totals();
  const waits = await database.confirmMilliseconds(position);
  await sleep(flushSeconds * 1000, undefined, { signal });
  const { commits } = await database.totals();
  const idle = (idleCommits * (performance.now() - before.at)) / 1000;
  const settled = load.answered - settlement.open;
  const figures = [
    figure(`${label}: orders`, load.answered),
    ...unusual(label, load, settlement.open),
    figure(`${label}: placement p50`, load.p50, 'ms'),
    figure(`${label}: placement p99`, load.p99, 'ms'),
    figure(`${label}: placement to CONFIRMED p50`, percentile(waits, 0.5), 'ms'),
    figure(`${label}: placement to CONFIRMED p99`, percentile(waits, 0.99), 'ms'),
    figure(`${label}: PostgreSQL commits per order`, (commits - before.commits - idle) / load.answered),
    figure(`${label}: PostgreSQL commits without orders, taken off`, idleCommits, '/s'),
    figure(`${label}: WAL per order`, (walBytes - before.walBytes) / load.answered, 'B'),
    ...cpuFigures(use, { label: `${label}: CPU per 1,000 orders`, per: load.answered / 1000, unit: 's' }),
    figure(`${label}: CPU of the load generator, apart`, (load.cpuSeconds * 1000) / load.answered, 's'),
    othersFigure(label, use),
  ];
  return { figures, settledPerSecond: (settled * 1000) / (settlement.at - load.began) };
}

/** What should not happen; reported only if it did. */
export const unusual = (label: string, { refused }: LoadResult, open: number): Figure[] => [
  ...(refused > 0 ? [figure(`${label}: REFUSED`, refused)] : []),
  ...(open > 0 ? [figure(`${label}: NOT SETTLED IN TIME`, open)] : []),
];
