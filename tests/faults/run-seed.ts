import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Publisher, publishers } from '#events/define-events.ts';
import { createChance } from './chance.ts';
import type { CrashPlan } from './crash-points/plan.ts';
import { quiet, settle } from './drain.ts';
import { keepLogs } from './keep-logs.ts';
import { rotationsWithin } from './keys.ts';
import { ordersOf, type Phase, strikesOf } from './schedule.ts';
import { createStriker, type Striker } from './strikes/striker.ts';
import { createTally, type Tally } from './tally.ts';
import type { Weather } from './weather.ts';
import { checkDeadLetters } from './witness/dead-letters.ts';
import { checks } from './witness/invariants.ts';
import { checkLogs } from './witness/logs.ts';
import { createWitness, type Witness } from './witness/snapshot.ts';
import { watch } from './witness/watch.ts';
import { createLoad, type Load } from './workload/load.ts';
import { becomePerson, registerCustomers } from './workload/people.ts';
import { stockUp } from './workload/stock-up.ts';
import { inWorld, type World } from './world.ts';

export type SeedOptions = {
  seed: string;
  faultSeconds: number;
  ordersPerSecond: number;
  /** Stretches all times, and the time after which an order counts as stuck. */
  pace: number;
  bundles: Partial<Record<Publisher, string>>;
  /** Services with a second process, and its bundle if it is not the one in `dist`. */
  replicas: Partial<Record<Publisher, string | undefined>>;
  /** Undefined if the first processes run bundles without crash points. */
  crashes: CrashPlan | undefined;
  /** Which processes run another build. Their own errors are reported, but are not violations. */
  others?: 'firsts' | 'seconds' | undefined;
  tell: (line: string) => void;
  /** Ends the faults at the first violation: there is nothing more to learn. */
  stopsAtViolation?: boolean;
};

/** `standstillSeconds`: the longest time in which our own process, and with it every proxy and provider, did not respond. */
export type SeedResult = {
  seed: string;
  tally: Tally;
  byOutcome: Map<string, number>;
  settleSeconds: number;
  standstillSeconds: number;
};

const steadySeconds = 10;
/** How long orders are still placed after the last fault. */
const recoverySeconds = 10;
/** How many more orders a second are placed before and after the faults. */
const fairWeatherFactor = 2.25;
const deadlineSecondsAtBest = 45;

/** Runs one seed on its own system: steady, faults, heal, drain, check. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const { seed, tell, bundles, pace } = options;
  const faultSeconds = options.faultSeconds * pace;
  const deadlineSeconds = Math.ceil(deadlineSecondsAtBest * pace);
  const chance = createChance(seed);
  const tally = createTally(tell);
  const weather: Weather = { isBad: false };
  const result: SeedResult = { seed, tally, byOutcome: new Map(), settleSeconds: 0, standstillSeconds: 0 };
  const keyRotationsAfterSeconds = rotationsWithin(
    (startSecondsMax + steadySeconds) * pace + faultSeconds,
    rotationSeconds * pace,
  );
  const revival: Revival = { revive: () => undefined };
  const onUnexpectedExit = (name: string, error: Error) => {
    // An armed process died where it should, and the code that armed it knows.
    if (error.message.includes('SIGKILL')) return;
    if (!isOfOthers(name, options)) return tally.violate('processes', error.message);
    tell(`${name}, of the other build, has exited by itself`);
    revival.revive(name);
  };
  const dataFolder = mkdtempSync(join(tmpdir(), 'faults-'));
  const world = {
    chance: chance.stream('proxy'),
    tally,
    weather,
    deadlineSeconds,
    dataFolder,
    bundles,
    keyRotationsAfterSeconds,
    onUnexpectedExit,
  };
  const standstills = monitorEventLoopDelay();
  await inWorld(world, async (world) => {
    standstills.enable();
    try {
      await play(world, { ...options, weather, result, revival });
    } finally {
      result.standstillSeconds = standstills.max / 1e9;
      standstills.disable();
      if (tally.violations.length > 0) keepLogs(world, seed, tell);
    }
  });
  return result;
}

/** Longer than the system takes to be ready, even on a machine that does other things. */
const startSecondsMax = 180;
/** The faults last several times as long. */
const rotationSeconds = 12;

/** Set once the striker exists. */
type Revival = { revive: (name: string) => unknown };

type Playing = SeedOptions & { weather: Weather; result: SeedResult; revival: Revival };

const isOfOthers = (name: string, { others }: Pick<SeedOptions, 'others'>): boolean =>
  others === 'seconds' ? name.endsWith('-2') : others === 'firsts' && publishers.some((service) => service === name);

async function play(world: World, options: Playing): Promise<void> {
  const { seed, faultSeconds, pace, weather, result, tell } = options;
  const { tally } = result;
  const chance = createChance(seed);
  const load = await people(world, options);
  const striker = await createStriker({ ...options, world, tally, flood: load.flood });
  options.revival.revive = striker.revive;
  const witness = createWitness(world);
  const stopWatching = watch(witness, tally);
  const orders = stretched(ordersOf(chance.stream('orders'), { phases: phasesOf(options) }), pace);
  const strikes = stretched(strikesOf(chance.stream('strikes'), faultSeconds), pace);

  const stopTelling = tellProgress(witness, tally, tell);
  tell(`steady: ${orders.length} orders, ${strikes.length} strikes`);
  const loaded = load.play(orders);
  await sleep(steadySeconds * pace * 1000);
  weather.isBad = true;
  tell('faults');
  const faults = Promise.all([striker.play(strikes), sleep(faultSeconds * pace * 1000)]);
  const isCaught = await Promise.race([faults.then(() => false), firstViolation(options).then(() => true)]);
  weather.isBad = false;
  if (isCaught) {
    stopTelling();
    await Promise.all([stopWatching(), striker.stop(), load.end()]);
    return;
  }
  tell('heal');
  await striker.heal();
  const healed = performance.now();
  await loaded;
  tell('drain');
  const isSettled = await settle(witness, { healed, pace });
  result.settleSeconds = (performance.now() - healed) / 1000;
  await load.end();
  // There is no point in waiting for what is stuck by now.
  if (isSettled) await quiet(witness, striker.poisoner.planted, pace);
  stopTelling();
  await stopWatching();
  tell('check');
  await check(world, { ...options, witness, load, striker });
  await striker.stop();
  witness.close();
}

function phasesOf({ faultSeconds, ordersPerSecond }: SeedOptions): Phase[] {
  const fair = { perSecond: fairWeatherFactor * ordersPerSecond };
  return [
    { ...fair, seconds: steadySeconds },
    { seconds: faultSeconds, perSecond: ordersPerSecond },
    { ...fair, seconds: recoverySeconds },
  ];
}

async function people(world: World, { result: { tally }, seed, pace, weather }: Playing): Promise<Load> {
  const { gatewayUrl } = world.stack;
  const kids = new Set<string>();
  const onKey = (kid: string) => {
    if (weather.isBad && !kids.has(kid)) tally.count('signing key rotated');
    kids.add(kid);
  };
  const signIn = (role: string) => {
    const { email = '', password = '' } = world.accounts.find((account) => account.role === role) ?? {};
    return becomePerson({ gatewayUrl, email, password, canary: `canary-of-${role}`, tally, pace, onKey });
  };
  const [customers, operator, admin] = await Promise.all([
    registerCustomers({ gatewayUrl, tally, pace, onKey }),
    signIn('operator'),
    signIn('admin'),
  ]);
  const load = createLoad({ customers, operator, admin, tally, chance: createChance(seed).stream('load'), pace });
  load.history.corrections.push(...(await stockUp(admin)));
  return load;
}

const stretched = <T extends { at: number }>(events: readonly T[], pace: number): T[] =>
  events.map((event) => ({ ...event, at: event.at * pace }));

type Checking = SeedOptions & { witness: Witness; load: Load; striker: Striker; result: SeedResult };

async function check({ dataFolder }: World, { witness, load, striker, result, ...options }: Checking): Promise<void> {
  const { tally, byOutcome } = result;
  const snapshot = await witness.snapshot();
  const found = [
    ...Object.values(checks).flatMap((look) => look(snapshot, load.history)),
    ...checkDeadLetters(snapshot, striker.poisoner.planted),
    ...(await checkLogs(join(dataFolder, 'logs'), (name) => !isOfOthers(name, options))),
  ];
  for (const { invariant, detail } of found) tally.violate(invariant, detail);
  for (const { decision, reason } of snapshot.orders) {
    const name = decision === 'cancelled' ? `CANCELLED ${reason}` : decision.toUpperCase();
    byOutcome.set(name, (byOutcome.get(name) ?? 0) + 1);
  }
}

async function firstViolation({ stopsAtViolation, result }: Playing): Promise<void> {
  while (!stopsAtViolation || result.tally.violations.length === 0) await sleep(200, undefined, { ref: false });
}

function tellProgress(witness: Witness, { counts, faults, violations }: Tally, tell: (line: string) => void): () => void {
  const timer = setInterval(async () => {
    const open = await witness.countUnsettled().catch(() => '?');
    const struck = [...faults.values()].reduce((sum, count) => sum + count, 0);
    tell(
      `${counts.acknowledged} of ${counts.posts} orders acknowledged, ${open} open, ${counts.deliveries} deliveries, ${struck} faults, ${violations.length} violations`,
    );
  }, 10_000);
  return () => clearInterval(timer);
}
