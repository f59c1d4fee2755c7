import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchStack, onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { placeOrders, unusual, warmUp } from '../orders.ts';
import { cpuFigures, othersFigure, watch } from '../watch.ts';

const clientCounts = [1, 16];
const seconds = 8;

/** How fast POST /v1/orders answers: with sagas running in the background, and without inventory, so that no saga takes CPU. */
export async function measurePlacement(turn: Turn): Promise<Figure[]> {
  const behind = await onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    return forEachCount((clients) => place(bench, { clients, label: 'sagas running', settles: true }));
  });
  const alone = await onBenchStack(turn, async (bench) => {
    await warmUp(bench);
    await stopInventory(bench);
    return forEachCount((clients) => place(bench, { clients, label: 'inventory stopped', settles: false }));
  });
  return [...behind, ...alone];
}

async function forEachCount(measure: (clients: number) => Promise<Figure[]>): Promise<Figure[]> {
  const all: Figure[] = [];
  for (const clients of clientCounts) all.push(...(await measure(clients)));
  return all;
}

type Placing = { clients: number; label: string; settles: boolean };

async function place(bench: BenchStack, { clients, label, settles }: Placing): Promise<Figure[]> {
  const { database, signal } = bench;
  const position = await database.lastPosition();
  const stop = watch(bench);
  const load = await placeOrders(bench, { clients, seconds });
  const use = stop(load.cpuSeconds);
  const { open } = settles ? await database.untilSettled(position, signal) : { open: 0 };
  const name = `${label}, ${clients} client${clients > 1 ? 's' : ''}`;
  return [
    figure(`${name}: placed`, load.answered / load.seconds, '/s'),
    figure(`${name}: p50`, load.p50, 'ms'),
    figure(`${name}: p99`, load.p99, 'ms'),
    ...unusual(name, load, open),
    ...cpuFigures(use, { label: `${name}: CPU per request`, per: load.answered, unit: 'ms' }),
    othersFigure(name, use),
  ];
}

async function stopInventory(bench: BenchStack): Promise<void> {
  const pid = bench.processes.find(({ name }) => name === 'inventory')?.pid;
  bench.processes = bench.processes.filter((process) => process.pid !== pid);
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  while (existsSync(`/proc/${pid}`)) await sleep(20, undefined, { signal: bench.signal });
}
