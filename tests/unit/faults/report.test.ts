import { describe, expect, test } from '@jest/globals';
import { createChance } from '../../faults/chance.ts';
import { createCrashPlan } from '../../faults/crash-points/plan.ts';
import { type FaultName, faultNames } from '../../faults/fault-names.ts';
import { report, reportHunts } from '../../faults/report.ts';
import { createTally } from '../../faults/tally.ts';

/** A seed in which every fault except the given ones has struck, and most orders were confirmed. */
function aSeed(seed: string, without: readonly FaultName[] = []) {
  const tally = createTally(() => undefined);
  for (const name of faultNames) if (!without.includes(name)) tally.count(name);
  Object.assign(tally.counts, { posts: 100, acknowledged: 99 });
  const byOutcome = new Map([
    ['CONFIRMED', 60],
    ['CANCELLED EXPIRED', 39],
  ]);
  return { seed, tally, byOutcome, settleSeconds: 1, standstillSeconds: 0 };
}

function everywhere() {
  const plan = createCrashPlan(createChance('1'));
  for (const point of plan.hits.keys()) plan.hits.set(point, 1);
  return plan;
}

describe('a run', () => {
  test('passes if every fault has struck', () => {
    expect(report([aSeed('1'), aSeed('1.1')], everywhere())).toMatchObject({ isGood: true });
  });

  test.each(faultNames)('is too gentle without: %s', (name) => {
    const { text, isGood } = report([aSeed('1', [name])], everywhere());
    expect(isGood).toBe(false);
    expect(text).toContain(`TOO GENTLE  no fault of this kind: ${name}`);
  });

  test('is too gentle if one of its seeds rotated no signing key', () => {
    const { text, isGood } = report([aSeed('1'), aSeed('1.1', ['signing key rotated'])], everywhere());
    expect(isGood).toBe(false);
    expect(text).toContain('no signing key was rotated under the load of seed 1.1');
  });

  test('is too gentle if a crash point was never reached', () => {
    const crashes = everywhere();
    crashes.hits.set('billing: before run', 0);
    expect(report([aSeed('1')], crashes).text).toContain('TOO GENTLE  crash points never reached: billing: before run');
  });

  test('fails after a violation', () => {
    const seed = aSeed('1');
    seed.tally.violate('money', 'charged twice');
    const { text, isGood } = report([seed], everywhere());
    expect(isGood).toBe(false);
    expect(text).toContain('VIOLATION (seed 1)  money: charged twice');
  });
});

describe('planted defects', () => {
  const caught = { name: 'poison is dropped', caughtBy: 'dead letters are the poison', seconds: 179 };

  test('are all caught within three minutes, stretched like all times', () => {
    expect(reportHunts([caught], 1)).toMatchObject({ isGood: true });
    expect(reportHunts([{ ...caught, seconds: 359 }], 2)).toMatchObject({ isGood: true });
  });

  test('must not be caught later', () => {
    const { text, isGood } = reportHunts([caught, { ...caught, seconds: 181 }], 1);
    expect(isGood).toBe(false);
    expect(text).toContain('181 s TOO LATE');
  });

  test('must not go unnoticed', () => {
    const { text, isGood } = reportHunts([caught, { ...caught, caughtBy: undefined }], 1);
    expect(isGood).toBe(false);
    expect(text).toContain('NOT CAUGHT');
  });
});
