import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

// Of twice 400 random ports among 12,000, about 26 would coincide.
test('no port is given out twice, neither here nor in another process', async () => {
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [theirs] = await once(other.stdout, 'data');
  const ours = await ports();
  other.stdin.end();
  const all = [...ours, ...JSON.parse(String(theirs))];
  expect(all).toHaveLength(800);
  expect(new Set(all).size).toBe(800);
});

const ports = () => Promise.all(Array.from({ length: 400 }, freePort));

const script = `
  import { freePort } from ${JSON.stringify(new URL('../../../local/free-port.ts', import.meta.url).href)};
  console.log(JSON.stringify(await Promise.all(Array.from({ length: 400 }, freePort))));
  process.stdin.resume();`;
