// The load generator's process: sends the requests of the job in its first argument and prints the results as JSON.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './percentile.ts';

/** Identical requests except for their idempotency keys, and their pacing. */
export type Job = {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  expectedStatus: number;
  pace: Pace;
};

export type Pace =
  /** At a steady rate, whether or not earlier requests have been answered. */
  | { perSecond: number; seconds: number }
  /** All of them, as fast as this many connections can. */
  | { requests: number; connections: number }
  /** Each client sends its next request when the last one has been answered. */
  | { clients: number; seconds: number };

/**
 * Times are in milliseconds. At a steady rate they start when a request was due, so that time spent waiting to be sent counts.
 * `began` is in milliseconds since 1970; `cpuSeconds` is what the generator itself used.
 */
export type LoadResult = {
  answered: number;
  refused: number;
  began: number;
  seconds: number;
  p50: number | undefined;
  p99: number | undefined;
  cpuSeconds: number;
};

async function run(job: Job): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  let refused = 0;
  const began = performance.now();
  const ask = async (due = performance.now()) => {
    if (await send(job, agent)) times.push(performance.now() - due);
    else refused++;
  };
  await follow(job.pace, ask);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const { user, system } = process.cpuUsage();
  return {
    answered: times.length,
    refused,
    began: performance.timeOrigin + began,
    seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    cpuSeconds: (user + system) / 1_000_000,
  };
}

async function follow(pace: Pace, ask: (due?: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  if ('perSecond' in pace) return steadily(pace, ask);
  if ('requests' in pace) {
    let left = pace.requests;
    return together(pace.connections, ask, () => left-- > 0);
  }
  return together(pace.clients, ask, () => performance.now() - began < pace.seconds * 1000);
}

async function steadily(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  ask: (due: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const asked: Promise<void>[] = [];
  while (asked.length < perSecond * seconds) {
    const due = began + (asked.length * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    else asked.push(ask(due));
  }
  await Promise.all(asked);
}

async function together(count: number, ask: () => Promise<void>, goesOn: () => boolean): Promise<void> {
  const one = async () => {
    while (goesOn()) await ask();
  };
  await Promise.all(Array.from({ length: count }, one));
}

/** Whether the complete response arrived, with the expected status. */
function send({ url, method, headers, body, expectedStatus }: Job, agent: Agent): Promise<boolean> {
  return new Promise((resolve) => {
    const key = method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
    request(url, { method, agent, headers: { ...headers, ...key } }, (answer) => {
      answer.resume().on('close', () => resolve(answer.complete && answer.statusCode === expectedStatus));
    })
      .on('error', () => resolve(false))
      .end(body);
  });
}

console.log(JSON.stringify(await run(JSON.parse(String(process.argv[2])))));
