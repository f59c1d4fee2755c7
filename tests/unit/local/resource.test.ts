import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createProcess, type ManagedProcess, type Surroundings } from '../../../local/resource.ts';
import { eventually } from '../../support/eventually.ts';

let logFolder: string;
let failure: AbortController;
let reported: string[];
let running: Set<ManagedProcess>;

beforeEach(() => {
  logFolder = mkdtempSync(join(tmpdir(), 'resource-'));
  failure = new AbortController();
  reported = [];
  running = new Set();
});

afterEach(async () => {
  await Promise.all([...running].map((process) => process.kill('SIGKILL')));
  rmSync(logFolder, { recursive: true });
});

function program(source: string, options: { isReady?: boolean; readyTimeoutSeconds?: number } = {}): ManagedProcess {
  const { isReady = true, ...rest } = options;
  const onUnexpectedExit = (name: string, error: Error) => void reported.push(`${name}: ${error.message}`);
  const surroundings: Surroundings = { logFolder, signal: failure.signal, running, onUnexpectedExit };
  const ready = isReady ? { ready: (line: string) => line === 'ready' } : {};
  return createProcess({
    name: 'worker',
    command: process.execPath,
    args: ['-e', source],
    ...ready,
    ...rest,
    stopTimeoutSeconds: 1,
    surroundings,
  });
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    // No such process.
    return false;
  }
};

const serving = `setInterval(() => {}, 1000); console.log('ready')`;

describe('a process that becomes ready', () => {
  it('runs until it is stopped, and can be restarted', async () => {
    const worker = program(serving);
    await worker.start();
    const first = Number(worker.pid);
    await worker.stop();
    expect([worker.pid, isAlive(first)]).toEqual([undefined, false]);
    await worker.start();
    expect(worker.pid).not.toBe(first);
    expect(reported).toEqual([]);
  });

  it('is killed when it does not stop in time', async () => {
    const worker = program(`process.on('SIGTERM', () => {}); ${serving}`);
    await worker.start();
    const pid = Number(worker.pid);
    await worker.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('is reported by name, with the end of its log, when it exits by itself', async () => {
    const worker = program(`console.log('ready'); setTimeout(() => { console.log('out of memory'); process.exit(3); }, 50)`);
    await worker.start();
    await eventually(() => reported.length > 0);
    expect(reported).toEqual([expect.stringMatching(/^worker: worker exited unexpectedly \(exit code 3\).*out of memory$/s)]);
  });

  it('is reported even when it exits before we have noticed that it was ready', async () => {
    const workers = Array.from({ length: 20 }, () => program(`console.log('ready'); process.reallyExit(3)`));
    await Promise.all(workers.map((worker) => worker.start()));
    await eventually(() => reported.length === workers.length);
  });

  it('is stopped, and not reported, when the whole start is abandoned', async () => {
    const worker = program(serving);
    await worker.start();
    failure.abort();
    await eventually(() => running.size === 0);
    expect(reported).toEqual([]);
    await expect(worker.start()).rejects.toThrow('aborted');
  });

  it('sees nothing of our own environment but what every program needs', async () => {
    process.env.AWS_PROFILE = 'somebody';
    const worker = program(`if (!process.env.AWS_PROFILE && process.env.PATH) console.log('ready'); setInterval(() => {}, 1000)`);
    await worker.start().finally(() => delete process.env.AWS_PROFILE);
    expect(worker.pid).toBeGreaterThan(0);
  });
});

describe('a process that does not become ready', () => {
  it('fails the start with its output', async () => {
    const worker = program(`console.error('no such table'); process.exit(2)`);
    await expect(worker.start()).rejects.toThrow(/^worker did not start \(exit code 2\).*no such table$/s);
  });

  it('fails the start when it takes too long, and is gone', async () => {
    const worker = program('setInterval(() => {}, 1000)', { readyTimeoutSeconds: 0.3 });
    await expect(worker.start()).rejects.toThrow('worker was not ready after 0.3 s');
    await eventually(() => running.size === 0);
  });

  it('fails the start when there is no such program', async () => {
    const surroundings: Surroundings = { logFolder, signal: failure.signal, onUnexpectedExit: () => undefined };
    const missing = createProcess({
      name: 'missing',
      command: join(logFolder, 'nothing'),
      args: [],
      ready: () => false,
      surroundings,
    });
    await expect(missing.start()).rejects.toThrow('missing did not start (spawn');
  });
});

describe('a program that runs to completion', () => {
  it('has started when it has exited successfully', async () => {
    await expect(program('', { isReady: false }).start()).resolves.toBeUndefined();
  });

  it('fails the start when it exits otherwise', async () => {
    await expect(program('process.exit(1)', { isReady: false }).start()).rejects.toThrow('worker did not start (exit code 1)');
  });
});

it('all processes are stopped even when their launcher is killed', async () => {
  const surroundings = `{ logFolder: ${JSON.stringify(logFolder)}, signal: new AbortController().signal, onUnexpectedExit() {} }`;
  const launcher = program(`
    import(${JSON.stringify(join(import.meta.dirname, '../../../local/resource.ts'))}).then(async ({ createProcess }) => {
      const all = ['one', 'two', 'three'].map((name) => createProcess({ name, command: process.execPath,
        args: ['-e', ${JSON.stringify(serving)}], ready: (line) => line === 'ready', surroundings: ${surroundings} }));
      await Promise.all(all.map((one) => one.start()));
      const pids = all.map(({ pid }) => pid);
      await all[1].stop();
      require('fs').writeFileSync(${JSON.stringify(join(logFolder, 'pids'))}, JSON.stringify(pids));
      console.log('ready');
    })`);
  await launcher.start();
  const pids: number[] = JSON.parse(readFileSync(join(logFolder, 'pids'), 'utf8'));
  expect(pids.map(isAlive)).toEqual([true, false, true]);
  await launcher.kill('SIGKILL');
  await eventually(() => !pids.some(isAlive));
});
