import { readFileSync } from 'node:fs';
import type { Stack } from '../stack.ts';

/** A process to measure. Ours are the services and functions; the others stand in for AWS. */
export type MeasuredProcess = { name: string; pid: number; ours: boolean };

/** The services and emulators of a stack run by this process, and this process itself. */
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

/** The functions that a launcher hosts, recognized by their command lines: a stack does not report these processes. */
export const functionsOf = (launcherPid: number): MeasuredProcess[] =>
  childrenOf(launcherPid).flatMap((pid) => {
    const name = functionNameIn(commandLineOf(pid));
    return name ? [{ name: `function ${name}`, pid, ours: true }] : [];
  });

/** Empty for a process that has ended since it was listed, such as the shell that watched another. */
function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** The function that a command line (arguments separated by NUL) hosts. */
export const functionNameIn = (commandLine: string): string | undefined =>
  /\/functions\/([\w-]+)\/handler\.mjs(\0|$)/.exec(commandLine)?.[1];

/** CPU time that a process has used, in seconds. PostgreSQL forks, so its children count too, except `except`, which serves us. */
export function cpuSeconds(pid: number, { except }: { except?: number } = {}): number {
  const stats = familyOf(pid).map((member) => readFileSync(`/proc/${member}/stat`, 'utf8'));
  const excepted = except === undefined ? 0 : cpuSecondsIn(readFileSync(`/proc/${except}/stat`, 'utf8'));
  return stats.reduce((sum, stat) => sum + cpuSecondsIn(stat), 0) - excepted;
}

/** Memory of a process in MiB, including PostgreSQL's children; shared memory counts proportionally (PSS). */
export const memoryMebibytes = (pid: number): number =>
  familyOf(pid).reduce((sum, member) => sum + pssMebibytesIn(readFileSync(`/proc/${member}/smaps_rollup`, 'utf8')), 0);

/** The PSS in a /proc/<pid>/smaps_rollup, in MiB. */
export const pssMebibytesIn = (rollup: string): number => Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;

/**
 * User and system time in a /proc/<pid>/stat, in seconds, including ended children. These are fields 14 to 17 in proc(5), in
 * ticks of 10 ms; field 2, the name, may contain spaces and parentheses.
 */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(') ') + 2).split(' ');
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
}

/** A process, with its children if it is PostgreSQL. The launcher's children are measured under their own names. */
function familyOf(pid: number): number[] {
  const isPostgres = readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  return isPostgres ? [pid, ...childrenOf(pid)] : [pid];
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
