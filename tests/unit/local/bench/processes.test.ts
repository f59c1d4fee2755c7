import { describe, expect, test } from '@jest/globals';
import { cpuSecondsIn, functionNameIn, pssMebibytesIn } from '../../../../local/bench/processes.ts';

describe('CPU time in /proc/<pid>/stat', () => {
  test.each(['node', 'a name) with (parentheses and spaces'])('is the process’s own and its ended children’s: %s', (name) => {
    const stat = `4711 (${name}) S 1 4711 4711 0 -1 4194560 18054 900 1 2 1234 567 89 10 20 0 11 0 12345 11111 22222`;
    expect(cpuSecondsIn(stat)).toBe(19);
  });
});

describe('memory in /proc/<pid>/smaps_rollup', () => {
  test('is the proportional share, in MiB', () => {
    const rollup = [
      '55d0c0a00000-7ffd0e7f2000 ---p 00000000 00:00 0    [rollup]',
      'Rss:              190000 kB',
      'Pss:              153600 kB',
      'Pss_Dirty:        100000 kB',
    ].join('\n');
    expect(pssMebibytesIn(rollup)).toBe(150);
  });
});

describe('a hosted function', () => {
  test('is recognized by its command line', () => {
    const commandLine = 'node\0/shop/local/resources/function-runtime.ts\0/shop/dist/functions/timeline/handler.mjs\0';
    expect(functionNameIn(commandLine)).toBe('timeline');
  });

  test.each(['sh\0-c\0read _\0', 'node\0/shop/dist/orders/main.mjs\0', 'node\0/functions/timeline/handler.mjs.map\0'])(
    'is not what anything else is: %j',
    (commandLine) => {
      expect(functionNameIn(commandLine)).toBeUndefined();
    },
  );
});
