import { memoryMebibytes, processesOf } from '../../../local/bench/processes.ts';
import { textTable } from '../../../local/text-table.ts';
import { type CalmOptions, inCalmWorld } from './calm-world.ts';

const sampleSeconds = 10;
/** How much a service may grow per minute without counting as a leak: garbage collection is not smooth. */
const slopeMax = 0.5;

/**
 * Measures each service's memory under a steady load. The first third is left out: caches fill up, and code is compiled.
 * @returns whether no service keeps growing
 */
export async function measureSoak(options: CalmOptions): Promise<boolean> {
  let isGood = false;
  await inCalmWorld(options, async ({ world: { stack }, load, plans, seconds }) => {
    const watched = processesOf(stack).filter(({ ours }) => ours);
    const samples = new Map<string, { minute: number; mebibytes: number }[]>(watched.map(({ name }) => [name, []]));
    const began = performance.now();
    options.tell(`${plans.length} orders in ${seconds} s`);
    const timer = setInterval(() => {
      const minute = (performance.now() - began) / 60_000;
      for (const { name, pid } of watched) samples.get(name)?.push({ minute, mebibytes: memoryMebibytes(pid) });
    }, sampleSeconds * 1000);
    await load.play(plans);
    clearInterval(timer);

    const rows = [...samples].map(([name, all]) => {
      const warm = all.slice(Math.floor(all.length / 3));
      return { name, first: warm[0]?.mebibytes ?? 0, last: warm.at(-1)?.mebibytes ?? 0, slope: slopeOf(warm) };
    });
    isGood = rows.every(({ slope }) => slope < slopeMax);
    const figures = rows.map(({ name, first, last, slope }) => [
      name,
      first.toFixed(1),
      last.toFixed(1),
      `${slope.toFixed(3)}${slope < slopeMax ? '' : ' GROWS'}`,
    ]);
    console.log(`\n${textTable([['memory', 'MiB at first', 'MiB in the end', 'MiB/min'], ...figures])}\n`);
  });
  return isGood;
}

/** The slope of the line through the samples (least squares), in MiB per minute. */
function slopeOf(samples: readonly { minute: number; mebibytes: number }[]): number {
  const mean = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [middle, level] = [mean(({ minute }) => minute), mean(({ mebibytes }) => mebibytes)];
  const covariance = mean(({ minute, mebibytes }) => (minute - middle) * (mebibytes - level));
  return covariance / (mean(({ minute }) => (minute - middle) ** 2) || 1);
}
