import { setTimeout as sleep } from 'node:timers/promises';
import { checkDeadLetters } from './witness/dead-letters.ts';
import { checks } from './witness/invariants.ts';
import type { Snapshot, Witness } from './witness/snapshot.ts';

/** After the last fault. */
const settleSecondsMax = 60;
/** For copies that are still hidden, and for the last events of settled orders. */
const quietSecondsMax = 60;

/** Waits until every order is settled, and returns whether that happened in time. */
export async function settle(witness: Witness, { healed, pace }: { healed: number; pace: number }): Promise<boolean> {
  while ((performance.now() - healed) / 1000 < settleSecondsMax * pace) {
    const open = await witness.countUnsettled().catch(() => -1);
    if (open === 0) return true;
    await sleep(500);
  }
  return false;
}

/** Waits for what comes late: the last copies, the timeline, the recorded dead letters. */
export async function quiet(
  witness: Witness,
  planted: Parameters<typeof checkDeadLetters>[1],
  pace: number,
  secondsMax = quietSecondsMax,
): Promise<void> {
  const until = Date.now() + secondsMax * pace * 1000;
  const isComplete = (snapshot: Snapshot) =>
    checks['no state without its event']?.(snapshot, { placed: [], corrections: [] }).length === 0 &&
    checkDeadLetters(snapshot, planted).length === 0;
  while (Date.now() < until && !isComplete(await witness.snapshot())) await sleep(1_000);
}
