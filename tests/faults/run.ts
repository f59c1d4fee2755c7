// Tries to lose something. It runs real processes from their bundles, real PostgreSQL, and emulators with their data on disk. Proxies
// between them do what AWS, Stripe and networks do and emulators never would.
//
//   npm run faults -- --seed N --minutes M
//
// The seed decides the orders (`schedule.ts`), which call fails and how (`proxy/`), and what is killed when (`strikes/`). The same
// seed plays the same again. A run has five phases: steady, faults, heal, drain, check. What must hold at every instant is watched
// all the time (`witness/watch.ts`). The rest is checked at the end (`witness/invariants.ts`) by asking the stores and the providers
// directly. A run ends with a table, and with exit code 1 after any violation or if it was too gentle to prove anything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishers } from '#events/define-events.ts';
import { fixedWorkMilliseconds } from '../../local/bench/machine.ts';
import { build } from '../../local/build.ts';
import { runCommand } from '../../local/start-error.ts';
import { type Bundles, buildForFaults, buildOther } from './bundles.ts';
import { createChance } from './chance.ts';
import { createCrashPlan } from './crash-points/plan.ts';
import { defects, plant } from './defects.ts';
import { measureBacklog } from './modes/backlog.ts';
import { measureHot } from './modes/hot.ts';
import { measureSoak } from './modes/soak.ts';
import { type Options, readOptions } from './options.ts';
import { type Hunt, report, reportHunts, summary } from './report.ts';
import { runSeed, type SeedOptions, type SeedResult } from './run-seed.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { seed, seeds, minutes, mode, pace = paceOfMachine() } = options;
  const began = performance.now();
  const tell = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}`);
  console.log(
    `\n  seed ${seed}${seeds > 1 ? ` and ${seeds - 1} derived from it` : ''}, ${Number(minutes.toFixed(2))} min of ${mode === 'faults' ? 'faults' : 'load'} each, all times stretched by ${pace}\n`,
  );
  const folder = mkdtempSync(join(tmpdir(), 'faults-bundles-'));
  try {
    await build();
    const run = { ...options, pace, tell, folder };
    if (!(await play(run))) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns whether nothing went wrong. */
async function play(run: Run): Promise<boolean> {
  if (run.mode === 'backlog') return measureBacklog(run);
  if (run.mode === 'soak') return measureSoak(run);
  if (run.mode === 'hot') return measureHot(run);
  if (run.defects.length > 0) return catchAll(run);
  const other = run.against === undefined ? undefined : await buildOther(run.against);
  try {
    if (other) run.tell(`together with: ${other.label}`);
    return await runAll(run, other?.bundles);
  } finally {
    await other?.remove();
  }
}

type Run = Options & { pace: number; tell: (line: string) => void; folder: string };

/** Runs all seeds on the services as they are. Returns whether nothing went wrong and enough was tried. */
async function runAll({ seed, seeds, minutes, folder, ...run }: Run, others?: Bundles): Promise<boolean> {
  const bundles = await buildForFaults(folder);
  const crashes = createCrashPlan(createChance(seed).stream('crashes'));
  const results: SeedResult[] = [];
  for (let index = 0; index < seeds; index++) {
    const own = index === 0 ? seed : `${seed}.${index}`;
    if (seeds > 1) run.tell(`seed ${own}`);
    const isOthersTurn = others !== undefined && index % 2 === 1;
    const cast: Cast = isOthersTurn
      ? { others: 'firsts', bundles: others, replicas: bundles, crashes: undefined }
      : { others: others && 'seconds', bundles, replicas: others ?? replicas, crashes };
    const result = await runSeed({ ...run, ...cast, seed: own, faultSeconds: minutes * 60 });
    results.push(result);
    if (seeds > 1) run.tell(`seed ${own}: ${summary(result)}`);
  }
  const { text, isGood } = report(results, crashes);
  console.log(`\n${text}\n`);
  return isGood;
}

/** Plants one mistake after another and runs until each is caught. Returns whether all were, each soon enough. */
async function catchAll({ seed, minutes, folder, defects: names, ...run }: Run): Promise<boolean> {
  const hunts: Hunt[] = [];
  for (const name of names) {
    run.tell(`planted: ${name}`);
    const began = performance.now();
    const bundles = await buildForFaults(folder, [plant(defects[name])]);
    const crashes = createCrashPlan(createChance(seed).stream('crashes'));
    const { tally } = await runSeed({
      ...run,
      seed,
      faultSeconds: minutes * 60,
      bundles,
      replicas: bundles,
      crashes,
      stopsAtViolation: true,
    });
    const [caught] = tally.violations;
    run.tell(caught ? `caught: ${name}` : `NOT CAUGHT: ${name}`);
    hunts.push({ name, caughtBy: caught?.invariant, seconds: (performance.now() - began) / 1000 });
  }
  const { text, isGood } = reportHunts(hunts, run.pace);
  console.log(`\n${text}\n`);
  return isGood;
}

type Cast = Pick<SeedOptions, 'others' | 'bundles' | 'replicas' | 'crashes'>;

/** A second process of each service, from the deployed bundle: writers can interfere, and what a stopped process had goes to another. */
const replicas = Object.fromEntries(publishers.map((name) => [name, undefined]));

/** Measures a fixed piece of work to see how much of the machine we get, in steps of a half. */
function paceOfMachine(): number {
  const slowness = fixedWorkMilliseconds() / fixedWorkMillisecondsAtBest;
  return Math.min(paceMax, Math.max(1, Math.ceil(slowness * 2) / 2));
}

const fixedWorkMillisecondsAtBest = 300;
const paceMax = 6;

await runCommand(main);
// If it is interrupted, customers and watchers are still waiting for what will not come.
process.exit();
