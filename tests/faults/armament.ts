// Loaded into a service's process before its bundle, which knows nothing of it. Sets the clock wrong by the amount in a file that
// the harness writes before each start.
import { existsSync, readFileSync } from 'node:fs';

const file = process.env.ARMAMENT_FILE ?? '';
const { skewMilliseconds = 0 } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Armament) : {};

/** What a process gets in addition to what it would get on AWS. */
export type Armament = {
  skewMilliseconds?: number;
  /** The crash point at which it dies, and after how many visits. Only bundles with crash points have any. */
  crash?: Crash | undefined;
};

if (skewMilliseconds !== 0) {
  const RightDate = Date;
  const now = () => RightDate.now() + skewMilliseconds;
  globalThis.Date = new Proxy(RightDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}

export type Crash = { point: string; times: number };
