import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../local/bench/database.ts';
import { percentile } from '../../../local/bench/percentile.ts';
import { textTable } from '../../../local/text-table.ts';
import { createChance } from '../chance.ts';
import { quiet } from '../drain.ts';
import { keepLogs } from '../keep-logs.ts';
import { hot, hotOrdersOf } from '../schedule.ts';
import type { Violation } from '../tally.ts';
import { checks } from '../witness/invariants.ts';
import type { Witness } from '../witness/snapshot.ts';
import type { History } from '../workload/history.ts';
import type { Person } from '../workload/people.ts';
import { replicaOf } from '../world.ts';
import { type Calm, type CalmOptions, inCalmWorld } from './calm-world.ts';

const correctionEverySeconds = 1.5;
const piecesPerCorrection = 10;
const lookEveryMilliseconds = 250;
/** We wait for as long as orders settle, however slowly. */
const standstillSecondsMax = 180;
/** The timeline may be far behind after such a load. */
const quietSecondsMax = 300;

export type HotRun = {
  orders: number;
  confirmed: number;
  settledPerSecond: number;
  /** How many writes were refused because another one was changing the product's stock. */
  conflicts: number;
  /** From placement to CONFIRMED, of each confirmed order. */
  confirmMilliseconds: readonly number[];
  /** The status with which each correction was answered; 0 if it was not. */
  corrections: readonly number[];
  violations: readonly Violation[];
};

/**
 * Every order is of one product, which never sells out. Two processes of inventory and an admin who corrects its stock write to the same
 * item, and conflict as on DynamoDB. Nothing else goes wrong.
 * @returns whether all orders were confirmed and all corrections made, nothing was violated, and there were conflicts
 */
export async function measureHot(options: CalmOptions): Promise<boolean> {
  let isGood = false;
  await inCalmWorld({ ...options, restocks: false }, async (calm) => {
    const { world } = calm;
    const replica = await replicaOf(world, 'inventory');
    await replica.start();
    try {
      const { text, isGood: isAllWell } = reportHot(await playHot(calm, options));
      isGood = isAllWell;
      console.log(`\n${text}\n`);
      if (!isGood) keepLogs(world, options.seed, options.tell);
    } finally {
      await replica.stop();
    }
  });
  return isGood;
}

async function playHot(calm: Calm, { seed, ordersPerSecond: perSecond, pace, tell }: CalmOptions): Promise<HotRun> {
  const { world, load, admin, witness, seconds, weather, tally } = calm;
  const plans = hotOrdersOf(createChance(seed).stream('orders'), { seconds, perSecond });
  tell(`${plans.length} orders of one product in ${seconds.toFixed(0)} s`);
  weather.hasConflicts = true;
  const began = performance.now();
  const [corrections] = await Promise.all([correct(admin, load.history, seconds), load.play(plans)]);
  const open = await untilSettled(witness, tell);
  const settledPerSecond = ((plans.length - open) * 1000) / (performance.now() - began);
  await load.end();
  if (open === 0) await quiet(witness, [], pace, quietSecondsMax);
  const snapshot = await witness.snapshot();
  for (const { invariant, detail } of Object.values(checks).flatMap((look) => look(snapshot, load.history)))
    tally.violate(invariant, detail);
  return {
    orders: plans.length,
    confirmed: snapshot.orders.filter(({ decision }) => decision === 'confirmed').length,
    settledPerSecond,
    conflicts: tally.faults.get('DynamoDB conflict over the hot product') ?? 0,
    confirmMilliseconds: await confirmTimes(world.stack.backends.postgres.adminUrl),
    corrections,
    violations: tally.violations,
  };
}

/**
 * Adds pieces now and then until the last order has been placed. Each request is sent once, as by someone who sees the answer.
 * @returns the status of each answer
 */
async function correct(admin: Person, history: History, seconds: number): Promise<number[]> {
  const { productId } = hot;
  const count = Math.ceil(seconds / correctionEverySeconds) + 1;
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      await sleep(number * correctionEverySeconds * 1000);
      const body = { delta: piecesPerCorrection, reason: 'delivery' };
      const headers = { 'idempotency-key': `delivery-${number}` };
      const { status } = await admin.call('POST', `/v1/inventory/${productId}/adjustments`, body, headers);
      // Without a definite answer, it may have been made.
      const isRefused = status >= 400 && status < 500;
      if (!isRefused) history.corrections.push({ productId, delta: piecesPerCorrection, isAcknowledged: status === 200 });
      return status;
    }),
  );
}

/** Returns how many orders are still open: none, unless no order settles any more. */
async function untilSettled(witness: Witness, tell: CalmOptions['tell']): Promise<number> {
  let [least, since, told] = [Infinity, performance.now(), performance.now()];
  for (;;) {
    const [open, now] = [await witness.countUnsettled(), performance.now()];
    if (open === 0 || now - since > standstillSecondsMax * 1000) return open;
    if (open < least) [least, since] = [open, now];
    if (now - told > 10_000) {
      tell(`${open} are not settled yet`);
      told = now;
    }
    await sleep(lookEveryMilliseconds);
  }
}

async function confirmTimes(url: string): Promise<number[]> {
  const database = await openDatabase(url);
  try {
    return await database.confirmMilliseconds(0);
  } finally {
    await database.close();
  }
}

/** A table for people, and whether the run passes. However long something took, it does not fail for that. */
export function reportHot(run: HotRun): { text: string; isGood: boolean } {
  const { orders, confirmed, conflicts, corrections, violations } = run;
  const failed = corrections.filter((status) => status !== 200);
  const wait = (share: number) => `${percentile(run.confirmMilliseconds, share)?.toFixed(0) ?? '-'} ms`;
  const figures = [
    ['orders', String(orders)],
    ['  confirmed', String(confirmed)],
    ['settled per second', run.settledPerSecond.toFixed(1)],
    ['conflicts injected over its stock', String(conflicts)],
    ['placement to CONFIRMED, p50', wait(0.5)],
    ['placement to CONFIRMED, p99', wait(0.99)],
    ['corrections of the stock', String(corrections.length)],
    ['  failed', String(failed.length)],
    ['the stock adds up', violations.some(({ invariant }) => invariant === 'stock') ? 'NO' : 'yes'],
  ];
  const wrong = [
    ...violations.slice(0, 50).map(({ invariant, detail }) => `  VIOLATION  ${invariant}: ${detail}`),
    ...(confirmed < orders ? [`  NOT CONFIRMED  ${orders - confirmed} of ${orders} orders`] : []),
    ...(failed.length > 0 ? [`  FAILED  corrections were answered ${failed.join(', ')}`] : []),
    ...(conflicts === 0 ? ['  TOO GENTLE  no two transactions met over the product'] : []),
  ];
  return { text: [textTable([['one hot product', ''], ...figures]), ...wrong].join('\n\n'), isGood: wrong.length === 0 };
}
