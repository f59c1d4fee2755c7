// Only bundles with crash points contain this.
import { existsSync, readFileSync } from 'node:fs';
import type { Armament } from '../armament.ts';
import type { Point } from './points.ts';

const file = process.env.ARMAMENT_FILE ?? '';
let armed: Armament['crash'];

/** The harness writes the file before it sends the signal. */
function rearm(): void {
  armed = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Armament).crash : undefined;
}
process.on('SIGUSR2', rearm);

/** Dies here, at once and without a word, if this is the armed point. */
function crashpoint(point: Point): void {
  if (armed?.point !== point || --armed.times > 0) return;
  process.kill(process.pid, 'SIGKILL');
  // The signal takes a moment, in which nothing more may be done.
  for (;;);
}

type Name<P extends Point> = P extends `before ${infer Step}` ? Step : never;

/** Wraps a call in its two crash points. */
export function between<Given extends unknown[], Result>(
  step: Name<Point>,
  call: (...given: Given) => Promise<Result>,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    crashpoint(`before ${step}`);
    const result = await call(...given);
    crashpoint(`after ${step}`);
    return result;
  };
}
