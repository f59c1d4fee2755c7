import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createHistogram, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export type Pace = { url: string; perSecond: number; seconds: number };

/**
 * How many were answered, in how long, and their times in milliseconds: from when a request was due, so that waiting for its turn
 * counts, until the whole answer was there. `ownCpuSeconds` is what the reading itself took of the processor.
 */
export type Reads = Record<'answered' | 'refused' | 'seconds' | 'p50' | 'p99' | 'max' | 'ownCpuSeconds', number>;

/** Reads an address at a steady rate, whether or not earlier reads have been answered, in a thread of its own. */
export async function readSteadily(pace: Pace): Promise<Reads> {
  const thread = new Worker(import.meta.filename, { workerData: pace });
  const [reads] = await once(thread, 'message');
  await thread.terminate();
  return reads as Reads;
}

async function run({ url, perSecond, seconds }: Pace): Promise<Reads> {
  const agent = new Agent({ keepAlive: true });
  const times = createHistogram();
  const began = performance.now();
  const reads: Promise<boolean>[] = [];
  while (reads.length < perSecond * seconds) {
    const due = began + (reads.length * 1000) / perSecond;
    if (due > performance.now()) await pause(1);
    else reads.push(read(url, agent).finally(() => times.record(Math.ceil((performance.now() - due) * 1000))));
  }
  const good = (await Promise.all(reads)).filter(Boolean).length;
  const took = (performance.now() - began) / 1000;
  const cpu = process.threadCpuUsage();
  const at = (percentile: number) => times.percentile(percentile) / 1000;
  agent.destroy();
  return {
    answered: good,
    refused: reads.length - good,
    seconds: took,
    p50: at(50),
    p99: at(99),
    max: times.max / 1000,
    ownCpuSeconds: (cpu.user + cpu.system) / 1_000_000,
  };
}

function read(url: string, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent }, (answer) => {
      answer.resume().on('close', () => resolve(answer.complete && answer.statusCode === 200));
    }).on('error', () => resolve(false));
  });
}

if (!isMainThread) parentPort?.postMessage(await run(workerData as Pace));
