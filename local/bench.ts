import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Turn } from './bench/bench-stack.ts';
import { type Figure, figure, figuresTable, type Side } from './bench/figures.ts';
import { fixedWorkMilliseconds } from './bench/machine.ts';
import { type Options, readOptions, type SectionName } from './bench/options.ts';
import { checkOut } from './bench/other-checkout.ts';
import { measureBurst } from './bench/sections/burst.ts';
import { measureCounts } from './bench/sections/counts.ts';
import { measureFunctions } from './bench/sections/functions.ts';
import { measureMemory } from './bench/sections/memory.ts';
import { measurePaced } from './bench/sections/paced.ts';
import { measurePlacement } from './bench/sections/placement.ts';
import { measureReads } from './bench/sections/reads.ts';
import { runCommand, StartError } from './start-error.ts';

const measures: Record<SectionName, (turn: Turn) => Promise<Figure[]>> = {
  paced: measurePaced,
  burst: measureBurst,
  placement: measurePlacement,
  counts: measureCounts,
  memory: measureMemory,
  functions: measureFunctions,
  reads: measureReads,
};

/** Measures the whole system on this machine, each section on its own stacks and data. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!existsSync('/proc/self/smaps_rollup')) throw new StartError('The benchmark reads /proc, which only Linux has.');
  const leave = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => leave.abort(new StartError('Interrupted; everything it started is gone.')));
  const here = { label: 'this', folder: join(import.meta.dirname, '..') };
  const other = options.against === undefined ? undefined : await checkOut(options.against);
  try {
    await measureAll(options, other ? [other, here] : [here], leave.signal);
  } catch (error) {
    throw leave.signal.aborted ? leave.signal.reason : error;
  } finally {
    await other?.remove();
  }
}

type Checkout = { label: string; folder: string };

async function measureAll({ sections, rounds, json }: Options, checkouts: Checkout[], signal: AbortSignal): Promise<void> {
  const results: Partial<Record<SectionName, Side[]>> = {};
  for (const name of sections) {
    const sides = checkouts.map(({ label, folder }) => ({ label, folder, turns: [] as Figure[][] }));
    for (let round = 1; round <= rounds; round++) {
      for (const { label, folder, turns } of sides) {
        signal.throwIfAborted();
        console.error(`measuring ${name} of ${label}, turn ${round} of ${rounds}`);
        turns.push(await measureOnce(name, { checkout: folder, signal }));
      }
    }
    results[name] = sides.map(({ label, turns }) => ({ label, turns }));
    console.log(`\n${name}\n${figuresTable(sides)}\n`);
    if (json) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
  }
}

async function measureOnce(name: SectionName, turn: Turn): Promise<Figure[]> {
  const before = fixedWorkMilliseconds();
  const figures = await measures[name](turn);
  return [
    ...figures,
    figure('a fixed piece of work, before', before, 'ms'),
    figure('a fixed piece of work, after', fixedWorkMilliseconds(), 'ms'),
  ];
}

await runCommand(main);
