import { readFileSync } from 'node:fs';
import type { Stack } from '../stack.ts';

/** The processes of a stack by name; ours are the services, the rest stands in for what AWS runs. */
export function processesOf({ services, backends }: Stack): { name: string; pid: number; ours: boolean }[] {
  const ours = Object.entries(services).map(([name, { pid }]) => ({ name, pid, ours: true }));
  const { postgres, dynamodb, messaging } = backends;
  const theirs = Object.entries({ postgres, dynamodb, messaging }).map(([name, { process }]) => ({
    name,
    pid: process?.pid,
    ours: false,
  }));
  const launcher = { name: 'gateway, Stripe, carrier (this process)', pid: process.pid, ours: false };
  return [...ours, ...theirs, launcher].flatMap(({ pid, ...rest }) => (pid === undefined ? [] : [{ ...rest, pid }]));
}

/** CPU time that a process and its children have used, in seconds; children matter for PostgreSQL, which forks. */
export function cpuSeconds(pid: number): number {
  return tree(pid).reduce((sum, member) => sum + cpuOfOne(member), 0);
}

/** Memory of a process and its children in MiB: what they share with others counts by its share (PSS). */
export function memoryMebibytes(pid: number): number {
  const kibibytes = tree(pid).map((member) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1]),
  );
  return Math.round(kibibytes.reduce((sum, count) => sum + count, 0) / 1024);
}

// proc(5): after the name in parentheses, the 14th and 15th fields are user and system time in ticks of 10 ms, and of
// children that have ended the 16th and 17th.
function cpuOfOne(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
}

function tree(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  return pid === process.pid ? [pid] : [pid, ...children.flatMap(tree)];
}
