import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../../local/bench/percentile.ts';
import { textTable } from '../../../local/text-table.ts';
import type { Placed } from '../workload/history.ts';
import { type CalmOptions, inCalmWorld } from './calm-world.ts';

const away = ['inventory', 'billing', 'shipping'] as const;
const placementMillisecondsMax = 1_000;

/**
 * Orders pile up while the participants are down, and drain when they are back, while new orders keep coming.
 * @returns whether draining took less than half as long as piling up, and placing an order stayed fast throughout
 */
export async function measureBacklog(options: CalmOptions): Promise<boolean> {
  const { pace, tell } = options;
  let isGood = false;
  await inCalmWorld(options, async ({ world: { stack }, load, witness, plans, seconds }) => {
    await Promise.all(away.map((name) => stack.services[name].stop()));
    tell(`${away.join(', ')} are down for ${seconds} s while ${plans.length} orders come in`);
    await load.play(plans);
    const piledUp = await witness.countUnsettled();
    const whileAway = placementTimes(load.history.placed);
    tell(`${piledUp} orders are waiting; all services are back`);

    await Promise.all(away.map((name) => stack.services[name].start()));
    const [back, began] = [new Date(), performance.now()];
    const later = plans.map((plan) => ({ ...plan, key: `${plan.key}-later` }));
    const placing = load.play(later.filter(({ at }) => at < (seconds * 1000) / 2));
    const drainSeconds = await untilDrained(back, began, seconds * 2);
    await placing;
    const afterwards = placementTimes(load.history.placed.slice(plans.length));

    const drained = drainSeconds < seconds / 2;
    const fast = [whileAway, afterwards].every(
      (times) => (percentile(times, 0.99) ?? Infinity) < placementMillisecondsMax * pace,
    );
    isGood = drained && fast && piledUp > 0;
    const row = (name: string, times: number[]) => [
      name,
      `${percentile(times, 0.5)?.toFixed(0)} ms`,
      `${percentile(times, 0.99)?.toFixed(0)} ms`,
    ];
    console.log(
      `\n${textTable([['placement', 'p50', 'p99'], row('while they were down', whileAway), row('while it drained', afterwards)])}`,
    );
    console.log(
      `\n  ${piledUp} orders in ${seconds} s, drained in ${drainSeconds.toFixed(1)} s: ${isGood ? 'good' : 'NOT GOOD'}\n`,
    );

    async function untilDrained(before: Date, from: number, secondsMax: number): Promise<number> {
      for (let last = 0; ; await sleep(500)) {
        const passed = (performance.now() - from) / 1000;
        const open = await witness.countUnsettled(before);
        if (open === 0 || passed > secondsMax) return passed;
        if (passed - last < 10) continue;
        last = passed;
        tell(`${open} of ${piledUp} are still waiting`);
      }
    }
  });
  return isGood;
}

const placementTimes = (placed: readonly Placed[]): number[] => placed.flatMap(({ milliseconds }) => milliseconds ?? []);
