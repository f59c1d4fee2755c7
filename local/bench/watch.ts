import { availableParallelism } from 'node:os';
import type { BenchStack } from './bench-stack.ts';
import { type Figure, figure } from './figures.ts';
import { machineSeconds } from './machine.ts';
import { cpuSeconds, type MeasuredProcess } from './processes.ts';

export type Use = {
  /** CPU seconds of each process since watching started. */
  used: { process: MeasuredProcess; seconds: number }[];
  /** The share of the machine's CPU that unmeasured processes used meanwhile, 0 to 1. */
  othersShare: number;
};

/** Measures what a stack's processes use from now on, until the returned function is called with the load generator's own use. */
export function watch({ processes, database }: BenchStack): (generatorSeconds: number) => Use {
  const read = () =>
    processes.map(({ name, pid }) => cpuSeconds(pid, name === 'postgres' ? { except: database.backendPid } : {}));
  const before = { machine: machineSeconds(), own: ownSeconds(), each: read(), at: performance.now() };
  return (generatorSeconds) => {
    const after = read();
    const used = processes.map((process, index) => ({ process, seconds: (after[index] ?? 0) - (before.each[index] ?? 0) }));
    const measured = used.reduce((sum, { seconds }) => sum + seconds, generatorSeconds + ownSeconds() - before.own);
    const others = machineSeconds() - before.machine - measured;
    const capacity = ((performance.now() - before.at) / 1000) * availableParallelism();
    return { used, othersShare: Math.max(0, others / capacity) };
  };
}

const ownSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

/** CPU time of each process per unit of something, with totals for ours and for all. */
export function cpuFigures({ used }: Use, { label, per, unit }: { label: string; per: number; unit: string }): Figure[] {
  const sum = (wanted: (process: MeasuredProcess) => boolean) =>
    used.reduce((total, { process, seconds }) => total + (wanted(process) ? seconds : 0), 0);
  const scale = unit === 'ms' ? 1000 : 1;
  const of = (name: string, seconds: number) => figure(`${label} ${name}`, (seconds * scale) / per, unit);
  return [
    of(
      'of services and functions',
      sum(({ ours }) => ours),
    ),
    of(
      'of everything',
      sum(() => true),
    ),
    ...used.map(({ process, seconds }) => of(`of ${process.name}`, seconds)),
  ];
}

export const othersFigure = (label: string, { othersShare }: Use) =>
  figure(`${label}: machine used by others`, othersShare * 100, '%');
