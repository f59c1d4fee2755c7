// Tries to lose something. Real processes from their bundles, real PostgreSQL, emulators with their data on disk, and between all
// of them proxies that do what AWS, Stripe and networks do and emulators never would.
//
//   npm run faults -- --seed N --minutes M
//
// One seed decides the orders (`schedule.ts`), what goes wrong with which call (`proxy/`) and what is killed when (`strikes/`),
// and plays the same again. A run has five phases: steady, faults, heal, drain, check. What must hold at every instant is watched
// all the time (`witness/watch.ts`), the rest checked at the end (`witness/invariants.ts`), by asking the stores and the providers
// themselves. It ends with a table, and with exit code 1 for any violation and for a run that was too kind to prove anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../local/build.ts';
import { runCommand } from '../../local/start-error.ts';
import { buildForFaults } from './bundles.ts';
import { createChance } from './chance.ts';
import { createCrashPlan } from './crash-points/plan.ts';
import { readOptions } from './options.ts';
import { report } from './report.ts';
import { type Outcome, runSeed } from './run-seed.ts';

async function main(): Promise<void> {
  const { seed, seeds, minutes, ordersPerSecond } = readOptions(process.argv.slice(2));
  const began = performance.now();
  const tell = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  console.log(`\n  seed ${seed}${seeds > 1 ? ` and ${seeds - 1} more of it` : ''}, ${minutes} min of faults each\n`);
  const folder = mkdtempSync(join(tmpdir(), 'faults-bundles-'));
  try {
    await build();
    const bundles = await buildForFaults(folder);
    const crashes = createCrashPlan(createChance(seed).stream('crashes'));
    const outcomes: Outcome[] = [];
    for (let index = 0; index < seeds; index++) {
      const own = index === 0 ? seed : `${seed}.${index}`;
      if (seeds > 1) tell(`seed ${own}`);
      const replicas = { orders: undefined, billing: undefined };
      outcomes.push(await runSeed({ seed: own, faultSeconds: minutes * 60, ordersPerSecond, bundles, replicas, crashes, tell }));
    }
    const { text, isGood } = report(outcomes, crashes);
    console.log(`\n${text}\n`);
    if (!isGood) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await runCommand(main);
