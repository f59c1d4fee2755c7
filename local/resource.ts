import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guard } from './guard.ts';
import { StartError } from './start-error.ts';

export type ProcessOptions = {
  name: string;
  command: string;
  args: readonly string[];
  /** The complete environment, except PATH and the like: the user's own AWS profile must not reach a service. */
  env?: Record<string, string>;
  uid?: number | undefined;
  gid?: number | undefined;
  /** Opens a message channel to the process, which must be a Node program. */
  ipc?: boolean;
  /** Recognizes the line that the process prints when it is ready. Without it, the process is ready when it has exited successfully. */
  ready?: (line: string) => boolean;
  readyTimeoutSeconds?: number;
  stopSignal?: NodeJS.Signals;
  /** How long a stop may take before SIGKILL. */
  stopTimeoutSeconds?: number;
  surroundings: Surroundings;
};

/** Shared by all parts of one stack. */
export type Surroundings = {
  /** The folder for `<name>.log` files with the processes' output. */
  logFolder: string;
  /** When aborted, every process is stopped and no more are started. */
  signal: AbortSignal;
  /** The set of running processes, kept up to date. */
  running?: Set<ManagedProcess>;
  /** Called when a process ends after it was ready, without being asked to. */
  onUnexpectedExit: (name: string, error: StartError) => void;
};

export type ManagedProcess = {
  /** The process id; undefined while it is not running. */
  readonly pid: number | undefined;
  readonly child: ChildProcess | undefined;
  /** Resolves when it is ready. @throws StartError when it ends or takes too long */
  start(): Promise<void>;
  /** Asks it to stop, kills it after `stopTimeoutSeconds`, and resolves when it is gone. */
  stop(): Promise<void>;
  /** Sends a signal; resolves when the process is gone, or immediately for SIGSTOP and SIGCONT. */
  kill(signal: NodeJS.Signals): Promise<void>;
};

/** A program that can be started, stopped and restarted, and that does not outlive us. */
export function createProcess(options: ProcessOptions): ManagedProcess {
  const { name, stopSignal = 'SIGTERM', stopTimeoutSeconds = 5 } = options;
  const { signal, running, onUnexpectedExit } = options.surroundings;
  let run: Run | undefined;

  const stop = () => kill(stopSignal);

  const kill = async (how: NodeJS.Signals) => {
    if (!run) return;
    const { child, gone } = run;
    child.kill(how);
    if (how === 'SIGSTOP' || how === 'SIGCONT') return;
    run.isAsked = true;
    const insist = setTimeout(() => child.kill('SIGKILL'), stopTimeoutSeconds * 1000);
    await gone;
    clearTimeout(insist);
  };

  const start = async () => {
    if (run) throw new Error(`${name} is already running`);
    signal.throwIfAborted();
    const started = launch(options);
    run = started;
    running?.add(self);
    const abort = () => void stop();
    signal.addEventListener('abort', abort);
    const becomesReady = untilReady(options, started);
    const wasReady = becomesReady.then(() => options.ready !== undefined).catch(() => false);
    void started.gone.then(async (how) => {
      signal.removeEventListener('abort', abort);
      running?.delete(self);
      run = undefined;
      if ((await wasReady) && !started.isAsked)
        onUnexpectedExit(name, new StartError(`${name} exited unexpectedly (${how}). ${tail(started)}`));
    });
    await becomesReady;
  };

  const self: ManagedProcess = {
    get pid() {
      return run?.child.pid;
    },
    get child() {
      return run?.child;
    },
    start,
    stop,
    kill,
  };
  return self;
}

/** One run of a process. Its end is unexpected if it was ready and was not asked to stop. */
type Run = { child: ChildProcess; gone: Promise<string>; isAsked: boolean; logFile: string; logStart: number };

function launch({ name, command, args, env, uid, gid, ipc, stopSignal = 'SIGTERM', surroundings }: ProcessOptions): Run {
  mkdirSync(surroundings.logFolder, { recursive: true });
  const logFile = join(surroundings.logFolder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const logStart = statSync(logFile).size;
  const child = spawn(command, args, {
    env: { ...inherited(), ...env },
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    // Its own process group: Ctrl-C in the terminal reaches only us, and we stop the parts in order.
    detached: true,
    stdio: ['ignore', log, log, ...(ipc ? (['ipc'] as const) : [])],
  });
  closeSync(log);
  const dismiss = guard(child, stopSignal);
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, killed) => resolve(killed ?? (code === 0 ? succeeded : `exit code ${code}`)));
  }).finally(dismiss);
  return { child, gone, isAsked: false, logFile, logStart };
}

const succeeded = 'exit code 0';

/** The environment that any program may need, without anything that changes its behaviour. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR }).filter(([, value]) => value !== undefined));
}

async function untilReady({ name, ready, readyTimeoutSeconds = 30 }: ProcessOptions, run: Run): Promise<void> {
  const deadline = Date.now() + readyTimeoutSeconds * 1000;
  while (Date.now() < deadline) {
    const how = await Promise.race([run.gone, sleep(10)]);
    if (ready && printed(run).split('\n').some(ready)) return;
    if (how === succeeded && !ready) return;
    if (how !== undefined) throw new StartError(`${name} did not start (${how}). ${tail(run)}`);
  }
  run.child.kill('SIGKILL');
  throw new StartError(`${name} was not ready after ${readyTimeoutSeconds} s. ${tail(run)}`);
}

const tailLinesMax = 6;
const tailLineLengthMax = 300;

function tail(run: Run): string {
  const lines = printed(run)
    .trimEnd()
    .split('\n')
    .slice(-tailLinesMax)
    .map((line) => line.slice(0, tailLineLengthMax));
  return [`The end of ${run.logFile}:`, ...lines].join('\n    ');
}

const printed = ({ logFile, logStart }: Run) => readFileSync(logFile).subarray(logStart).toString();
