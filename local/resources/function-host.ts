import { join } from 'node:path';
import { distFolder } from '../build.ts';
import { createProcess, type ManagedProcess, type Surroundings } from '../resource.ts';

export type LambdaFunction = {
  /** Calls the handler, restarting the process if it has died. @throws the handler's error, or an Error when it takes too long */
  invoke(event: unknown): Promise<unknown>;
  /** Starts the process unless it is running. */
  start(): Promise<void>;
  process: Pick<ManagedProcess, 'pid' | 'kill'>;
  stop(): Promise<void>;
};

type Answer = { id: number; result?: unknown; error?: string };
type Call = { resolve: (result: unknown) => void; reject: (error: Error) => void };

const timeoutSeconds = 30;

/** Hosts a Lambda function: runs its bundle in a separate process with its own environment, and invokes it with events. */
export async function startFunction(options: {
  name: string;
  env: Record<string, string>;
  /** By default the one in `dist`. */
  bundle?: string;
  surroundings: Surroundings;
}): Promise<LambdaFunction> {
  const { name, env, surroundings, bundle = join(distFolder, 'functions', name, 'handler.mjs') } = options;
  const ended = `The function ${name} ended while it was working`;
  const calls = new Map<number, Call>();
  const host = createProcess({
    name: `function-${name}`,
    command: process.execPath,
    args: [join(import.meta.dirname, 'function-runtime.ts'), bundle],
    env,
    ipc: true,
    ready: (line) => line === 'ready',
    surroundings,
  });
  let starting: Promise<void> | undefined;
  let invocations = 0;

  const start = async () => {
    await host.start();
    host.child?.on('message', (message) => settle(calls, message as Answer));
    host.child?.once('exit', () => failAll(calls, new Error(ended)));
  };
  const ensureRunning = async () => {
    if (!starting && host.pid) return;
    starting ??= start().finally(() => {
      starting = undefined;
    });
    await starting;
  };

  const invoke = async (event: unknown) => {
    await ensureRunning();
    const id = invocations++;
    const timer = setTimeout(
      () => settle(calls, { id, error: `The function ${name} took over ${timeoutSeconds} s` }),
      timeoutSeconds * 1000,
    );
    const answer = new Promise((resolve, reject) => calls.set(id, { resolve, reject }));
    // Without a callback, sending to a process that is just dying would be an uncaught error of our own process.
    const sent = host.child?.send({ id, event }, (error) => error && settle(calls, { id, error: ended }));
    if (sent === undefined) settle(calls, { id, error: ended });
    return answer.finally(() => clearTimeout(timer));
  };

  await ensureRunning();
  return { invoke, start: ensureRunning, process: host, stop: host.stop };
}

function settle(calls: Map<number, Call>, { id, result, error }: Answer): void {
  const call = calls.get(id);
  calls.delete(id);
  if (error === undefined) call?.resolve(result);
  else call?.reject(new Error(error));
}

function failAll(calls: Map<number, Call>, error: Error): void {
  for (const { reject } of calls.values()) reject(error);
  calls.clear();
}
