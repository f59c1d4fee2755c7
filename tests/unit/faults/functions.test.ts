import { describe, expect, test } from '@jest/globals';
import { createFunctionStrikes } from '../../faults/strikes/functions.ts';
import { createTally } from '../../faults/tally.ts';
import type { World } from '../../faults/world.ts';

/** Functions whose processes are only numbers. */
function aWorld() {
  const done: string[] = [];
  const tally = createTally(() => undefined);
  const create = (name: string) => {
    const process = {
      pid: 1 as number | undefined,
      kill: async (signal: string) => {
        done.push(`${name} ${signal}`);
        process.pid = undefined;
      },
    };
    const start = async () => {
      if (process.pid !== undefined) return;
      done.push(`${name} started`);
      process.pid = 1;
    };
    return { process, start };
  };
  const functions = { timeline: create('timeline'), 'dead-letters': create('dead-letters') };
  const strikes = createFunctionStrikes({ stack: { functions } } as unknown as World, tally);
  return { functions, strikes, tally, done };
}

describe('killing a function', () => {
  test('kills its process, starts it again at once, and is counted', async () => {
    const { strikes, tally, done } = aWorld();
    await Promise.all([strikes.kill('timeline'), strikes.kill('timeline')]);
    expect(done).toEqual(['timeline SIGKILL', 'timeline started', 'timeline SIGKILL', 'timeline started']);
    expect(tally.faults).toEqual(new Map([['function killed', 2]]));
  });

  test('only starts it if it is not running, which is not counted', async () => {
    const { functions, strikes, tally, done } = aWorld();
    functions['dead-letters'].process.pid = undefined;
    await strikes.kill('dead-letters');
    expect(done).toEqual(['dead-letters started']);
    expect(tally.faults.size).toBe(0);
  });

  test('that then does not start is a violation, and healing starts it', async () => {
    const { functions, strikes, tally, done } = aWorld();
    const { start } = functions.timeline;
    functions.timeline.start = () => Promise.reject(new Error('not ready'));
    await strikes.kill('timeline');
    expect(tally.violations).toEqual([{ invariant: 'processes', detail: 'function timeline: not ready' }]);
    functions.timeline.start = start;
    await strikes.heal();
    expect(done).toEqual(['timeline SIGKILL', 'timeline started']);
  });
});
