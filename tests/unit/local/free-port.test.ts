import { expect, test } from '@jest/globals';
import { freePort, holdPort, isFree } from '../../../local/free-port.ts';

test('a free port is free', async () => {
  expect(await isFree(await freePort())).toBe(true);
});

test('a held port stays occupied until it is released', async () => {
  const { port, release } = await holdPort();
  expect(await isFree(port)).toBe(false);
  await release();
  expect(await isFree(port)).toBe(true);
});
