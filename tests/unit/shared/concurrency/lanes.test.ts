import { describe, expect, it } from '@jest/globals';
import { createLanes } from '#shared/concurrency/lanes.ts';
import { eventually } from '../../../support/eventually.ts';

/** Lanes whose runs end only when told to; every run is recorded when it starts. */
function lanesThatWait(patienceMilliseconds?: (task: string) => number) {
  const runs: { key: string; tasks: readonly string[]; end: () => void }[] = [];
  const run = (key: string, tasks: readonly string[]) =>
    new Promise<void>((resolve) => void runs.push({ key, tasks, end: resolve }));
  const lanes = createLanes<string>(run, patienceMilliseconds && { patienceMilliseconds });
  const begun = () => runs.map(({ key, tasks }) => `${key}: ${tasks.join(' ')}`);
  return { ...lanes, runs, begun };
}

const anHourIfNamedLater = (task: string) => (task.startsWith('later') ? 3_600_000 : 0);

const idle = () => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('run simultaneous tasks of one key together', async () => {
    const { add, begun } = lanesThatWait();
    for (const task of ['1', '2', '3']) add('a', task);
    await idle();
    expect(begun()).toEqual(['a: 1 2 3']);
  });

  it('run tasks that arrive while the lane is busy together next, and not before', async () => {
    const { add, begun, runs } = lanesThatWait();
    add('a', '1');
    await idle();
    add('a', '2');
    await idle();
    add('a', '3');
    await idle();
    expect(begun()).toEqual(['a: 1']);
    runs[0]?.end();
    await eventually(() => runs.length === 2);
    expect(begun()).toEqual(['a: 1', 'a: 2 3']);
  });

  it('let a task that can wait do so until one joins that cannot', async () => {
    const { add, begun } = lanesThatWait(anHourIfNamedLater);
    add('a', 'later 1');
    add('a', 'later 2');
    await idle();
    expect(begun()).toEqual([]);
    add('a', 'now');
    await idle();
    expect(begun()).toEqual(['a: later 1 later 2 now']);
  });

  it('run a task that has waited long enough, and others meanwhile', async () => {
    const { add, begun } = lanesThatWait((task) => (task === 'soon' ? 1 : 0));
    add('a', 'soon');
    add('b', 'now');
    await idle();
    expect(begun()).toEqual(['b: now']);
    await eventually(() => begun().length === 2);
    expect(begun()).toEqual(['b: now', 'a: soon']);
  });

  it('let tasks that arrived while the lane was busy wait too', async () => {
    const { add, begun, runs } = lanesThatWait(anHourIfNamedLater);
    add('a', 'now');
    await idle();
    add('a', 'later');
    runs[0]?.end();
    await idle();
    expect(begun()).toEqual(['a: now']);
    add('a', 'now again');
    await idle();
    expect(begun()).toEqual(['a: now', 'a: later now again']);
  });

  it('run different keys concurrently', async () => {
    const { add, begun } = lanesThatWait();
    for (const key of ['a', 'b', 'c']) add(key, '1');
    await idle();
    expect(begun()).toEqual(['a: 1', 'b: 1', 'c: 1']);
  });

  it('run a key again after it has been idle', async () => {
    const { add, begun, runs } = lanesThatWait();
    add('a', '1');
    await idle();
    runs[0]?.end();
    await idle();
    add('a', '2');
    await idle();
    expect(begun()).toEqual(['a: 1', 'a: 2']);
  });

  it('lose no task that arrives just as a run ends', async () => {
    const ran: string[] = [];
    const lanes = createLanes<string>(async (_, tasks) => {
      ran.push(...tasks);
      if (ran.length < 5) void Promise.resolve().then(() => lanes.add('a', `${ran.length + 1}`));
    });
    lanes.add('a', '1');
    await eventually(() => ran.length === 5);
    expect(ran).toEqual(['1', '2', '3', '4', '5']);
  });
});
