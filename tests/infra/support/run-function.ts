import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { distFolder } from '../../../local/build.ts';
import { lambdaRuntime } from './lambda-runtime.ts';
import { type Answer, type FunctionError, startRuntimeApi } from './runtime-api.ts';

export type RunningFunction = {
  /** Why it did not start. */
  error: FunctionError | undefined;
  /** From the start of its process until it asks for its first event. */
  startMilliseconds: number;
  invoke(event: unknown): Promise<Answer & { milliseconds: number }>;
  stop(): Promise<void>;
};

/** The files in `dist/functions/<name>.zip`, by path. */
export const filesOf = async (name: string): Promise<Record<string, Uint8Array>> =>
  unzipSync(await readFile(join(distFolder, 'functions', `${name}.zip`)));

/** Runs a function from its zip as Lambda does: Node 22, the genuine runtime client, and only these environment variables. */
export async function runFunction(name: string, env: Record<string, string>): Promise<RunningFunction> {
  const runtime = lambdaRuntime();
  const folder = await mkdtemp(join(tmpdir(), `function-${name}-`));
  await unpack(await filesOf(name), folder);
  const api = await startRuntimeApi();
  const output: string[] = [];
  const began = performance.now();
  const child = spawn(runtime.node, [runtime.client], {
    cwd: folder,
    env: { ...environmentOf(name, folder, api.address), ...env },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The function ${name} ended:\n${output.join('')}`);
  });
  ended.catch(() => undefined);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended.catch(() => undefined);
    await api.stop();
    await rm(folder, { recursive: true });
  };
  const { error } = await Promise.race([api.started, ended]).catch(async (cause) => {
    await stop();
    throw cause;
  });
  const startMilliseconds = performance.now() - began;
  const invoke: RunningFunction['invoke'] = async (event) => {
    const asked = performance.now();
    const answer = await Promise.race([api.invoke(event), ended]);
    return { ...answer, milliseconds: performance.now() - asked };
  };
  return { error, startMilliseconds, invoke, stop };
}

async function unpack(files: Record<string, Uint8Array>, folder: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const environmentOf = (name: string, folder: string, runtimeApi: string) => ({
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'test',
  AWS_LAMBDA_RUNTIME_API: runtimeApi,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'handler.handler',
  TZ: ':UTC',
});
