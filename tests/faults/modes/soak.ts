import { setTimeout as sleep } from 'node:timers/promises';
import { rowsMax } from '#shared/saga/recent-rows.ts';
import { memoryMebibytes } from '../../../local/bench/processes.ts';
import { type ServiceName, serviceNames } from '../../../local/services.ts';
import { textTable } from '../../../local/text-table.ts';
import { type CalmOptions, inCalmWorld } from './calm-world.ts';

const sampleSeconds = 10;
/** A line through fewer samples says nothing about minutes. */
const samplesMin = 12;
/** How much a service's memory in use may grow per minute: it rises and falls with what is being worked on. */
const slopeMax = 0.5;

type Sample = { minute: number; inUse: number; ofMachine: number };

/**
 * Measures each service's memory under a steady load: what it has in use, and what it takes of the machine, which includes garbage. Where
 * there is much memory, Node seldom collects, so only the first must not grow. Left out are the first third, in which code is compiled, and the
 * time in which each replica fills up its cache of recent rows.
 * @returns whether no service keeps growing
 */
export async function measureSoak(options: CalmOptions): Promise<boolean> {
  let isGood = false;
  await inCalmWorld(options, async ({ world: { stack, memoryInUse }, load, plans, seconds }) => {
    const samples = new Map<ServiceName, Sample[]>(serviceNames.map((name) => [name, []]));
    const began = performance.now();
    options.tell(`${plans.length} orders in ${seconds} s`);
    const playing = load.play(plans);
    for (let isOver = false; !isOver; ) {
      isOver = await Promise.race([playing.then(() => true), sleep(sampleSeconds * 1000, false)]);
      for (const [name, all] of samples) {
        const minute = (performance.now() - began) / 60_000;
        all.push({ minute, ofMachine: memoryMebibytes(stack.services[name].pid ?? 0), inUse: await memoryInUse(name) });
      }
    }
    const warmAfter = Math.max(seconds / 3, rowsMax / options.ordersPerSecond) / 60;
    const rows = [...samples].map(([name, all]) => {
      const warm = all.filter(({ minute }) => minute >= warmAfter);
      return { name, first: warm[0], last: warm.at(-1), slope: warm.length < samplesMin ? NaN : slopeOf(warm) };
    });
    isGood = rows.every(({ slope }) => slope < slopeMax);
    const isTooShort = rows.some(({ slope }) => Number.isNaN(slope));
    const mebibytes = (value = NaN) => value.toFixed(1);
    const figures = rows.map(({ name, first, last, slope }) => [
      ...[name, mebibytes(first?.inUse), mebibytes(last?.inUse)],
      `${slope.toFixed(3)}${slope >= slopeMax ? ' GROWS' : ''}`,
      ...[mebibytes(first?.ofMachine), mebibytes(last?.ofMachine)],
    ]);
    const heading = ['memory in MiB', 'in use at first', 'in the end', 'per minute', 'of the machine at first', 'in the end'];
    console.log(`\n${textTable([heading, ...figures])}\n`);
    if (isTooShort)
      console.log(`  TOO SHORT  caches are full after ${warmAfter.toFixed(1)} min, and too little of the run was left\n`);
  });
  return isGood;
}

/** The slope of the line through the samples of memory in use (least squares), in MiB per minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: (sample: Sample) => number) => samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [middle, level] = [mean(({ minute }) => minute), mean(({ inUse }) => inUse)];
  const covariance = mean(({ minute, inUse }) => (minute - middle) * (inUse - level));
  return covariance / (mean(({ minute }) => (minute - middle) ** 2) || 1);
}
