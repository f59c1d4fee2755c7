import { expect, test } from '@jest/globals';
import { machineSecondsIn } from '../../../../local/bench/machine.ts';

test('the machine’s time is what processes used and the host stole, without idle and wait', () => {
  const stat = 'cpu  1000 200 300 99999 88888 40 50 10 7 7\ncpu0 1 1 1 1 1 1 1 1 0 0\nctxt 12345\n';
  expect(machineSecondsIn(stat)).toBe(16);
});
