import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * How long this machine takes for a fixed amount of single-threaded work, in milliseconds: two runs are
 * comparable only if it is similar.
 */
export function fixedWorkMilliseconds(): number {
  const began = performance.now();
  let digest = '';
  for (let round = 0; round < rounds; round++) {
    const order = { round, digest, lines: Array.from({ length: 20 }, (_, line) => ({ line, name: `product ${line}` })) };
    digest = createHash('sha256')
      .update(JSON.stringify(JSON.parse(JSON.stringify(order))))
      .digest('hex');
  }
  return performance.now() - began;
}

// About 300 ms on a machine of 2025.
const rounds = 20_000;

/** CPU time that all processes on this machine have used, in seconds. */
export const machineSeconds = (): number => machineSecondsIn(readFileSync('/proc/stat', 'utf8'));

/** Sums user, nice and system time, interrupts, and steal time in /proc/stat (proc(5)), which counts ticks of 10 ms. */
export function machineSecondsIn(stat: string): number {
  const [, user, nice, system, , , irq, softirq, steal] = stat.split('\n', 1)[0]?.split(/\s+/) ?? [];
  return [user, nice, system, irq, softirq, steal].reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
}
