import { expect, test } from '@jest/globals';
import { freePort, holdPort, isFree } from '../../../local/free-port.ts';

test('a free port is free', async () => {
  expect(await isFree(await freePort())).toBe(true);
});

test('a port that is held is nobody else’s until it is let go', async () => {
  const { port, release } = await holdPort();
  expect(await isFree(port)).toBe(false);
  await release();
  expect(await isFree(port)).toBe(true);
});
