import { describe, expect, test } from '@jest/globals';
import { createBatcher } from '#shared/concurrency/batcher.ts';
import { createLoop } from '#shared/saga/loop.ts';
import { defects, withDefect } from './schedules/defects.ts';
import { exploreSchedules } from './schedules/explore.ts';
import { type Loops, perform } from './schedules/perform.ts';
import { billingPlay, capturePlay, inventoryPlay, type Play, shippingPlay } from './schedules/plays.ts';
import type { Troubles } from './schedules/stage.ts';

const plays: readonly Play[] = [shippingPlay(), billingPlay(), capturePlay(), inventoryPlay()];
const allTroubles: readonly (Troubles & { title: string })[] = [
  { title: 'when nothing fails', failures: 0, crashes: 0 },
  { title: 'when one call fails, done or not', failures: 1, crashes: 0 },
  { title: 'when the process dies once', failures: 0, crashes: 1 },
];
const cases = plays.flatMap((play) =>
  allTroubles.map((troubles) => ({ play, troubles, title: `${play.title}, ${troubles.title}` })),
);

/** More than any play takes. */
const runsMax = 10_000;

const explore = (play: Play, troubles: Troubles, loops: Loops) =>
  exploreSchedules((choose) => perform(play, loops, { choose, troubles }), runsMax);

describe('the loop, in every order in which its calls can finish', () => {
  test.each(cases)('keeps its promises: $title', async ({ play, troubles, title }) => {
    const { runs, isComplete, finding } = await explore(play, troubles, { createLoop, createBatcher });
    process.stdout.write(`${String(runs).padStart(7)} schedules: ${title}\n`);
    expect(finding).toBeUndefined();
    expect(isComplete).toBe(true);
  });

  test.each(defects)('would fail if $title', async (defect) => {
    const loops = await withDefect(defect);
    const findings = [];
    for (const { play, troubles } of cases)
      if (findings.length === 0) findings.push(...found(await explore(play, troubles, loops)));
    expect(findings).toHaveLength(1);
  });
});

const found = ({ finding }: Awaited<ReturnType<typeof exploreSchedules>>) => (finding ? [finding] : []);
