import { readFileSync } from 'node:fs';
import type { ContainerEngine } from './container-engine.ts';

export type RunningContainer = {
  name: string;
  /** Its first process, as seen from the host. */
  pid: number;
  /** What it has written so far to either output. */
  log(): string;
  /** Sends the signal with which ECS stops a task. */
  terminate(): void;
  /** Resolves when it has exited. */
  exitCode(): Promise<number>;
};

export type RunOptions = {
  image: string;
  command?: readonly string[];
  env?: Record<string, string>;
  /** Host files to mount read-only: container path to host path. */
  files?: Record<string, string>;
  /** Adds a small init process, like ECS's `initProcessEnabled`. */
  withInit?: boolean;
};

// Everything that a task definition can take away, and a network without any other host.
const hardening = [
  '--network=none',
  '--read-only',
  '--tmpfs=/tmp',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  '--memory=256m',
  '--pids-limit=128',
];

/** Runs an image without anything that a service does not need. It may have exited by the time this resolves. */
export async function runHardened(engine: ContainerEngine, options: RunOptions): Promise<RunningContainer> {
  const { image, command = [], env = {}, files = {}, withInit = false } = options;
  const { podman } = engine;
  const name = await podman(
    'run',
    '--detach',
    '--pull=never',
    ...hardening,
    ...(withInit ? ['--init'] : []),
    ...Object.entries(env).map(([variable, value]) => `--env=${variable}=${value}`),
    ...Object.entries(files).map(([inside, outside]) => `--volume=${outside}:${inside}:ro`),
    image,
    ...command,
  );
  const inspect = (field: string) => podman('inspect', '--format', `{{${field}}}`, name);
  const logFile = await inspect('.HostConfig.LogConfig.Path');
  const pid = Number(await inspect('.State.Pid'));
  return {
    name,
    pid,
    // Each line starts with a time, an output's name and whether the line is complete.
    log: () => readFileSync(logFile, 'utf8').replaceAll(/^\S+ (stdout|stderr) [FP] /gm, ''),
    terminate: () => void process.kill(pid, 'SIGTERM'),
    exitCode: async () => Number(await podman('wait', name)),
  };
}
