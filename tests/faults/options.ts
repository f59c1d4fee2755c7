import { parseArgs } from 'node:util';
import { StartError } from '../../local/start-error.ts';
import { type DefectName, defects } from './defects.ts';

export type Options = {
  seed: string;
  /** How many seeds to run one after the other, each on its own system: the given seed, and others derived from it. */
  seeds: number;
  /** Minutes of faults per seed. */
  minutes: number;
  /** How much slower everything is than on an idle machine, where it is 1. Measured if left out. */
  pace: number | undefined;
  /** While faults strike. Before and after them, more than twice as many. */
  ordersPerSecond: number;
  /** The commit whose services run together with these. */
  against: string | undefined;
  mode: 'faults' | (typeof calmModes)[number];
  /** Mistakes to plant, one after the other. Each must be caught. */
  defects: readonly DefectName[];
};

/** The modes without faults that kill, cut or delay anything. */
const calmModes = ['backlog', 'soak', 'hot'] as const;

const names = Object.keys(defects) as DefectName[];

const usage = `
npm run faults                                  one seed, chosen and printed, three minutes of faults
npm run faults -- --seed N --minutes M          that seed again: the same orders, the same strikes
  --seeds K                                     K seeds one after the other, derived from the first
  --rate R                                      orders per second under faults (12); before and after them, more than twice as many
  --pace P                                      stretches all times, for a slow or shared machine (measured)
  --against REF                                 runs another commit's services beside these: as the second process of each service,
                                                and in every other seed as the first
  --long                                        about an hour: 32 seeds of 0.7 minutes of faults, at 23 orders per second
  --backlog, --soak                             no faults: consumers down under load; memory under a steady load
  --hot                                         no faults but conflicting writes: 2,000 orders of one product while its stock is corrected
  --defect NAME                                 plants a mistake that must be caught; repeat it for more, or --defects for all:
    ${names.join('\n    ')}`;

/** Reads the command line. @throws StartError when it is not valid */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: text,
        seeds: text,
        minutes: text,
        rate: text,
        pace: text,
        defect: { type: 'string', multiple: true },
        defects: flag,
        against: text,
        long: flag,
        backlog: flag,
        soak: flag,
        hot: flag,
      },
    });
    return {
      seed: values.seed ?? String(Math.floor(Math.random() * 1e9)),
      seeds: numberIn(values.seeds ?? (values.long ? '32' : '1')),
      minutes: numberIn(values.minutes ?? minutesOf(values)),
      against: values.against,
      mode: calmModes.find((mode) => values[mode]) ?? 'faults',
      pace: values.pace === undefined ? undefined : numberIn(values.pace),
      ordersPerSecond: numberIn(values.rate ?? rateOf(values)),
      defects: values.defects ? names : (values.defect ?? []).map(nameIn),
    };
  } catch (cause) {
    throw new StartError((cause as Error).message, { hint: usage, cause });
  }
}

function numberIn(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`'${text}' must be a number above 0.`);
  return number;
}

function nameIn(text: string): DefectName {
  const name = names.find((known) => known === text);
  if (!name) throw new Error(`There is no defect '${text}'.`);
  return name;
}

const rateOf = ({ long, hot }: Record<string, unknown>): string => (long ? '23' : hot ? '40' : '12');

function minutesOf({ backlog, soak, hot, defect, defects: all }: Record<string, unknown>): string {
  if (backlog) return '10';
  if (soak) return '20';
  // At 40 orders a second, 2,000 orders.
  if (hot) return String(50 / 60);
  // When such faults last longer than an order's deadline, most orders expire, and the run says little about confirmed ones.
  return all || defect !== undefined ? '0.5' : '0.7';
}
