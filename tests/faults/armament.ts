// Loaded into a service's process before its bundle, which knows nothing of it. Sets the clock wrong by the amount in a file that
// the harness writes before each start, and says how much memory is in use when the harness asks.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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

// Collects garbage first, because what could still be collected says nothing about a leak.
process.on('SIGUSR2', () => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  const answer = `${file}.memory`;
  writeFileSync(`${answer}.draft`, String(heapUsed + external));
  renameSync(`${answer}.draft`, answer);
});
