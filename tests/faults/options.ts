import { parseArgs } from 'node:util';
import { StartError } from '../../local/start-error.ts';

export type Options = {
  seed: string;
  /** How many seeds are run one after the other, each on a system of its own: the seed, and what is derived from it. */
  seeds: number;
  /** Of faults, per seed. */
  minutes: number;
  ordersPerSecond: number;
};

const usage = `
npm run faults                                  one seed, chosen and printed, a minute of faults
npm run faults -- --seed N --minutes M          that seed again: the same orders, the same strikes
  --seeds K                                     K seeds one after the other, derived from the first
  --rate R                                      orders a second (12)`;

/** Reads the command line. @throws StartError when it makes no sense */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { seed: text, seeds: text, minutes: text, rate: text } });
    return {
      seed: values.seed ?? String(Math.floor(Math.random() * 1e9)),
      seeds: numberIn(values.seeds ?? '1'),
      minutes: numberIn(values.minutes ?? '1'),
      ordersPerSecond: numberIn(values.rate ?? '12'),
    };
  } catch (cause) {
    throw new StartError((cause as Error).message, { hint: usage, cause });
  }
}

function numberIn(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`'${text}' should be a number above 0.`);
  return number;
}
