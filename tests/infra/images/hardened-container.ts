import { readFileSync } from 'node:fs';
import { eventually } from '../../support/eventually.ts';
import type { ContainerEngine } from './container-engine.ts';

export type RunningContainer = {
  name: string;
  /** Its first process, as the machine around it counts. */
  pid: number;
  /** What it has written so far, to either of its outputs. */
  log(): string;
  /** Sends the signal by which ECS ends a task. */
  terminate(): void;
  /** Resolves when it has ended. */
  exitCode(): Promise<number>;
};

export type RunOptions = {
  image: string;
  command?: readonly string[];
  env?: Record<string, string>;
  /** Files of this machine to be seen inside, read-only: path there to path here. */
  files?: Record<string, string>;
  /** A small init process in front, as `initProcessEnabled` of ECS gives. */
  withInit?: boolean;
};

// All that a task definition can take away, and a network in which there is nobody else.
const hardening = [
  '--network=none',
  '--read-only',
  '--tmpfs=/tmp',
  '--cap-drop=ALL',
  '--security-opt=no-new-privileges',
  '--memory=256m',
  '--pids-limit=128',
];

/** Runs an image with nothing that a service does not need. It may have ended by the time that this resolves. */
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
    // Each line begins with a time, an output's name and whether the line is whole.
    log: () => readFileSync(logFile, 'utf8').replaceAll(/^\S+ (stdout|stderr) [FP] /gm, ''),
    terminate: () => void process.kill(pid, 'SIGTERM'),
    exitCode: async () => {
      await eventually(async () => ['stopped', 'exited'].includes(await inspect('.State.Status')), 30);
      return Number(await inspect('.State.ExitCode'));
    },
  };
}
