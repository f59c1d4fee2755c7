import { join } from 'node:path';
import { distFolder } from '../build.ts';
import { createProcess, type Surroundings } from '../resource.ts';

export type LambdaFunction = {
  /** Calls the handler, restarting the process if it has died. @throws the handler's error, or an Error when it takes too long */
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

type Answer = { id: number; result?: unknown; error?: string };
type Call = { resolve: (result: unknown) => void; reject: (error: Error) => void };

const timeoutSeconds = 30;

/** Hosts a Lambda function: runs its bundle in a separate process with its own environment, and invokes it with events. */
export async function startFunction(options: {
  name: string;
  env: Record<string, string>;
  surroundings: Surroundings;
}): Promise<LambdaFunction> {
  const { name, env, surroundings } = options;
  const calls = new Map<number, Call>();
  const host = createProcess({
    name: `function-${name}`,
    command: process.execPath,
    args: [join(import.meta.dirname, 'function-runtime.ts'), join(distFolder, 'functions', name, 'handler.mjs')],
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
    host.child?.once('exit', () => failAll(calls, new Error(`The function ${name} ended while it was working`)));
  };
  const ensureRunning = () => {
    starting ??= start().finally(() => {
      starting = undefined;
    });
    return starting;
  };

  const invoke = async (event: unknown) => {
    if (starting || !host.pid) await ensureRunning();
    const id = invocations++;
    const timer = setTimeout(
      () => settle(calls, { id, error: `The function ${name} took over ${timeoutSeconds} s` }),
      timeoutSeconds * 1000,
    );
    const answer = new Promise((resolve, reject) => calls.set(id, { resolve, reject }));
    host.child?.send({ id, event });
    return answer.finally(() => clearTimeout(timer));
  };

  await ensureRunning();
  return { invoke, stop: host.stop };
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
