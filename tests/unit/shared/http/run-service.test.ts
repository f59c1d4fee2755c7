import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../../support/eventually.ts';

const program = join(import.meta.dirname, 'a-service.ts');
let child: ChildProcess | undefined;
afterEach(() => void child?.kill('SIGKILL'));

/** Starts a service in a separate process that answers /slow when its standard input says so. */
async function start(env: Record<string, string> = {}) {
  const running = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  child = running;
  const lines: string[] = [];
  createInterface({ input: running.stdout }).on('line', (line) => void lines.push(line));
  await eventually(() => lines.some((line) => line.startsWith('listening')));
  const port = lines.find((line) => line.startsWith('listening'))?.split(' ')[1];
  const exit = once(running, 'exit').then(([code]) => code as number | null);
  return { running, lines, url: `http://127.0.0.1:${port}`, exit };
}

function ask(url: string, agent: Agent): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response: IncomingMessage) => {
      let text = '';
      response
        .on('data', (chunk) => {
          text += chunk;
        })
        .on('end', () => resolve({ status: response.statusCode, text }));
    }).on('error', reject);
  });
}

describe('a service whose store is down when it starts', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    writeFileSync(join(folder, 'away'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is alive, and starts work once the store is up', async () => {
    const { lines, url } = await start({ STORE_AWAY: join(folder, 'away') });
    await eventually(() => lines.includes('waiting for store'));
    expect(await ask(`${url}/fast`, new Agent())).toEqual({ status: 200, text: 'fast' });
    expect(lines).not.toContain('worker started');
    rmSync(join(folder, 'away'));
    await eventually(() => lines.includes('late worker started'));
    expect(lines).toContain('store reachable');
  });

  test('stops when told to, without having started work', async () => {
    const { running, lines, exit } = await start({ STORE_AWAY: join(folder, 'away') });
    await eventually(() => lines.includes('waiting for store'));
    running.kill('SIGTERM');
    expect(await exit).toBe(0);
    expect(lines).not.toContain('worker started');
  });
});

describe('a service that is told to stop', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s finishes the request in flight, then exits immediately with code 0',
    async (signal) => {
      const { running, lines, url, exit } = await start();
      const agent = new Agent({ keepAlive: true });
      expect(await ask(`${url}/fast`, agent)).toEqual({ status: 200, text: 'fast' });
      const slow = ask(`${url}/slow`, agent);
      await eventually(() => lines.includes('slow began'));
      running.kill(signal);
      await eventually(() => lines.includes('worker stopped'));
      running.stdin?.write('go\n');
      expect(await slow).toEqual({ status: 200, text: 'slow' });
      const answered = performance.now();
      expect(await exit).toBe(0);
      // The client keeps the connection alive; waiting for that would last until the shutdown timeout.
      expect(performance.now() - answered).toBeLessThan(5_000);
      expect(lines.filter((line) => line.endsWith('stopped') || line.endsWith('started'))).toEqual([
        'worker started',
        'late worker started',
        'worker stopped',
        'late worker stopped',
        'publisher stopped',
        'pool stopped',
        'stopped',
      ]);
      agent.destroy();
    },
  );

  test('keeps serving during its grace period, without starting work or reporting ready', async () => {
    const { running, lines, url, exit } = await start({ GRACE_SECONDS: '1' });
    const agent = new Agent();
    expect(await ask(`${url}/readyz`, agent)).toEqual({ status: 200, text: 'ready' });
    running.kill('SIGTERM');
    const told = performance.now();
    await eventually(() => lines.includes('worker stopped'), 0.9);
    expect(await ask(`${url}/readyz`, agent)).toEqual({ status: 503, text: expect.stringContaining('problem:unavailable') });
    expect(await ask(`${url}/fast`, agent)).toEqual({ status: 200, text: 'fast' });
    expect(lines).not.toContain('pool stopped');
    expect(await exit).toBe(0);
    expect(performance.now() - told).toBeGreaterThan(1_000);
    expect(performance.now() - told).toBeLessThan(5_000);
    expect(lines.at(-1)).toBe('stopped');
  });

  test('exits with code 1 when it cannot listen', async () => {
    const { url } = await start();
    const first = child;
    const second = spawn(process.execPath, [program], { stdio: 'ignore', env: { ...process.env, PORT: new URL(url).port } });
    const [code] = await once(second, 'exit');
    expect(code).toBe(1);
    first?.kill('SIGKILL');
  });
});
