import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LambdaFunction, startFunction } from '../../../../local/resources/function-host.ts';

let folder: string;
let hosted: LambdaFunction;
const unexpected: string[] = [];

/** Answers with what it was sent; null is never answered. */
const echo = 'export const handler = (event) => event ?? new Promise(() => {});';
const ended = 'The function echo ended while it was working';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'function-host-'));
  const bundle = join(folder, 'handler.mjs');
  writeFileSync(bundle, echo);
  const onUnexpectedExit = (name: string) => void unexpected.push(name);
  const surroundings = { logFolder: folder, signal: new AbortController().signal, onUnexpectedExit };
  hosted = await startFunction({ name: 'echo', env: {}, bundle, surroundings });
});
afterAll(async () => {
  await hosted.stop();
  rmSync(folder, { recursive: true });
});

test('the calls of a function that is killed fail, and the next call starts it again', async () => {
  const { pid } = hosted.process;
  const calls = [hosted.invoke(null), hosted.invoke(null)];
  const failed = expect(Promise.allSettled(calls)).resolves.toMatchObject(
    Array(2).fill({ status: 'rejected', reason: { message: ended } }),
  );
  await hosted.process.kill('SIGKILL');
  await failed;
  expect(await hosted.invoke('again')).toBe('again');
  expect(hosted.process.pid).not.toBe(pid);
  expect(unexpected).toEqual([]);
});

test('calls after its end, but before that is known here, fail and do nothing else', async () => {
  const { pid } = hosted.process;
  const gone = hosted.process.kill('SIGKILL');
  for (let tries = 0; tries < 1_000 && !isZombie(pid); tries++);
  const calls = Array.from({ length: 3 }, () => hosted.invoke('too late').catch((error: Error) => error.message));
  await gone;
  expect(await Promise.all(calls)).toEqual(Array(3).fill(ended));
});

/** Whether it has ended, without giving our own event loop a chance to learn it. */
const isZombie = (pid?: number) =>
  execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
    .toString()
    .startsWith('Z');

test('starting it while it is running, or twice at once, starts one process', async () => {
  await hosted.start();
  const { pid } = hosted.process;
  await hosted.start();
  expect(hosted.process.pid).toBe(pid);
  await hosted.process.kill('SIGKILL');
  await Promise.all([hosted.start(), hosted.start(), hosted.invoke('at once')]);
  expect(hosted.process.pid).not.toBe(pid);
});
