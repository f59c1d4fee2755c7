import { readFileSync } from 'node:fs';
import type { Stack } from '../stack.ts';

/** A process to measure. Ours are the services and functions; the rest stands in for what AWS runs. */
export type MeasuredProcess = { name: string; pid: number; ours: boolean };

/** The services and emulators of a stack that runs in this process, and this process itself. */
export function processesOf({ services, backends }: Stack): MeasuredProcess[] {
  const ours = Object.entries(services).map(([name, { pid }]) => ({ name, pid, ours: true }));
  const { postgres, dynamodb, messaging } = backends;
  const theirs = Object.entries({ postgres, dynamodb, messaging }).map(([name, { process }]) => ({
    name,
    pid: process?.pid,
    ours: false,
  }));
  const launcher = { name: launcherName, pid: process.pid, ours: false };
  return [...ours, ...theirs, launcher].flatMap(({ pid, ...rest }) => (pid === undefined ? [] : [{ ...rest, pid }]));
}

export const launcherName = 'launcher (gateway, Stripe, carrier, S3)';

/** The functions that a launcher hosts. A stack doesn't say which processes they are; their command lines do. */
export const functionsOf = (launcherPid: number): MeasuredProcess[] =>
  childrenOf(launcherPid).flatMap((pid) => {
    const name = functionNameIn(commandLineOf(pid));
    return name ? [{ name: `function ${name}`, pid, ours: true }] : [];
  });

/** Empty for a process that has ended since it was listed, such as the shell that watched over another. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The function that a command line (its arguments separated by NUL) hosts. */
export const functionNameIn = (commandLine: string): string | undefined =>
  /\/functions\/([\w-]+)\/handler\.mjs(\0|$)/.exec(commandLine)?.[1];

/** CPU time that a process has used, in seconds. PostgreSQL forks, so its children count, but not `except`, which is ours. */
export function cpuSeconds(pid: number, { except }: { except?: number } = {}): number {
  const stats = familyOf(pid).map((member) => readFileSync(`/proc/${member}/stat`, 'utf8'));
  const excepted = except === undefined ? 0 : cpuSecondsIn(readFileSync(`/proc/${except}/stat`, 'utf8'));
  return stats.reduce((sum, stat) => sum + cpuSecondsIn(stat), 0) - excepted;
}

/** Memory of a process in MiB, with PostgreSQL's children: what several share counts by its share (PSS). */
export const memoryMebibytes = (pid: number): number =>
  familyOf(pid).reduce((sum, member) => sum + pssMebibytesIn(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8')), 0);

/** The PSS in a /proc/<pid>/smaps_rollup, in MiB. */
export const pssMebibytesIn = (rollup: string): number => Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;

/**
 * User and system time in a /proc/<pid>/stat, in seconds, with that of children that have ended. proc(5) numbers them 14 to 17
 * and counts in ticks of 10 ms; the name, field 2, may hold spaces and parentheses.
 */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
}

/** A process and its children, if it is PostgreSQL's: those of the launcher are measured by their own names. */
function familyOf(pid: number): number[] {
  const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  return isPostgres ? [pid, ...childrenOf(pid)] : [pid];
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
