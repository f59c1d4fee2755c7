import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Stack } from '../stack.ts';
import { cpuSeconds, processesOf } from './processes.ts';
import { readSteadily } from './steady-reads.ts';

const perSecond = 500;
const seconds = 10;

/** What others may use of the machine before its times are theirs rather than ours. */
const othersShareMax = 0.1;

/** Reads one product through the gateway at a steady rate; gives lines to print. */
export async function measureProductReads(stack: Stack, productId: string): Promise<[what: string, figure: string][]> {
  const pace = { url: `${stack.gatewayUrl}/v1/catalog/products/${productId}`, perSecond, seconds };
  // Until the compilers of all processes have seen what they will.
  await readSteadily(pace);
  const processes = processesOf(stack).filter(({ name }) => /^(catalog|dynamodb|gateway)/.test(name));
  const before = { machine: machineSeconds(), ours: processes.map(({ pid }) => cpuSeconds(pid)) };
  const reads = await readSteadily(pace);
  const used = processes.map(({ name, pid }, index) => ({
    name,
    // The reader is a thread of the process that the gateway is in.
    seconds: cpuSeconds(pid) - (before.ours[index] ?? 0) - (pid === process.pid ? reads.ownCpuSeconds : 0),
  }));
  const ours = used.reduce((sum, each) => sum + each.seconds, reads.ownCpuSeconds);
  const othersShare = (machineSeconds() - before.machine - ours) / reads.seconds / availableParallelism();
  const milliseconds = (time: number) => `${time.toFixed(2)} ms`;
  const times = `p50 ${milliseconds(reads.p50)}, p99 ${milliseconds(reads.p99)}, max ${milliseconds(reads.max)}`;
  const rate = `${(reads.answered / reads.seconds).toFixed(0)}/s${reads.refused ? `, ${reads.refused} refused` : ''}`;
  return [
    [`GET a product, ${perSecond}/s`, `${times}; ${rate}`],
    ...used.map((each): [string, string] => [
      `  CPU of ${each.name}`,
      `${milliseconds((each.seconds * 1000) / reads.answered)} per read`,
    ]),
    ...(othersShare > othersShareMax ? [busy(othersShare)] : []),
  ];
}

const busy = (share: number): [string, string] => [
  '  not to be relied on:',
  `others used ${(share * 100).toFixed(0)} % of this machine meanwhile`,
];

/** CPU time that all processes of this machine have used: user, nice, system, interrupts, and what its host took away (proc(5)). */
function machineSeconds(): number {
  const [, user, nice, system, , , irq, softirq, steal] =
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.split(/\s+/) ?? [];
  return [user, nice, system, irq, softirq, steal].reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}
