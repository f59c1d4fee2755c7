import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BenchStack, onBenchStack, type Turn } from '../bench-stack.ts';
import { type Figure, figure } from '../figures.ts';
import { percentile } from '../percentile.ts';

const starts = 10;
const warmCalls = 200;

/**
 * Bundle sizes, and the authorizer's times on this machine. It runs in the local function runtime, which is this Node with a
 * message channel, and not on Lambda's Node and CPU. Init includes starting Node.
 */
export const measureFunctions = (turn: Turn): Promise<Figure[]> =>
  onBenchStack(turn, async (bench) => {
    const dist = join(turn.checkout, 'dist');
    const services = bench.processes.filter(({ ours, name }) => ours && !name.startsWith('function '));
    const hosted = bench.processes.flatMap(({ name }) => (name.startsWith('function ') ? [name.slice('function '.length)] : []));
    return [
      ...services.flatMap(({ name }) => sizes(name, join(dist, name, 'main.mjs'))),
      ...hosted.flatMap((name) => sizes(`function ${name}`, join(dist, 'functions', name, 'handler.mjs'))),
      ...(await timeAuthorizer(turn, bench)),
    ];
  });

function sizes(name: string, file: string): Figure[] {
  const bundle = readFileSync(file);
  return [
    figure(`${name}: bundle`, bundle.length / 1024, 'KiB'),
    figure(`${name}: gzipped`, gzipSync(bundle).length / 1024, 'KiB'),
  ];
}

async function timeAuthorizer({ checkout }: Turn, bench: BenchStack): Promise<Figure[]> {
  const pid = bench.processes.find(({ name }) => name === 'function authorizer')?.pid;
  if (pid === undefined) return [];
  const env = environmentIn(readFileSync(`/proc/${pid}/environ`, 'utf8'));
  const event = { version: '2.0', type: 'REQUEST', headers: { authorization: `Bearer ${await bench.customerToken()}` } };
  const runs: Run[] = [];
  for (let number = 0; number < starts; number++) runs.push(await runOnce(checkout, env, event));
  const p50 = (of: (run: Run) => readonly number[]) => percentile(runs.flatMap(of), 0.5);
  return [
    figure(
      'authorizer: init p50',
      p50(({ init }) => [init]),
      'ms',
    ),
    figure(
      'authorizer: first call p50',
      p50(({ calls }) => calls.slice(0, 1)),
      'ms',
    ),
    figure(
      'authorizer: warm call p50',
      p50(({ calls }) => calls.slice(-warmCalls / 2)),
      'ms',
    ),
  ];
}

/** The environment in a /proc/<pid>/environ, without the compile cache that the function host sets and Lambda would not. */
export function environmentIn(environ: string): Record<string, string> {
  const pairs = environ
    .split('\0')
    .filter(Boolean)
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return Object.fromEntries(pairs.filter(([name]) => !name?.startsWith('NODE_')));
}

/** Milliseconds. */
type Run = { init: number; calls: number[] };

async function runOnce(checkout: string, env: Record<string, string>, event: object): Promise<Run> {
  const runtime = join(checkout, 'local', 'resources', 'function-runtime.ts');
  const handler = join(checkout, 'dist', 'functions', 'authorizer', 'handler.mjs');
  const began = performance.now();
  const child = fork(runtime, [handler], { env, silent: true });
  try {
    if (child.stdout) await once(child.stdout, 'data');
    const init = performance.now() - began;
    const calls: number[] = [];
    for (let id = 0; id < warmCalls; id++) calls.push(await call(child, { id, event }));
    return { init, calls };
  } finally {
    child.kill();
  }
}

async function call(child: ReturnType<typeof fork>, message: { id: number; event: object }): Promise<number> {
  const asked = performance.now();
  child.send(message);
  const [{ result }] = (await once(child, 'message')) as [{ result?: { isAuthorized?: boolean } }];
  if (!result?.isAuthorized) throw new Error('The authorizer refused a good token');
  return performance.now() - asked;
}
