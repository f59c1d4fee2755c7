import { textTable } from '../../local/text-table.ts';
import type { CrashPlan } from './crash-points/plan.ts';
import { faultNames } from './fault-names.ts';
import type { SeedResult } from './run-seed.ts';

/** The result of one seed, in a line. */
export function summary({ tally: { counts, violations }, settleSeconds }: SeedResult): string {
  const settled = `settled ${settleSeconds.toFixed(1)} s after healing`;
  return `${counts.acknowledged} orders, ${counts.deliveries} deliveries, ${settled}, ${violations.length} violations`;
}

/** The results of all seeds: a table for people, and whether the run passes. */
export function report(results: readonly SeedResult[], crashes: CrashPlan): { text: string; isGood: boolean } {
  const sum = (of: (result: SeedResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const faults = faultNames.map((name) => [name, String(sum(({ tally }) => tally.faults.get(name) ?? 0))]);
  const orders = new Map<string, number>();
  for (const { byOutcome } of results) for (const [name, count] of byOutcome) orders.set(name, (orders.get(name) ?? 0) + count);
  const [posts, acknowledged] = [sum(({ tally }) => tally.counts.posts), sum(({ tally }) => tally.counts.acknowledged)];
  const total = [...orders.values()].reduce((a, b) => a + b, 0);
  const confirmed = orders.get('CONFIRMED') ?? 0;
  const violations = results.flatMap(({ seed, tally }) => tally.violations.map((violation) => ({ seed, ...violation })));
  const missed = [...crashes.hits].filter(([, count]) => count === 0).map(([point]) => point);
  const kind = [
    ...(acknowledged < 0.9 * posts ? [`only ${acknowledged} of ${posts} orders were acknowledged`] : []),
    ...(confirmed < 0.3 * total ? [`only ${confirmed} of ${total} orders were confirmed`] : []),
    ...(total - confirmed < 0.2 * total ? [`only ${total - confirmed} of ${total} orders were compensated`] : []),
    ...faults.filter(([, count]) => count === '0').map(([name]) => `no fault of this kind: ${name}`),
    ...results
      .filter(({ tally }) => !tally.faults.get('signing key rotated'))
      .map(({ seed }) => `no signing key was rotated under the load of seed ${seed}`),
    ...(missed.length > 0 ? [`crash points never reached: ${missed.join(', ')}`] : []),
  ];
  const figures = [
    ['orders placed', String(posts)],
    ['acknowledged', String(acknowledged)],
    ...[...orders].sort().map(([name, count]) => [`  ${name}`, String(count)]),
    ['messages delivered', String(sum(({ tally }) => tally.counts.deliveries))],
    ['crash points hit', `${crashes.hits.size - missed.length} of ${crashes.hits.size}`],
    ['longest time to settle after healing', `${Math.max(...results.map(({ settleSeconds }) => settleSeconds)).toFixed(1)} s`],
    [
      'longest pause of the harness itself',
      `${Math.max(...results.map(({ standstillSeconds }) => standstillSeconds)).toFixed(1)} s`,
    ],
    ['violations', String(violations.length)],
  ];
  const lines = [
    textTable([['fault', 'count'], ...faults]),
    textTable([['', 'count'], ...figures]),
    ...violations.slice(0, 50).map(({ seed, invariant, detail }) => `  VIOLATION (seed ${seed})  ${invariant}: ${detail}`),
    ...kind.map((why) => `  TOO GENTLE  ${why}`),
  ];
  return { text: lines.join('\n\n'), isGood: violations.length === 0 && kind.length === 0 };
}

/** A planted defect, and how long it took to catch it, if anything did. */
export type Hunt = { name: string; caughtBy: string | undefined; seconds: number };

/** On an idle machine, from building the defect to the violation. */
const huntSecondsMax = 180;

/** The planted defects: a table for people, and whether each was caught soon enough. */
export function reportHunts(hunts: readonly Hunt[], pace: number): { text: string; isGood: boolean } {
  const isLate = ({ seconds }: Hunt) => seconds > huntSecondsMax * pace;
  const rows = hunts.map((hunt) => {
    const { name, caughtBy, seconds } = hunt;
    if (caughtBy === undefined) return [name, 'NOT CAUGHT', ''];
    return [name, caughtBy, `${seconds.toFixed(0)} s${isLate(hunt) ? ' TOO LATE' : ''}`];
  });
  return {
    text: textTable([['planted defect', 'caught by', 'after'], ...rows], { texts: 2 }),
    isGood: hunts.every((hunt) => hunt.caughtBy !== undefined && !isLate(hunt)),
  };
}
